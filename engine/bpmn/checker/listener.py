"""Rules on execution listeners: whom they call, when, and where the engine calls them."""

from collections.abc import Iterator

from engine.bpmn.checker.source import Finding, Source, found, found_at
from engine.bpmn.reader.names import attribute, zeebe
from engine.model.listener import ListenerEvent
from engine.model.process import ACTIVITIES, Element, Kind, Process

EVENTS = frozenset(ListenerEvent)
HEARD = ACTIVITIES - {Kind.EVENT_SUB_PROCESS}


def connector(source: Source) -> Iterator[Finding]:
    """Find listeners of no connector, or of one that only FEEL would name, and odd numbers of retries."""
    for _, element in source.elements():
        for listener in element.listeners:
            kind, retries = listener.type, listener.retries
            if not kind or kind.startswith("="):
                yield found("BPMN515", element, type=kind or "–")
            if not retries.startswith("=") and not (retries.isascii() and retries.isdecimal()):
                yield found("BPMN508", element, retries=retries)


def event_type(source: Source) -> Iterator[Finding]:
    """Find listeners to what is neither the start nor the end."""
    for _, element in source.elements():
        for listener in element.listeners:
            if listener.event not in EVENTS:
                yield found("BPMN516", element, event=listener.event or "–")


def place(source: Source) -> Iterator[Finding]:
    """Find listeners where none is called."""
    elements = {element.id: element for _, element in source.elements()}
    for process_node in source.process_nodes:
        for node in process_node.iter(zeebe("executionListeners")):
            holder = node.getparent()
            owner = None if holder is None else holder.getparent()
            element = elements.get(attribute(owner, "id") or "")
            if element is None or element.kind not in HEARD:
                yield found_at("BPMN517", node)


def start_of_awaited(source: Source) -> Iterator[Finding]:
    """Find listeners to the start of receive tasks that begin only when their message is there."""
    for process, element in source.elements():
        is_heard = any(listener.event == ListenerEvent.START for listener in element.listeners)
        if is_heard and element.kind is Kind.RECEIVE_TASK and _is_awaited(process, element):
            yield found("BPMN518", element)


def _is_awaited(process: Process, element: Element) -> bool:
    before = (process.elements.get(process.flows[flow].source) for flow in element.incoming)
    return element.instantiate or any(
        node is not None and node.kind is Kind.EVENT_BASED_GATEWAY for node in before
    )


RULES = (connector, event_type, place, start_of_awaited)
