"""Who writes which variable of a process."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine.bpmn.reader.condition import bare
from engine.model.process import Element, Kind, Process, Trigger, VariableMapping
from engine.ports.checking import World
from engine.ports.expression import ExpressionRefused

COUNTS = (
    "loopCounter",
    "numberOfInstances",
    "numberOfActiveInstances",
    "numberOfCompletedInstances",
    "numberOfTerminatedInstances",
)
TOLD = ("errorCode", "errorMessage", "escalationCode")
# What comes with these is not known to the model.
CATCHING = frozenset({Kind.START_EVENT, Kind.CATCH_EVENT, Kind.BOUNDARY_EVENT})
CARRYING = frozenset({Trigger.MESSAGE, Trigger.SIGNAL, Trigger.ERROR})


@dataclass(frozen=True, slots=True)
class Writing:
    """A variable that is written: with a type, or by a formula that may have one.

    A name of None stands for any variables whatever.
    """

    name: str | None
    type: str | None = None
    formula: str | None = None


ANYTHING = Writing(None)


def writings(process: Process, world: World) -> Iterator[Writing]:
    """Yield everything that a process writes, into whatever scope."""
    for element in process.elements.values():
        for mapping in (*element.inputs, *element.outputs):
            yield _of_mapping(mapping)
        yield from _of_person(element, world)
        yield from _of_connectors(element, world)
        yield from _of_decision(element, world)
        yield from _of_script(element, world)
        yield from _of_event(element)
        yield from _of_repetition(element)


def _of_mapping(mapping: VariableMapping) -> Writing:
    name, dot, _ = mapping.target.partition(".")
    if dot:
        return Writing(name)
    if mapping.source.startswith("="):
        return Writing(name, formula=bare(mapping.source))
    return Writing(name, type="string")


def _of_person(element: Element, world: World) -> Iterator[Writing]:
    if element.user_task is None:
        return
    form = element.user_task.form
    fields = None if form is None else world.fields(form)
    if fields is None:
        yield from _unless_mapped(element)
        return
    for name, kind in fields.types.items():
        yield Writing(name, type=kind)
    if not fields.is_closed:
        yield from _unless_mapped(element)


def _unless_mapped(element: Element) -> Iterator[Writing]:
    """Yield that anything may be written: what has output mappings keeps the rest to itself."""
    if not element.outputs:
        yield ANYTHING


def _of_connectors(element: Element, world: World) -> Iterator[Writing]:
    types = [listener.type for listener in element.listeners]
    if element.job is not None:
        types.append(element.job.type)
    for results in (world.results(kind) for kind in types):
        yield from (ANYTHING,) if results is None else _plain(results)


def _plain(names: Collection[str]) -> Iterator[Writing]:
    return (Writing(name) for name in names)


def _of_decision(element: Element, world: World) -> Iterator[Writing]:
    called = element.called_decision
    if called is not None and called.result_variable:
        yield Writing(called.result_variable, type=world.decided(called.decision))


def _of_script(element: Element, world: World) -> Iterator[Writing]:
    script = element.script
    if script is None:
        return
    if script.result_variable is not None:
        yield Writing(script.result_variable, formula=bare(script.expression))
        return
    try:
        names = world.expressions.inspect(bare(script.expression) or "null", known=None, types={}).entries
    except ExpressionRefused:
        names = None  # another rule tells that it does not parse
    yield from (ANYTHING,) if names is None else _plain(names)


def _of_event(element: Element) -> Iterator[Writing]:
    trigger = Trigger.NONE if element.event is None else element.event.trigger
    is_caught = element.kind in CATCHING and trigger in CARRYING
    if is_caught or element.kind is Kind.RECEIVE_TASK:
        yield from _unless_mapped(element)
    if trigger in {Trigger.ERROR, Trigger.ESCALATION}:
        yield from _plain(TOLD)


def _of_repetition(element: Element) -> Iterator[Writing]:
    many = element.multi_instance
    if many is None and element.loop is None:
        return
    yield from (Writing(name, type="number") for name in COUNTS)
    if many is None:
        return
    if many.element_variable is not None:
        yield Writing(many.element_variable)
    if many.output_collection is not None:
        yield Writing(many.output_collection, type="list")
    output = (bare(many.output_element) or "").strip()
    if output.isidentifier():
        yield Writing(output)
