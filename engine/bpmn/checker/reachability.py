"""Finds elements that no token can ever reach, because no way leads there."""

from collections.abc import Iterator

from engine.bpmn.checker.boundary import trigger_of
from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import Element, Kind, Process, Trigger


def unreachable(source: Source) -> Iterator[Finding]:
    """Find elements that no way leads to from a beginning of their scope."""
    for process in source.processes:
        reached = reachable(process)
        for element in process.elements.values():
            if element.id not in reached:
                yield found("BPMN431", element)


def reachable(process: Process) -> frozenset[str]:
    """Return the elements that a way leads to, through sub-processes, boundaries and links."""
    reached: set[str] = set()
    waiting = [*entries(process, process.id)]
    while waiting:
        id_ = waiting.pop()
        if id_ in process.elements and id_ not in reached:
            reached.add(id_)
            waiting.extend(_next(process, process.elements[id_]))
    return frozenset(reached)


def entries(process: Process, scope: str) -> list[str]:
    """Return where a scope can begin: start events, else what nothing leads to, and event sub-processes."""
    members = process.members.get(scope, ())
    starts = [item.id for item in members if item.kind is Kind.START_EVENT or item.instantiate]
    events = [item.id for item in members if item.kind is Kind.EVENT_SUB_PROCESS]
    return [*(starts or [item.id for item in members if _is_implicit_start(item)]), *events]


def _is_implicit_start(element: Element) -> bool:
    is_begun_otherwise = element.kind is Kind.BOUNDARY_EVENT or element.is_for_compensation
    is_link = element.kind is Kind.CATCH_EVENT and trigger_of(element) is Trigger.LINK
    return not element.incoming and not is_begun_otherwise and not is_link


def _next(process: Process, element: Element) -> list[str]:
    found_ = [process.flows[flow].target for flow in element.outgoing]
    found_ += [event.id for event in process.boundary_events.get(element.id, ())]
    found_ += entries(process, element.id)
    if element.id in process.compensation:
        found_.append(process.compensation[element.id])
    return found_ + link_targets(process, element)


def link_targets(process: Process, element: Element) -> list[str]:
    """Return where a throwing link event leads."""
    if (
        element.kind is not Kind.THROW_EVENT
        or element.event is None
        or trigger_of(element) is not Trigger.LINK
    ):
        return []
    name = element.event.name
    return [
        item.id
        for item in process.members.get(element.scope, ())
        if item.kind is Kind.CATCH_EVENT
        and item.event is not None
        and (item.event.trigger, item.event.name) == (Trigger.LINK, name)
    ]


RULES = (unreachable,)
