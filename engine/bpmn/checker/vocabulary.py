"""Which variables a process can have, and of which type each certainly is."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.bpmn.checker.writer import Writing, writings
from engine.model.process import Element, Kind, Process, Trigger
from engine.ports.checking import World
from engine.ports.expression import ExpressionRefused

# A process that is passed all variables of one that is passed all variables … this often at most.
ROUNDS = 20
# Types of what is computed from variables are found in as many rounds as such values build on each other.
TYPED_ROUNDS = 3


@dataclass
class Names:
    """The variables of one process; `is_open` says that there can be others."""

    names: set[str] = field(default_factory=set)
    is_open: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """The variables of every process that is checked, and the types of those that have one type only."""

    processes: Mapping[str, Names] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)

    def of(self, processes: Collection[str]) -> Names:
        """Return the variables of some processes together; those of an unknown one are open."""
        found = [self.processes.get(id_, Names(is_open=True)) for id_ in processes]
        return Names(set().union(*(n.names for n in found)), any(n.is_open for n in found) or not found)


def vocabulary(processes: Iterable[Process], world: World) -> Vocabulary:
    """Gather what all processes write."""
    known = {process.id: process for process in processes}
    written = {id_: tuple(writings(process, world)) for id_, process in known.items()}
    names = {id_: _own(known[id_], written[id_]) for id_ in known}
    for _ in range(ROUNDS):
        changes = [_pass_on(process, names) for process in known.values()]
        if not any(changes):
            break
    everything = [one for found in written.values() for one in found]
    return Vocabulary(names, _types(everything, world))


def _own(process: Process, written: Iterable[Writing]) -> Names:
    found = Names(is_open=_starts_with_anything(process))
    for one in written:
        if one.name is None:
            found.is_open = True
        else:
            found.names.add(one.name)
    return found


def _starts_with_anything(process: Process) -> bool:
    """Say whether whoever starts the process may give it any variables: no form says which."""
    starts = [e for e in process.members.get(process.id, ()) if e.kind is Kind.START_EVENT]
    blank = [e for e in starts if e.event is None or e.event.trigger is Trigger.NONE]
    return not starts or any(e.user_task is None for e in blank)


def _pass_on(process: Process, names: Mapping[str, Names]) -> bool:
    """Let variables go into called processes and come back; say whether anything was new."""
    is_new = False
    for element in process.elements.values():
        called = element.called_element
        if called is None:
            continue
        own, inner = names[process.id], names.get(called.process)
        if inner is None:
            is_new = _add(own, (), is_open=True) or is_new
            continue
        if called.propagate_all_parent_variables:
            is_new = _add(inner, own.names, is_open=own.is_open) or is_new
        is_new = _add(inner, _targets(element), is_open=False) or is_new
        comes_back = called.propagate_all_child_variables and not element.outputs
        is_new = _add(own, inner.names, is_open=inner.is_open and comes_back) or is_new
    return is_new


def _targets(element: Element) -> Iterator[str]:
    return (mapping.target.partition(".")[0] for mapping in element.inputs)


def _add(to: Names, names: Iterable[str], *, is_open: bool) -> bool:
    before = (len(to.names), to.is_open)
    to.names.update(names)
    to.is_open = to.is_open or is_open
    return before != (len(to.names), to.is_open)


def _types(written: Iterable[Writing], world: World) -> Mapping[str, str]:
    """Return the types of the variables that are always written with the same one.

    What is computed from variables counts as unknown until the types of these are known, so that what has
    been found in one round stays true in the next.
    """
    by_name: dict[str, list[Writing]] = {}
    for one in written:
        if one.name is not None:
            by_name.setdefault(one.name, []).append(one)
    types: dict[str, str] = {}
    for _ in range(TYPED_ROUNDS):
        found = {name: _type(ones, types, world) for name, ones in by_name.items() if name not in types}
        fresh = {name: kind for name, kind in found.items() if kind is not None}
        if not fresh:
            break
        types.update(fresh)
    return types


def _type(written: Iterable[Writing], types: Mapping[str, str], world: World) -> str | None:
    kinds = {_of_one(one, types, world) for one in written}
    return kinds.pop() if len(kinds) == 1 else None


def _of_one(one: Writing, types: Mapping[str, str], world: World) -> str | None:
    if one.formula is None:
        return one.type
    try:
        return world.expressions.inspect(one.formula, known=None, types=types).type
    except ExpressionRefused:
        return None  # another rule tells that it does not parse
