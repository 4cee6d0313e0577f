"""Models that break, and keep, the rules on what expressions read and give."""

from engine.ports.checking import Fields
from tests.engine.bpmn.sketch import Surroundings, flows, model, when

WORLD = Surroundings(
    forms_written={
        "visit/report": Fields({"day": "string", "sum": "number", "is_urgent": "boolean"}, is_closed=True),
        "visit/plan": Fields({"technician": "string"}, is_closed=True),
    },
    decisions_given={"limits": "context<within: days and time duration, priority: number>"},
    connectors_told={"visit.book": ("visit_number",)},
)
REPORTED = (
    '<startEvent id="s"><extensionElements><zeebe:formDefinition externalReference="visit/report"/>'
    "</extensionElements></startEvent>"
)
DECIDED = (
    '<businessRuleTask id="d"><extensionElements>'
    '<zeebe:calledDecision decisionId="limits" resultVariable="limits"/></extensionElements>'
    "</businessRuleTask>"
)
PLANNED = (
    '<userTask id="t"><extensionElements><zeebe:userTask/>'
    '<zeebe:formDefinition externalReference="visit/plan"/>{more}</extensionElements></userTask>'
)
BLANK = '<startEvent id="s"/>'


def choosing(condition: str, *, start: str = REPORTED) -> bytes:
    """Return a process whose variables are known, with one condition."""
    task = PLANNED.format(more="") + '<endEvent id="e"/><endEvent id="other"/>'
    return model(start + DECIDED + task + flows("s>d>t>e") + when("t", "other", condition))


def scheduled(due: str) -> bytes:
    """Return a process with a task that is due."""
    schedule = f'<zeebe:taskSchedule dueDate="{due}"/>'
    task = PLANNED.format(more=schedule) + '<endEvent id="e"/>'
    return model(REPORTED + DECIDED + task + flows("s>d>t>e"))


CASES: dict[str, tuple[bytes, bytes]] = {
    "BPMN604": (choosing("= summ > 1"), choosing("= sum > 1")),
    "BPMN605": (
        choosing('= technicain = "li"', start=BLANK),
        choosing('= technician = "li" and urgency = 1', start=BLANK),
    ),
    "BPMN606": (choosing("= day > today()"), choosing("= date(day) > today()")),
    "BPMN607": (choosing("= count(sum, 1) > 1"), choosing("= count([sum]) > 1")),
    "BPMN608": (choosing("= limits.prioritty > 1"), choosing("= limits.priority > 1")),
    "BPMN609": (scheduled("= limits.within"), scheduled("= now() + limits.within")),
}
