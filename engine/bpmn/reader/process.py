"""Reads one process: its flow nodes, flows, lanes and compensation handlers, through all sub-processes."""

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.reader.condition import condition
from engine.bpmn.reader.declaration import Declarations
from engine.bpmn.reader.element import Surroundings, element
from engine.bpmn.reader.extension import properties, version_tag
from engine.bpmn.reader.lane import lanes, places
from engine.bpmn.reader.names import attribute, child, children, is_true, line, local, reference
from engine.model.process import Element, Flow, Process

SCOPES = ("subProcess", "transaction")


def process(node: etree._Element, declared: Declarations) -> Process:
    """Return a process with everything inside it."""
    id_ = attribute(node, "id") or ""
    drawn = list(walk(node, id_))
    flows = _flows(drawn)
    around = _surroundings(node, declared, flows)
    elements: dict[str, Element] = {}
    for part, scope in drawn:
        found = element(part, scope, around)
        if found is not None:
            elements.setdefault(found.id, found)
    return Process(
        id=id_,
        name=attribute(node, "name"),
        elements=elements,
        flows=flows,
        version_tag=version_tag(node),
        is_executable=is_true(node.get("isExecutable"), default=True),
        lanes=lanes(node),
        compensation=_compensation(drawn, elements),
        properties=properties(node),
        line=line(node),
    )


def walk(node: etree._Element, scope: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield every child of BPMN with the id of its scope, into sub-processes, in document order."""
    for part in children(node):
        yield part, scope
        if local(part) in SCOPES:
            yield from walk(part, attribute(part, "id") or "")


def _flows(drawn: list[tuple[etree._Element, str]]) -> dict[str, Flow]:
    flows: dict[str, Flow] = {}
    for part, _ in drawn:
        if local(part) == "sequenceFlow":
            # The standard lets a flow have no id; its place among the flows names it then.
            found = _flow(part, attribute(part, "id") or f"sequence_flow_{len(flows) + 1}")
            flows.setdefault(found.id, found)
    return flows


def _flow(node: etree._Element, id_: str) -> Flow:
    return Flow(
        id=id_,
        source=reference(node.get("sourceRef")) or "",
        target=reference(node.get("targetRef")) or "",
        name=attribute(node, "name"),
        condition=condition(child(node, "conditionExpression")),
        line=line(node),
        label_en=dict(properties(node)).get("label.en"),
    )


def _surroundings(node: etree._Element, declared: Declarations, flows: dict[str, Flow]) -> Surroundings:
    around = Surroundings(declared=declared, lanes=places(node))
    for flow in flows.values():
        around.outgoing.setdefault(flow.source, []).append(flow.id)
        around.incoming.setdefault(flow.target, []).append(flow.id)
    return around


def _compensation(drawn: list[tuple[etree._Element, str]], elements: dict[str, Element]) -> dict[str, str]:
    """Return the handler of each activity, by the association that leaves its boundary event."""
    handlers: dict[str, str] = {}
    for part, _ in drawn:
        if local(part) != "association":
            continue
        event = elements.get(reference(part.get("sourceRef")) or "")
        handler = elements.get(reference(part.get("targetRef")) or "")
        if event is not None and event.attached_to and handler is not None and handler.is_for_compensation:
            handlers.setdefault(event.attached_to, handler.id)
    return handlers
