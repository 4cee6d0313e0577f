"""Rules on boundary events."""

from collections.abc import Iterator

from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import Element, Kind, Trigger

ALWAYS_INTERRUPTING = frozenset({Trigger.ERROR, Trigger.CANCEL})
CATCHING_ONE = frozenset({Trigger.ERROR, Trigger.ESCALATION, Trigger.MESSAGE, Trigger.SIGNAL, Trigger.CANCEL})


def boundary_events(source: Source) -> Iterator[Element]:
    """Yield the boundary events of a file."""
    for _, element in source.elements():
        if element.kind is Kind.BOUNDARY_EVENT:
            yield element


def trigger_of(element: Element) -> Trigger:
    """Return the trigger of an event."""
    return Trigger.NONE if element.event is None else element.event.trigger


def incoming(source: Source) -> Iterator[Finding]:
    """Find boundary events that a flow leads to."""
    for element in boundary_events(source):
        if element.incoming:
            yield found("BPMN311", element, flow=element.incoming[0])


def outgoing(source: Source) -> Iterator[Finding]:
    """Find boundary events that lead nowhere."""
    for element in boundary_events(source):
        if not element.outgoing and trigger_of(element) is not Trigger.COMPENSATION:
            yield found("BPMN312", element)


def not_interrupting(source: Source) -> Iterator[Finding]:
    """Find error and cancel events that shall not interrupt: an activity that failed cannot go on."""
    for element in boundary_events(source):
        # Compensation comes after the activity, which cannot be kept running any more.
        always = ALWAYS_INTERRUPTING | {Trigger.COMPENSATION}
        if trigger_of(element) in always and not element.is_interrupting:
            yield found("BPMN313", element, trigger=trigger_of(element).value)


def catching_the_same(source: Source) -> Iterator[Finding]:
    """Find boundary events of one activity that catch the very same thing."""
    seen: dict[tuple[str | None, Trigger, str | None], Element] = {}
    for element in boundary_events(source):
        trigger = trigger_of(element)
        if element.attached_to is None or trigger not in CATCHING_ONE:
            continue
        first = seen.setdefault((element.attached_to, trigger, _caught(element)), element)
        if first is not element:
            yield found("BPMN314", element, other=first.id)


def _caught(element: Element) -> str | None:
    event = element.event
    if event is None:
        return None
    return event.message.id if event.message is not None else event.code or event.name


def on_event_sub_process(source: Source) -> Iterator[Finding]:
    """Find boundary events at an event sub-process, which has no boundary that anything could catch at."""
    for process, element in source.elements():
        host = process.elements.get(element.attached_to or "")
        if host is not None and host.kind is Kind.EVENT_SUB_PROCESS:
            yield found("BPMN315", element)


RULES = (incoming, outgoing, not_interrupting, catching_the_same, on_event_sub_process)
