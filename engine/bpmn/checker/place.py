"""Rules on where elements of BPMN may stand: what stands elsewhere would be ignored in silence."""

from collections.abc import Iterator

from engine.bpmn.checker.source import Finding, Source, found_at
from engine.bpmn.reader.declaration import EVENT_DEFINITIONS
from engine.bpmn.reader.element import KINDS
from engine.bpmn.reader.names import BPMN, local
from engine.model.process import ACTIVITIES, EVENTS, Kind

ACTIVITY_NAMES = frozenset(kind.value for kind in ACTIVITIES - {Kind.EVENT_SUB_PROCESS})
EVENT_NAMES = frozenset(kind.value for kind in EVENTS)
# Elements that the engine refuses are judged by rules of their own, not by their place.
OTHER_ACTIVITIES = frozenset({"adHocSubProcess", "choreographyTask", "subChoreography", "callChoreography"})
SCOPES = frozenset(
    {"process", "subProcess", "transaction", "adHocSubProcess", "subChoreography", "choreography"}
)
TIMES = ("timeDate", "timeDuration", "timeCycle")
DECLARED = ("message", "signal", "error", "escalation", "itemDefinition", "process", "collaboration")

PLACES: dict[str, frozenset[str]] = {
    **dict.fromkeys(KINDS, SCOPES),
    "sequenceFlow": SCOPES,
    "laneSet": SCOPES,
    **{name: EVENT_NAMES | {"definitions", "event"} for name in EVENT_DEFINITIONS},
    "eventDefinitionRef": EVENT_NAMES | {"event"},
    **dict.fromkeys(("incoming", "outgoing"), frozenset(KINDS) | OTHER_ACTIVITIES | {"complexGateway"}),
    **dict.fromkeys(
        ("multiInstanceLoopCharacteristics", "standardLoopCharacteristics"), ACTIVITY_NAMES | OTHER_ACTIVITIES
    ),
    "conditionExpression": frozenset({"sequenceFlow"}),
    **dict.fromkeys(TIMES, frozenset({"timerEventDefinition"})),
    "flowNodeRef": frozenset({"lane"}),
    "lane": frozenset({"laneSet", "childLaneSet"}),
    "participant": frozenset({"collaboration", "choreography", "globalConversation"}),
    "messageFlow": frozenset({"collaboration", "choreography", "globalConversation"}),
    **dict.fromkeys(DECLARED, frozenset({"definitions"})),
}


def misplaced(source: Source) -> Iterator[Finding]:
    """Find elements that stand where BPMN does not allow them."""
    for node in source.root.iter(f"{{{BPMN}}}*"):
        parent, allowed = node.getparent(), PLACES.get(local(node))
        if parent is not None and allowed is not None and local(parent) not in allowed | {""}:
            yield found_at("BPMN109", node, tag=local(node), parent=local(parent))


RULES = (misplaced,)
