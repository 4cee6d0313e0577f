"""Rules on labels and lanes: a model is read by people before a machine runs it."""

import re
from collections.abc import Iterator

from engine.bpmn.checker.boundary import trigger_of
from engine.bpmn.checker.gateway import deciding
from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import ACTIVITIES, EVENTS, GATEWAYS, Element, Kind, Trigger

CHINESE = re.compile(r"[\u3400-\u9fff]")
MACHINE_ID = re.compile(
    r"^(?:(?:Activity|Event|Gateway|Task|StartEvent|EndEvent|IntermediateThrowEvent|IntermediateCatchEvent|"
    r"BoundaryEvent|ExclusiveGateway|ParallelGateway|SubProcess|UserTask|ServiceTask)_[0-9a-z]{7}"
    r"|(?:sid-|_|Id_|ID_)?[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-.*)$"
)
LINES = 3
JOINING = (ACTIVITIES | EVENTS) - {Kind.END_EVENT}


def without_name(source: Source) -> Iterator[Finding]:
    """Find activities and events without a label."""
    for _, element in source.elements():
        if element.kind in ACTIVITIES | EVENTS and element.name is None:
            yield found("BPMN801", element)


def without_english(source: Source) -> Iterator[Finding]:
    """Find Chinese labels without their English counterpart."""
    for _, element in source.elements():
        if element.name is not None and CHINESE.search(element.name) and element.label_en is None:
            yield found("BPMN802", element)
    for process in source.processes:
        if process.name is not None and CHINESE.search(process.name) and process.label_en is None:
            yield found("BPMN802", process)


def without_chinese(source: Source) -> Iterator[Finding]:
    """Find processes whose labels are not Chinese: told once, with their number."""
    for process in source.processes:
        names = [element.name for element in process.elements.values() if element.name is not None]
        count = sum(1 for name in names if not CHINESE.search(name))
        if count:
            yield found("BPMN803", process, count=count)


def questions(source: Source) -> Iterator[Finding]:
    """Find gateways that decide and ask no question."""
    for element, _ in deciding(source):
        if element.name is None:
            yield found("BPMN804", element)


def answers(source: Source) -> Iterator[Finding]:
    """Find flows out of a deciding gateway that give no answer."""
    for element, flows in deciding(source):
        for flow in flows:
            if flow.name is None:
                yield found("BPMN805", flow, gateway=element.id)


def machine_ids(source: Source) -> Iterator[Finding]:
    """Find ids that a tool made up: they stand in the history for ever."""
    for process in source.processes:
        ids = [element.id for element in process.elements.values() if MACHINE_ID.match(element.id)]
        if ids:
            yield found("BPMN806", process, count=len(ids), example=ids[0])


def outside_lanes(source: Source) -> Iterator[Finding]:
    """Find human tasks in no lane."""
    for process, element in source.elements():
        if element.kind is Kind.USER_TASK and element.lane is None and element.scope == process.id:
            yield found("BPMN807", element)


def implicit_split(source: Source) -> Iterator[Finding]:
    """Find activities and events that split without a gateway."""
    for process, element in source.elements():
        flows = [process.flows[flow] for flow in element.outgoing]
        unconditional = [flow for flow in flows if flow.condition is None and flow.id != element.default]
        if element.kind not in GATEWAYS and len(unconditional) > 1:
            yield found("BPMN811", element)


def implicit_end(source: Source) -> Iterator[Finding]:
    """Find elements where a way ends without an end event."""
    for _, element in source.elements():
        if not element.outgoing and not _ends_otherwise(element):
            yield found("BPMN812", element)


def _ends_otherwise(element: Element) -> bool:
    """Say whether an element needs no way out, or another rule tells that it lacks one."""
    is_link = element.kind is Kind.THROW_EVENT and trigger_of(element) is Trigger.LINK
    kinds = GATEWAYS | {Kind.END_EVENT, Kind.EVENT_SUB_PROCESS, Kind.BOUNDARY_EVENT}
    return is_link or element.kind in kinds or element.is_for_compensation


def implicit_join(source: Source) -> Iterator[Finding]:
    """Find activities and events with several ways in: they run once for each token."""
    for _, element in source.elements():
        # Several ways may well come to one end.
        if element.kind in JOINING and len(element.incoming) > 1:
            yield found("BPMN813", element)


def long_scripts(source: Source) -> Iterator[Finding]:
    """Find scripts that should be a decision or a connector."""
    for _, element in source.elements():
        if element.script is not None and len(element.script.expression.strip().splitlines()) > LINES:
            yield found("BPMN814", element, lines=LINES)


RULES = (
    without_name,
    without_english,
    without_chinese,
    questions,
    answers,
    machine_ids,
    outside_lanes,
    implicit_split,
    implicit_end,
    implicit_join,
    long_scripts,
)
