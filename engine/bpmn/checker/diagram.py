"""Rules on the diagram: what is executed must be visible, and what is drawn must exist."""

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.checker.source import Finding, Source, called, found
from engine.bpmn.reader.names import BPMNDI, DC, DI, attribute, line, reference

SHAPE, EDGE = f"{{{BPMNDI}}}BPMNShape", f"{{{BPMNDI}}}BPMNEdge"


def missing(source: Source) -> Iterator[Finding]:
    """Find processes without any drawing, and else the elements and flows that are not drawn."""
    drawn = {target for node in source.root.iter(SHAPE, EDGE) if (target := _target(node))}
    for process in source.processes:
        inside = {**process.elements, **process.flows}
        if inside and not drawn & inside.keys():
            yield found("BPMN821", process)
            continue
        for element in process.elements.values():
            if element.id not in drawn:
                yield found("BPMN822", element)
        for flow in process.flows.values():
            if flow.id not in drawn and flow.id in source.nodes:
                yield found("BPMN823", flow)


def incomplete(source: Source) -> Iterator[Finding]:
    """Find shapes without bounds and edges without a way."""
    for node in source.root.iter(SHAPE):
        if node.find(f"{{{DC}}}Bounds") is None:
            yield _at("BPMN824", node)
    for node in source.root.iter(EDGE):
        if len(node.findall(f"{{{DI}}}waypoint")) < 2:  # noqa: PLR2004  a line has two ends
            yield _at("BPMN824", node)


def orphans(source: Source) -> Iterator[Finding]:
    """Find shapes and edges of what does not exist."""
    for node in source.root.iter(SHAPE, EDGE):
        target = _target(node)
        if target is None or target not in source.nodes:
            yield _at("BPMN825", node)


def _target(node: etree._Element) -> str | None:
    return reference(attribute(node, "bpmnElement"))


def _at(code: str, node: etree._Element) -> Finding:
    target = _target(node)
    return Finding(code, target, line(node), {"what": called(target or attribute(node, "id") or "–", None)})


RULES = (missing, incomplete, orphans)
