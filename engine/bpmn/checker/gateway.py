"""Rules on exclusive, inclusive and parallel gateways."""

from collections.abc import Iterator

from engine.bpmn.checker.source import Finding, Source, found
from engine.bpmn.reader.names import attribute
from engine.model.process import GATEWAYS, Element, Flow, Kind, Process

DECIDING = frozenset({Kind.EXCLUSIVE_GATEWAY, Kind.INCLUSIVE_GATEWAY})


def deciding(source: Source) -> Iterator[tuple[Element, list[Flow]]]:
    """Yield the gateways that choose among several flows, with these flows."""
    for process, element in source.elements():
        if element.kind in DECIDING and len(element.outgoing) > 1:
            yield element, _outgoing(process, element)


def _outgoing(process: Process, element: Element) -> list[Flow]:
    return [process.flows[flow] for flow in element.outgoing]


def flows_without_condition(source: Source) -> Iterator[Finding]:
    """Find flows of a deciding gateway that have no condition and are not its default."""
    for element, flows in deciding(source):
        for flow in flows:
            if flow.condition is None and flow.id != element.default:
                yield found("BPMN411", flow, gateway=element.id)


def without_default(source: Source) -> Iterator[Finding]:
    """Find deciding gateways without a default flow: when no condition holds, the instance stops."""
    for element, flows in deciding(source):
        if element.default is None and all(flow.condition is not None for flow in flows):
            yield found("BPMN412", element)


def superfluous(source: Source) -> Iterator[Finding]:
    """Find gateways that neither split nor join."""
    for _, element in source.elements():
        if element.kind in GATEWAYS and len(element.incoming) == 1 and len(element.outgoing) == 1:
            yield found("BPMN413", element)


def dead_end(source: Source) -> Iterator[Finding]:
    """Find gateways that no flow leaves."""
    for _, element in source.elements():
        if element.kind in GATEWAYS and not element.outgoing:
            yield found("BPMN414", element)


def join_and_split(source: Source) -> Iterator[Finding]:
    """Find gateways that join and split at once."""
    for _, element in source.elements():
        if element.kind in GATEWAYS and len(element.incoming) > 1 and len(element.outgoing) > 1:
            yield found("BPMN415", element)


def direction(source: Source) -> Iterator[Finding]:
    """Find gateways whose stated direction contradicts their flows."""
    for _, element in source.elements():
        stated = attribute(source.nodes.get(element.id), "gatewayDirection")
        joins, splits = len(element.incoming) > 1, len(element.outgoing) > 1
        wrong = {"Diverging": joins, "Converging": splits, "Mixed": not (joins and splits)}
        if element.kind in GATEWAYS and wrong.get(stated or "", False):
            yield found("BPMN416", element, direction=stated)


def lonely_condition(source: Source) -> Iterator[Finding]:
    """Find gateways whose only flow has a condition: when it fails, the instance stops."""
    for process, element in source.elements():
        flows = _outgoing(process, element)
        if element.kind in DECIDING and len(flows) == 1 and flows[0].condition is not None:
            yield found("BPMN412", element)


RULES = (
    flows_without_condition,
    without_default,
    superfluous,
    dead_end,
    join_and_split,
    direction,
    lonely_condition,
)
