"""Rules on what events and tasks refer to by name: messages, signals, error and escalation codes."""

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.checker.source import Finding, Source, found, found_at
from engine.bpmn.reader.names import BPMN, attribute, children, reference
from engine.model.process import Element, Kind, Trigger

THROWING = frozenset({Kind.END_EVENT, Kind.THROW_EVENT})
CODED = frozenset({Trigger.ERROR, Trigger.ESCALATION})


def events_without_message(source: Source) -> Iterator[Finding]:
    """Find message events without a message (an event with a connector needs none)."""
    for _, element in source.elements():
        event = element.event
        if event is None or event.trigger is not Trigger.MESSAGE or event.message is not None:
            continue
        runs_connector = element.job is not None and element.kind in THROWING
        if not runs_connector and not _has_reference(source, element, "messageRef"):
            yield found("BPMN211", element)


def tasks_without_message(source: Source) -> Iterator[Finding]:
    """Find receive tasks without a message, and send tasks with neither message nor connector."""
    for _, element in source.elements():
        if element.message is not None or attribute(source.nodes.get(element.id), "messageRef"):
            continue
        if element.kind is Kind.RECEIVE_TASK:
            yield found("BPMN212", element)
        if element.kind is Kind.SEND_TASK and element.job is None:
            yield found("BPMN213", element)


def messages_without_name(source: Source) -> Iterator[Finding]:
    """Find messages that are referred to and have no name."""
    used = {reference(node.get("messageRef")) for node in source.root.iter(f"{{{BPMN}}}*")}
    for node in children(source.root, "message"):
        if attribute(node, "id") in used and attribute(node, "name") is None:
            yield found_at("BPMN214", node)


def signals_without_name(source: Source) -> Iterator[Finding]:
    """Find signal events without a signal, or with one that has no name."""
    for _, element in source.elements():
        event = element.event
        if event is None or event.trigger is not Trigger.SIGNAL or event.name is not None:
            continue
        if not _dangles(source, element, "signalRef"):
            yield found("BPMN215", element)


def throws_without_code(source: Source) -> Iterator[Finding]:
    """Find errors and escalations that are thrown without a code: nobody could catch them by it."""
    for _, element in source.elements():
        event = element.event
        if event is None or event.trigger not in CODED or element.kind not in THROWING:
            continue
        if event.code is None and not _dangles(source, element, f"{event.trigger}Ref"):
            yield found("BPMN216", element, kind=event.trigger.value)


def computed_starts(source: Source) -> Iterator[Finding]:
    """Find start events of a process whose message or signal has a computed name: nothing computes it yet."""
    for process, element in source.elements():
        event = element.event
        if event is None or element.kind is not Kind.START_EVENT or element.scope != process.id:
            continue
        name = event.message.name if event.message is not None else event.name
        if name is not None and name.startswith("="):
            yield found("BPMN217", element, name=name)


def catches_without_code(source: Source) -> Iterator[Finding]:
    """Find events that name an error or escalation without a code: they catch every one."""
    for _, element in source.elements():
        event = element.event
        if event is None or event.trigger not in CODED or element.kind in THROWING or event.code is not None:
            continue
        target = reference(attribute(_definition(source, element), f"{event.trigger}Ref"))
        if target in source.nodes:
            yield found("BPMN218", element, kind=event.trigger.value, target=target)


def _definition(source: Source, element: Element) -> etree._Element | None:
    node = source.nodes.get(element.id)
    parts = () if node is None else children(node)
    return next((part for part in parts if str(part.tag).endswith("EventDefinition")), None)


def _has_reference(source: Source, element: Element, name: str) -> bool:
    return attribute(_definition(source, element), name) is not None


def _dangles(source: Source, element: Element, name: str) -> bool:
    """Say whether an event refers to something that does not exist, which another rule tells."""
    target = reference(attribute(_definition(source, element), name))
    return target is not None and target not in source.nodes


RULES = (
    events_without_message,
    tasks_without_message,
    messages_without_name,
    signals_without_name,
    throws_without_code,
    computed_starts,
    catches_without_code,
)
