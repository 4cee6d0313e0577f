"""Rules on what the engine does not execute: refused whole, never run half-right."""

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.checker.boundary import trigger_of
from engine.bpmn.checker.source import Finding, Source, found, found_at
from engine.bpmn.reader.declaration import EVENT_DEFINITIONS
from engine.bpmn.reader.names import BPMN, attribute, children, is_true, local
from engine.model.process import EVENTS, Kind, Trigger

CHOREOGRAPHY = frozenset(
    {"choreography", "globalChoreographyTask", "choreographyTask", "subChoreography", "callChoreography"}
)
CONVERSATION = frozenset({"conversation", "subConversation", "callConversation", "globalConversation"})
GLOBAL_TASKS = frozenset(
    {"globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask"}
)
CORRELATION = frozenset({"correlationProperty", "correlationKey", "correlationSubscription"})
ROLES = frozenset({"resourceRole", "performer", "humanPerformer", "potentialOwner"})

ELEMENTS: dict[str, str] = {
    "complexGateway": "BPMN701",
    "adHocSubProcess": "BPMN702",
    "dataStore": "BPMN703",
    "dataStoreReference": "BPMN703",
    **dict.fromkeys(CHOREOGRAPHY, "BPMN714"),
    **dict.fromkeys(CONVERSATION, "BPMN715"),
    **dict.fromkeys(GLOBAL_TASKS, "BPMN716"),
    **dict.fromkeys(CORRELATION, "BPMN718"),
    **dict.fromkeys(ROLES, "BPMN719"),
    "implicitThrowEvent": "BPMN720",
    "event": "BPMN720",
}
EVENT_NAMES = tuple(kind.value for kind in EVENTS)


def elements(source: Source) -> Iterator[Finding]:
    """Find elements that the engine does not execute."""
    for node in source.root.iter(f"{{{BPMN}}}*"):
        code = ELEMENTS.get(local(node))
        if code is not None:
            yield found_at(code, node, tag=local(node))


def quantities(source: Source) -> Iterator[Finding]:
    """Find activities that take or give several tokens at once."""
    for node in source.root.iter(f"{{{BPMN}}}*"):
        for name in ("startQuantity", "completionQuantity"):
            value = attribute(node, name)
            if value is not None and value != "1":
                yield found_at("BPMN704", node, name=name, value=value)


def several_definitions(source: Source) -> Iterator[Finding]:
    """Find events with several definitions, and parallel multiple events."""
    for node in source.root.iter(*(f"{{{BPMN}}}{name}" for name in EVENT_NAMES)):
        if _count(node) > 1:
            is_parallel = is_true(node.get("parallelMultiple"), default=False)
            yield found_at("BPMN710" if is_parallel else "BPMN709", node)


def _count(node: etree._Element) -> int:
    return sum(1 for _ in children(node, "eventDefinitionRef", *EVENT_DEFINITIONS))


def parallel_instantiation(source: Source) -> Iterator[Finding]:
    """Find event-based gateways that wait for all of their events to start a process."""
    for _, element in source.elements():
        if element.kind is Kind.EVENT_BASED_GATEWAY and element.event_gateway_is_parallel:
            yield found("BPMN711", element)


def starts(source: Source) -> Iterator[Finding]:
    """Find start events that the engine does not wait for: conditions, and compensation."""
    for process, element in source.elements():
        scope = process.elements.get(element.scope)
        if element.kind is not Kind.START_EVENT:
            continue
        if scope is None and trigger_of(element) is Trigger.CONDITIONAL:
            yield found("BPMN713", element)
        is_event_sub_process = scope is not None and scope.kind is Kind.EVENT_SUB_PROCESS
        if is_event_sub_process and trigger_of(element) is Trigger.COMPENSATION:
            yield found("BPMN712", element)


def data_mappings(source: Source) -> Iterator[Finding]:
    """Find data associations that compute something."""
    for node in source.root.iter(f"{{{BPMN}}}dataInputAssociation", f"{{{BPMN}}}dataOutputAssociation"):
        if any(True for _ in children(node, "transformation", "assignment")):
            yield found_at("BPMN717", node)


def must_be_understood(source: Source) -> Iterator[Finding]:
    """Find extensions that a model says must be understood."""
    for node in children(source.root, "extension"):
        if is_true(node.get("mustUnderstand"), default=False):
            yield found_at("BPMN733", node, definition=node.get("definition") or "–")


RULES = (
    elements,
    quantities,
    several_definitions,
    parallel_instantiation,
    starts,
    data_mappings,
    must_be_understood,
)
