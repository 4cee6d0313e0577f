"""Rules on event-based gateways and what follows them."""

from collections.abc import Iterator

from engine.bpmn.checker.boundary import trigger_of
from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import Element, Kind, Process, Trigger

AWAITED = frozenset({Trigger.MESSAGE, Trigger.TIMER, Trigger.SIGNAL, Trigger.CONDITIONAL})


def _gateways(source: Source) -> Iterator[tuple[Process, Element, list[Element]]]:
    for process, element in source.elements():
        if element.kind is Kind.EVENT_BASED_GATEWAY:
            targets = [process.flows[flow].target for flow in element.outgoing]
            yield process, element, [process.elements[id_] for id_ in targets if id_ in process.elements]


def too_few(source: Source) -> Iterator[Finding]:
    """Find event-based gateways that do not wait for at least two events."""
    for _, element, _ in _gateways(source):
        if len(element.outgoing) < 2:  # noqa: PLR2004  a choice has two ways
            yield found("BPMN421", element)


def followers(source: Source) -> Iterator[Finding]:
    """Find followers that are no events to wait for."""
    for _, element, targets in _gateways(source):
        for target in targets:
            is_event = target.kind is Kind.CATCH_EVENT and trigger_of(target) in AWAITED
            if not is_event and target.kind is not Kind.RECEIVE_TASK:
                yield found("BPMN422", target, gateway=element.id)


def other_ways_in(source: Source) -> Iterator[Finding]:
    """Find followers that another flow leads to as well."""
    for _, element, targets in _gateways(source):
        for target in targets:
            if len(target.incoming) > 1:
                yield found("BPMN423", target, gateway=element.id)


def mixed(source: Source) -> Iterator[Finding]:
    """Find gateways that wait for messages by events and by receive tasks at once."""
    for _, element, targets in _gateways(source):
        has_task = any(target.kind is Kind.RECEIVE_TASK for target in targets)
        if has_task and any(trigger_of(target) is Trigger.MESSAGE for target in targets):
            yield found("BPMN424", element)


def boundary_events_at_followers(source: Source) -> Iterator[Finding]:
    """Find receive tasks behind the gateway that bear boundary events."""
    for process, element, targets in _gateways(source):
        for target in targets:
            if target.id in process.boundary_events:
                yield found("BPMN425", target, gateway=element.id)


def same_event(source: Source) -> Iterator[Finding]:
    """Find gateways that wait twice for the same message or signal."""
    for _, _, targets in _gateways(source):
        seen: dict[tuple[Trigger, str], Element] = {}
        for target in targets:
            name = _awaited(target)
            if name is not None:
                first = seen.setdefault((trigger_of(target), name), target)
                if first is not target:
                    yield found("BPMN426", target, other=first.id, name=name)


def _awaited(element: Element) -> str | None:
    event = element.event
    message = event.message if event is not None else element.message
    if message is not None:
        return message.name
    return event.name if event is not None and event.trigger is Trigger.SIGNAL else None


def instantiating(source: Source) -> Iterator[Finding]:
    """Find gateways that shall start a process although a flow leads to them, or no message follows."""
    for _, element, targets in _gateways(source):
        if element.instantiate and element.incoming:
            yield found("BPMN427", element)
        for target in targets:
            by_message = target.kind is Kind.RECEIVE_TASK or trigger_of(target) is Trigger.MESSAGE
            if element.instantiate and not by_message:
                yield found("BPMN428", target, gateway=element.id)


def instantiating_tasks(source: Source) -> Iterator[Finding]:
    """Find receive tasks that shall start a process although a flow leads to them."""
    for process, element in source.elements():
        # Behind an instantiating gateway the tasks say so too, and the gateway leads to them.
        by_gateway = all(_starts_process(process, process.flows[flow].source) for flow in element.incoming)
        if element.kind is Kind.RECEIVE_TASK and element.instantiate and not by_gateway:
            yield found("BPMN427", element)


def repeated(source: Source) -> Iterator[Finding]:
    """Find receive tasks that one message decides about - at a gateway, or as a start - and that repeat."""
    for process, element in source.elements():
        if element.kind is not Kind.RECEIVE_TASK or (element.loop is None and element.multi_instance is None):
            continue
        before = [process.elements.get(process.flows[flow].source) for flow in element.incoming]
        is_offered = any(e is not None and e.kind is Kind.EVENT_BASED_GATEWAY for e in before)
        if element.instantiate or is_offered:
            yield found("BPMN429", element)


def _starts_process(process: Process, id_: str) -> bool:
    element = process.elements.get(id_)
    return element is not None and element.kind is Kind.EVENT_BASED_GATEWAY and element.instantiate


RULES = (
    too_few,
    followers,
    other_ways_in,
    mixed,
    boundary_events_at_followers,
    same_event,
    instantiating,
    instantiating_tasks,
    repeated,
)
