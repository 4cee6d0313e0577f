"""Rules on references inside a file: each must lead to something of the right kind."""

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.checker.source import Finding, Source, found, found_at
from engine.bpmn.reader.names import BPMN, children, local, reference, text
from engine.model.process import ACTIVITIES, Element, Kind, Trigger

REFERENCES = {
    "messageRef": "message",
    "signalRef": "signal",
    "errorRef": "error",
    "escalationRef": "escalation",
    "processRef": "process",
}

SENDING = frozenset({Kind.THROW_EVENT, Kind.END_EVENT})
RECEIVING = frozenset({Kind.START_EVENT, Kind.CATCH_EVENT, Kind.BOUNDARY_EVENT})


def flow_ends(source: Source) -> Iterator[Finding]:
    """Find sequence flows whose source or target is missing or no flow node of this file's processes."""
    everything = {id_ for process in source.model.processes.values() for id_ in process.elements}
    for _, flow in source.flows():
        for end, target in (("sourceRef", flow.source), ("targetRef", flow.target)):
            # Nodes of another pool are the business of the rule on flows across pools.
            if target not in everything and not _is_refused_node(source.nodes.get(target)):
                yield found("BPMN201", flow, end=end, target=target or "–")


def _is_refused_node(node: etree._Element | None) -> bool:
    return node is not None and local(node) in {"complexGateway", "adHocSubProcess"}


def dangling_references(source: Source) -> Iterator[Finding]:
    """Find references to messages, signals, errors, escalations and processes that do not exist."""
    for node in source.root.iter(f"{{{BPMN}}}*"):
        for name, kind in REFERENCES.items():
            target = reference(node.get(name))
            if target is None or (name == "processRef" and local(node) != "participant"):
                continue
            declared = source.nodes.get(target)
            if declared is None or local(declared) != kind:
                yield found_at("BPMN202", node, reference=name, target=target, kind=kind)


def event_definition_references(source: Source) -> Iterator[Finding]:
    """Find references to event definitions that do not exist."""
    for node in source.root.iter(f"{{{BPMN}}}eventDefinitionRef"):
        declared = source.nodes.get(reference(text(node)) or "")
        # Only definitions that stand on their own can be shared; one inside an event belongs to it.
        if declared is None or declared.getparent() is not source.root:
            yield found_at(
                "BPMN202",
                node,
                reference="eventDefinitionRef",
                target=text(node) or "–",
                kind="eventDefinition",
            )


def default_flows(source: Source) -> Iterator[Finding]:
    """Find default flows that do not leave the element that names them."""
    for _, element in source.elements():
        if element.default is not None and element.default not in element.outgoing:
            yield found("BPMN203", element, flow=element.default)


def attachments(source: Source) -> Iterator[Finding]:
    """Find boundary events that are attached to nothing, or to something that is no activity."""
    for process, element in source.elements():
        if element.kind != "boundaryEvent":
            continue
        host = process.elements.get(element.attached_to or "")
        if host is None and _is_refused_node(source.nodes.get(element.attached_to or "")):
            continue
        if host is None or host.kind not in ACTIVITIES or host.scope != element.scope:
            yield found("BPMN204", element, target=element.attached_to or "–")


def incoming_and_outgoing(source: Source) -> Iterator[Finding]:
    """Find elements whose own list of flows contradicts what the flows say."""
    for _, element in source.elements():
        node = source.nodes.get(element.id)
        if node is not None:
            yield from _contradictions(node, element)


def _contradictions(node: etree._Element, element: Element) -> Iterator[Finding]:
    known = {"incoming": element.incoming, "outgoing": element.outgoing}
    for entry in children(node, "incoming", "outgoing"):
        target = reference(text(entry))
        if target is not None and target not in known[local(entry)]:
            yield found_at("BPMN205", entry, side=local(entry), flow=target)


def lane_members(source: Source) -> Iterator[Finding]:
    """Find lanes that hold something that does not exist."""
    for node in source.root.iter(f"{{{BPMN}}}flowNodeRef"):
        target = reference(text(node))
        if target not in source.nodes:
            yield found_at("BPMN206", node, target=target or "–")


def message_flows(source: Source) -> Iterator[Finding]:
    """Find message flows that end nowhere, or stay inside one pool."""
    for node in source.root.iter(f"{{{BPMN}}}messageFlow"):
        ends = [reference(node.get(name)) for name in ("sourceRef", "targetRef")]
        lost = [end for end in ends if end not in source.nodes]
        if lost:
            yield found_at("BPMN207", node, target=lost[0] or "–")
        elif (pool := _pool(source, ends[0])) is not None and pool == _pool(source, ends[1]):
            yield found_at("BPMN208", node)


def message_flow_ends(source: Source) -> Iterator[Finding]:
    """Find message flows that leave what sends no message, or lead to what receives none."""
    elements = {id_: item for process in source.processes for id_, item in process.elements.items()}
    for node in source.root.iter(f"{{{BPMN}}}messageFlow"):
        for name, kinds in (("sourceRef", SENDING), ("targetRef", RECEIVING)):
            element = elements.get(reference(node.get(name)) or "")
            if element is not None and element.kind not in ACTIVITIES and not _is_message(element, kinds):
                yield found_at("BPMN210", node, end=name, target=element.id)


def _is_message(element: Element, kinds: frozenset[Kind]) -> bool:
    is_message = element.event is not None and element.event.trigger is Trigger.MESSAGE
    return element.kind in kinds and is_message


def _pool(source: Source, end: str | None) -> str | None:
    """Return the process behind a pool, or the one that an element is in."""
    id_ = end or ""
    if id_ in source.model.participants:
        return source.model.participants[id_] or id_
    node = source.nodes.get(id_)
    while node is not None and local(node) != "process":
        node = node.getparent()
    return None if node is None else node.get("id")


def data_references(source: Source) -> Iterator[Finding]:
    """Find data objects and associations that refer to nothing."""
    for node in source.root.iter(f"{{{BPMN}}}dataObjectReference"):
        target = reference(node.get("dataObjectRef"))
        if target is not None and target not in source.nodes:
            yield found_at("BPMN209", node, reference="dataObjectRef", target=target)
    for node in source.root.iter(f"{{{BPMN}}}association"):
        for name in ("sourceRef", "targetRef"):
            target = reference(node.get(name))
            if target is not None and target not in source.nodes:
                yield found_at("BPMN209", node, reference=name, target=target)


RULES = (
    flow_ends,
    dangling_references,
    event_definition_references,
    default_flows,
    attachments,
    incoming_and_outgoing,
    lane_members,
    message_flows,
    message_flow_ends,
    data_references,
)
