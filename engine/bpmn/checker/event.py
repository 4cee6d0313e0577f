"""Rules on events: which triggers each kind of event may have, and what each trigger needs."""

from collections.abc import Iterator

from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import Element, Kind, Process, Trigger

_CATCH = {Trigger.TIMER, Trigger.MESSAGE, Trigger.SIGNAL, Trigger.CONDITIONAL}
_THROW = {Trigger.NONE, Trigger.MESSAGE, Trigger.SIGNAL, Trigger.ESCALATION, Trigger.COMPENSATION}
_FAULTS = {Trigger.ERROR, Trigger.ESCALATION}

ALLOWED: dict[Kind, frozenset[Trigger]] = {
    Kind.START_EVENT: frozenset({Trigger.NONE, *_CATCH}),
    Kind.CATCH_EVENT: frozenset({*_CATCH, Trigger.LINK}),
    Kind.THROW_EVENT: frozenset({*_THROW, Trigger.LINK}),
    Kind.BOUNDARY_EVENT: frozenset({*_CATCH, *_FAULTS, Trigger.CANCEL, Trigger.COMPENSATION}),
    Kind.END_EVENT: frozenset({*_THROW, Trigger.ERROR, Trigger.CANCEL, Trigger.TERMINATE}),
}
IN_EVENT_SUB_PROCESS = frozenset({*_CATCH, *_FAULTS, Trigger.COMPENSATION})


def triggers(source: Source) -> Iterator[Finding]:
    """Find events with a trigger that their kind cannot have."""
    for process, element in source.elements():
        if element.event is None or _starts_event_sub_process(process, element):
            continue
        trigger = element.event.trigger
        if trigger not in ALLOWED[element.kind]:
            code = "BPMN302" if _is_blank_catch(element) else "BPMN301"
            yield found(code, element, trigger=trigger.value, kind=element.kind.value)


def _is_blank_catch(element: Element) -> bool:
    return element.event is not None and element.event.trigger is Trigger.NONE


def _starts_event_sub_process(process: Process, element: Element) -> bool:
    scope = process.elements.get(element.scope)
    is_start = element.kind is Kind.START_EVENT
    return is_start and scope is not None and scope.kind is Kind.EVENT_SUB_PROCESS


def start_with_incoming(source: Source) -> Iterator[Finding]:
    """Find start events that a flow leads to."""
    for _, element in source.elements():
        if element.kind is Kind.START_EVENT and element.incoming:
            yield found("BPMN303", element, flow=element.incoming[0])


def end_with_outgoing(source: Source) -> Iterator[Finding]:
    """Find end events that a flow leaves."""
    for _, element in source.elements():
        if element.kind is Kind.END_EVENT and element.outgoing:
            yield found("BPMN304", element, flow=element.outgoing[0])


def timers_without_time(source: Source) -> Iterator[Finding]:
    """Find timer events that do not say when."""
    for _, element in source.elements():
        event = element.event
        if event is not None and event.trigger is Trigger.TIMER and event.timer is None:
            yield found("BPMN305", element)


def conditions_missing(source: Source) -> Iterator[Finding]:
    """Find conditional events without a condition."""
    for _, element in source.elements():
        event = element.event
        if event is not None and event.trigger is Trigger.CONDITIONAL and event.condition is None:
            yield found("BPMN306", element)


def cancel_outside_transaction(source: Source) -> Iterator[Finding]:
    """Find cancel events that are neither inside a transaction nor at its boundary."""
    for process, element in source.elements():
        if element.event is None or element.event.trigger is not Trigger.CANCEL:
            continue
        place = element.attached_to if element.kind is Kind.BOUNDARY_EVENT else element.scope
        host = process.elements.get(place or "")
        if host is None or host.kind is not Kind.TRANSACTION:
            yield found("BPMN307", element)


def cancel_without_way_out(source: Source) -> Iterator[Finding]:
    """Find cancel end events whose transaction has no cancel boundary event: nothing would follow."""
    for process, element in source.elements():
        is_cancel = element.event is not None and element.event.trigger is Trigger.CANCEL
        host = process.elements.get(element.scope)
        if element.kind is not Kind.END_EVENT or not is_cancel or host is None:
            continue
        border = process.boundary_events.get(host.id, ())
        if not any(e.event is not None and e.event.trigger is Trigger.CANCEL for e in border):
            yield found("BPMN308", element, host=host.id)


RULES = (
    triggers,
    start_with_incoming,
    end_with_outgoing,
    timers_without_time,
    conditions_missing,
    cancel_outside_transaction,
    cancel_without_way_out,
)
