"""Rules on sequence flows."""

from collections.abc import Iterator

from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import ACTIVITIES, Element, Flow, Kind, Process

CONDITIONAL = ACTIVITIES | {Kind.EXCLUSIVE_GATEWAY, Kind.INCLUSIVE_GATEWAY}


def across_scopes(source: Source) -> Iterator[Finding]:
    """Find flows that cross the border of a sub-process."""
    for process, flow in source.flows():
        start, end = process.elements.get(flow.source), process.elements.get(flow.target)
        if start is not None and end is not None and start.scope != end.scope:
            yield found("BPMN401", flow, source=start.id, target=end.id)


def across_pools(source: Source) -> Iterator[Finding]:
    """Find flows between the processes of different pools."""
    homes = {id_: process.id for process in source.model.processes.values() for id_ in process.elements}
    for _, flow in source.flows():
        start, end = homes.get(flow.source), homes.get(flow.target)
        if start is not None and end is not None and start != end:
            yield found("BPMN402", flow, source=flow.source, target=flow.target)


def default_with_condition(source: Source) -> Iterator[Finding]:
    """Find default flows with a condition: a default is taken when no condition holds."""
    for process, element in source.elements():
        flow = process.flows.get(element.default or "")
        if flow is not None and flow.condition is not None and flow.source == element.id:
            yield found("BPMN403", flow)


def condition_not_allowed(source: Source) -> Iterator[Finding]:
    """Find conditions on flows whose source does not look at them."""
    for process, flow in source.flows():
        start = process.elements.get(flow.source)
        if flow.condition is not None and start is not None and start.kind not in CONDITIONAL:
            yield found("BPMN404", flow, source=start.id, kind=start.kind.value)


def duplicates(source: Source) -> Iterator[Finding]:
    """Find flows that run beside another one between the same elements."""
    for process in source.processes:
        seen: dict[tuple[str, str], Flow] = {}
        for flow in process.flows.values():
            first = seen.setdefault((flow.source, flow.target), flow)
            if first is not flow and not (flow.condition or first.condition):
                yield found("BPMN405", flow, other=first.id)


def all_conditional(source: Source) -> Iterator[Finding]:
    """Find activities that can leave only by conditions: when none holds, the instance stops."""
    for process, element in source.elements():
        if element.kind not in ACTIVITIES or element.default is not None or not element.outgoing:
            continue
        if all(flow.condition is not None for flow in _outgoing(process, element)):
            yield found("BPMN406", element)


def default_without_conditions(source: Source) -> Iterator[Finding]:
    """Find activities with a default flow and no flow with a condition."""
    for process, element in source.elements():
        has_conditions = any(flow.condition for flow in _outgoing(process, element))
        has_default = element.kind in ACTIVITIES and element.default in element.outgoing
        if has_default and not has_conditions:
            yield found("BPMN407", element, flow=element.default)


def _outgoing(process: Process, element: Element) -> list[Flow]:
    return [process.flows[flow] for flow in element.outgoing]


RULES = (
    across_scopes,
    across_pools,
    default_with_condition,
    condition_not_allowed,
    duplicates,
    all_conditional,
    default_without_conditions,
)
