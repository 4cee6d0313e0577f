"""Rules on compensation: events, the handlers they are tied to, and what is thrown."""

from collections.abc import Iterator

from engine.bpmn.checker.boundary import boundary_events, trigger_of
from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import ACTIVITIES, Element, Kind, Process, Trigger


def boundary_with_outgoing(source: Source) -> Iterator[Finding]:
    """Find compensation boundary events with a sequence flow: an association leads to the handler."""
    for element in boundary_events(source):
        if trigger_of(element) is Trigger.COMPENSATION and element.outgoing:
            yield found("BPMN321", element)


def boundary_without_handler(source: Source) -> Iterator[Finding]:
    """Find compensation boundary events without a handler."""
    for process, element in source.elements():
        is_boundary = element.kind is Kind.BOUNDARY_EVENT
        compensates = is_boundary and trigger_of(element) is Trigger.COMPENSATION
        if compensates and element.attached_to not in process.compensation:
            yield found("BPMN322", element)


def handlers_with_flows(source: Source) -> Iterator[Finding]:
    """Find compensation handlers that sequence flows touch, or that bear boundary events."""
    for _, element in source.elements():
        if element.is_for_compensation and (element.incoming or element.outgoing):
            yield found("BPMN323", element)


def handlers_without_event(source: Source) -> Iterator[Finding]:
    """Find compensation handlers that no boundary event is tied to: they would never run."""
    for process, element in source.elements():
        if element.is_for_compensation and element.id not in process.compensation.values():
            yield found("BPMN324", element)


def thrown_at_nothing(source: Source) -> Iterator[Finding]:
    """Find compensation that is thrown for an activity that does not exist or cannot be compensated."""
    for process, element in source.elements():
        event = element.event
        if event is None or event.trigger is not Trigger.COMPENSATION or event.activity_ref is None:
            continue
        target = process.elements.get(event.activity_ref)
        if target is None or target.kind not in ACTIVITIES or not _is_visible(process, element, target):
            yield found("BPMN325", element, target=event.activity_ref)


def _is_visible(process: Process, element: Element, target: Element) -> bool:
    """Say whether a throw sees an activity: beside it, or beside the event sub-process that it is in."""
    scopes = {element.scope}
    scope = process.elements.get(element.scope)
    while scope is not None and scope.kind is Kind.EVENT_SUB_PROCESS:
        scopes.add(scope.scope)
        scope = process.elements.get(scope.scope)
    return target.scope in scopes


def not_awaited(source: Source) -> Iterator[Finding]:
    """Find compensation that is thrown without waiting for it, which the engine does not do."""
    for _, element in source.elements():
        if element.event is not None and not element.event.wait_for_completion:
            yield found("BPMN326", element)


RULES = (
    boundary_with_outgoing,
    boundary_without_handler,
    handlers_with_flows,
    handlers_without_event,
    thrown_at_nothing,
    not_awaited,
)
