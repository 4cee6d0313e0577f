"""Compares what a story expects with what is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine import queries
from engine.model.history import EventKind
from engine.model.instance import Instance
from engine.model.query import Paging, RowQuery, TaskQuery
from engine.ports.engine import Engine
from engine.queries.values import from_wire, to_wire

ALL = Paging(limit=500)


def differences(
    engine: Engine, instance: Instance, expected: Mapping[str, Any], called: Sequence[str]
) -> list[str]:
    """Return in words what is not as expected."""
    facts = _Facts(engine, instance, called)
    found: list[str] = []
    for name, value in expected.items():
        problem = _CHECKS[name](facts, value)
        if problem:
            found.append(problem)
    if found:
        found += facts.incidents_told()
    return found


class _Facts:
    def __init__(self, engine: Engine, instance: Instance, called: Sequence[str]) -> None:
        self.engine = engine
        self.instance = instance
        self.called = called

    def ends(self) -> list[str]:
        """Return every element that was completed: an end event is among them where it was reached."""
        return self._elements(EventKind.ELEMENT_COMPLETED)

    def entered(self) -> list[str]:
        return self._elements(EventKind.ELEMENT_ENTERED)

    def _elements(self, kind: EventKind) -> list[str]:
        events = queries.whole_history(self.engine, self.instance.id, (kind,))
        return [event.element_id or "" for event in events]

    def open_tasks(self) -> list[str]:
        tasks = queries.tasks(self.engine, TaskQuery(instance_id=self.instance.id), ALL).items
        return sorted(task.element_id for task in tasks)

    def incidents_told(self) -> list[str]:
        query = RowQuery(instance_id=self.instance.id, is_open=True)
        found = queries.incidents(self.engine, query, ALL).items
        return [f"incident at {incident.element_id}: {incident.message}" for incident in found]


def _end(facts: _Facts, value: Any) -> str | None:  # noqa: ANN401
    wanted = [value] if isinstance(value, str) else list(value)
    if facts.instance.ended_at is None:
        return f"the case should have ended in {wanted}, but waits at {facts.open_tasks()}"
    reached = facts.ends()
    missing = [end for end in wanted if end not in reached]
    return f"the case ended in {facts.instance.ended_in}, not in {missing}" if missing else None


def _open(facts: _Facts, value: Any) -> str | None:  # noqa: ANN401
    found = facts.open_tasks()
    return None if found == sorted(value) else f"open tasks are {found}, not {sorted(value)}"


def _data(facts: _Facts, value: Mapping[str, Any]) -> str | None:
    held = {n: to_wire(v) for n, v in queries.variables(facts.engine, facts.instance.id).items()}
    wrong = [
        f"{name} is {held.get(name)!r}, not {wanted!r}"
        for name, wanted in value.items()
        if not fits(held.get(name), wanted)
    ]
    return "; ".join(wrong) or None


def fits(held: object, wanted: object) -> bool:
    """Say whether a value is what a story wants; of an object only the fields that it names."""
    if isinstance(wanted, Mapping) and isinstance(held, Mapping):
        return all(fits(held.get(name), value) for name, value in wanted.items())
    if isinstance(wanted, float):  # a story writes 49.5 where the case holds an exact decimal
        return str(held) == str(wanted) or held == from_wire(wanted)
    return held == wanted and isinstance(held, bool) == isinstance(wanted, bool)


def _called(facts: _Facts, value: Sequence[str]) -> str | None:
    missing = [kind for kind in value if kind not in facts.called]
    return f"{missing} were not called, only {list(facts.called)}" if missing else None


def _path(facts: _Facts, value: Sequence[str]) -> str | None:
    entered = iter(facts.entered())
    missing = next((element for element in value if element not in entered), None)
    return (
        None if missing is None else f"the path does not reach {missing!r} in this order: {facts.entered()}"
    )


def _not_path(facts: _Facts, value: Sequence[str]) -> str | None:
    found = sorted(set(value) & set(facts.entered()))
    return f"the path reaches {found}" if found else None


def _incidents(facts: _Facts, value: int) -> str | None:
    found = facts.incidents_told()
    return None if len(found) == value else f"{len(found)} incidents are open, not {value}"


def _state(facts: _Facts, value: str) -> str | None:
    found = str(facts.instance.state)
    return None if found == value else f"the case is {found}, not {value}"


def _due(facts: _Facts, value: Mapping[str, str]) -> str | None:
    from engine.testing.stage import moment  # the two need each other

    tasks = queries.tasks(facts.engine, TaskQuery(instance_id=facts.instance.id), ALL).items
    due = {task.element_id: task.due_at for task in tasks}
    wrong = [f"{e} is due {due.get(e)}, not {w}" for e, w in value.items() if due.get(e) != moment(w)]
    return "; ".join(wrong) or None


def _groups(facts: _Facts, value: Mapping[str, Sequence[str]]) -> str | None:
    tasks = queries.tasks(facts.engine, TaskQuery(instance_id=facts.instance.id), ALL).items
    groups = {task.element_id: sorted(task.candidate_groups) for task in tasks}
    wrong = [f"{e} is offered to {groups.get(e)}" for e, w in value.items() if groups.get(e) != sorted(w)]
    return "; ".join(wrong) or None


_CHECKS: Mapping[str, Callable[[_Facts, Any], str | None]] = {
    "end": _end,
    "open": _open,
    "data": _data,
    "called": _called,
    "path": _path,
    "not_path": _not_path,
    "incidents": _incidents,
    "state": _state,
    "due": _due,
    "groups": _groups,
}
