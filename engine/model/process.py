"""A BPMN process as plain, immutable data: read from a file, judged by the checker, run by the runtime.

Terms are those of BPMN 2.0.2. Expressions are kept as written: a text that starts with `=` is FEEL, any
other text stands for itself (dialect of Camunda 8). Conditions and loop conditions are always FEEL, with or
without the sign.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from engine.model.listener import Listener


class Kind(StrEnum):
    """The kinds of flow node, by the name of their XML element (sub-processes are told apart further)."""

    START_EVENT = "startEvent"
    END_EVENT = "endEvent"
    CATCH_EVENT = "intermediateCatchEvent"
    THROW_EVENT = "intermediateThrowEvent"
    BOUNDARY_EVENT = "boundaryEvent"
    TASK = "task"
    USER_TASK = "userTask"
    MANUAL_TASK = "manualTask"
    SERVICE_TASK = "serviceTask"
    SEND_TASK = "sendTask"
    RECEIVE_TASK = "receiveTask"
    BUSINESS_RULE_TASK = "businessRuleTask"
    SCRIPT_TASK = "scriptTask"
    EXCLUSIVE_GATEWAY = "exclusiveGateway"
    PARALLEL_GATEWAY = "parallelGateway"
    INCLUSIVE_GATEWAY = "inclusiveGateway"
    EVENT_BASED_GATEWAY = "eventBasedGateway"
    SUB_PROCESS = "subProcess"
    EVENT_SUB_PROCESS = "eventSubProcess"
    TRANSACTION = "transaction"
    CALL_ACTIVITY = "callActivity"


TASKS = frozenset(kind for kind in Kind if kind.lower().endswith("task"))
SUB_PROCESSES = frozenset({Kind.SUB_PROCESS, Kind.EVENT_SUB_PROCESS, Kind.TRANSACTION})
ACTIVITIES = TASKS | SUB_PROCESSES | {Kind.CALL_ACTIVITY}
GATEWAYS = frozenset(
    {Kind.EXCLUSIVE_GATEWAY, Kind.PARALLEL_GATEWAY, Kind.INCLUSIVE_GATEWAY, Kind.EVENT_BASED_GATEWAY}
)
EVENTS = frozenset(
    {Kind.START_EVENT, Kind.END_EVENT, Kind.CATCH_EVENT, Kind.THROW_EVENT, Kind.BOUNDARY_EVENT}
)


class Trigger(StrEnum):
    """What an event catches or throws."""

    NONE = "none"
    TIMER = "timer"
    MESSAGE = "message"
    SIGNAL = "signal"
    ERROR = "error"
    ESCALATION = "escalation"
    CONDITIONAL = "conditional"
    LINK = "link"
    TERMINATE = "terminate"
    CANCEL = "cancel"
    COMPENSATION = "compensate"


class TimerKind(StrEnum):
    """The three timer definitions of BPMN."""

    DATE = "timeDate"
    DURATION = "timeDuration"
    CYCLE = "timeCycle"


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer definition: ISO 8601 text or FEEL."""

    kind: TimerKind
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its name and, where instances wait for it, the expression of the correlation key."""

    id: str
    name: str
    correlation_key: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """The definition of an event; only the fields of its trigger are set.

    `code` is the error or escalation code (None catches every code), `name` the signal's or link's name,
    `activity_ref` and `wait_for_completion` belong to compensation.
    """

    trigger: Trigger = Trigger.NONE
    timer: Timer | None = None
    message: Message | None = None
    name: str | None = None
    code: str | None = None
    condition: str | None = None
    activity_ref: str | None = None
    wait_for_completion: bool = True


@dataclass(frozen=True, slots=True)
class VariableMapping:
    """One `zeebe:input` or `zeebe:output`: FEEL or text `source` into the variable `target`."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class UserTask:
    """How a human task is offered: form, assignment, dates and priority, each FEEL or text."""

    form: str | None = None
    assignee: str | None = None
    candidate_groups: str | None = None
    candidate_users: str | None = None
    due_at: str | None = None
    follow_up_at: str | None = None
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A connector's work: `zeebe:taskDefinition`."""

    type: str
    retries: str = "3"


@dataclass(frozen=True, slots=True)
class CalledDecision:
    """`zeebe:calledDecision`: which decision, and the variable that takes its result."""

    decision: str
    result_variable: str
    binding: str = "latest"
    version_tag: str | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """`zeebe:script`: a FEEL expression and the variable that takes its result.

    Without a result variable the expression gives a context whose entries become variables.
    """

    expression: str
    result_variable: str | None = None


@dataclass(frozen=True, slots=True)
class CalledElement:
    """`zeebe:calledElement`: which process a call activity starts and which variables go in and out."""

    process: str
    binding: str = "latest"
    version_tag: str | None = None
    propagate_all_parent_variables: bool = True
    propagate_all_child_variables: bool = True


@dataclass(frozen=True, slots=True)
class MultiInstance:
    """Multi-instance characteristics; either a collection or a cardinality."""

    is_sequential: bool
    collection: str | None = None
    element_variable: str | None = None
    output_collection: str | None = None
    output_element: str | None = None
    cardinality: str | None = None
    completion_condition: str | None = None


@dataclass(frozen=True, slots=True)
class StandardLoop:
    """Standard loop characteristics: repeat while the condition holds, at most `maximum` times."""

    condition: str | None
    test_before: bool = False
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow."""

    id: str
    source: str
    target: str
    name: str | None = None
    condition: str | None = None
    line: int = 0
    label_en: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A flow node. `scope` is the id of the process or sub-process that contains it.

    `instantiate` holds for receive tasks and event-based gateways that start a process;
    `called_decision`, `script`, `job` and so on are None where the model does not say them. `headers` are
    told to every connector that works for the element.
    """

    id: str
    kind: Kind
    scope: str
    name: str | None = None
    line: int = 0
    lane: str | None = None
    documentation: str | None = None
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    default: str | None = None
    event: Event | None = None
    attached_to: str | None = None
    is_interrupting: bool = True
    is_for_compensation: bool = False
    instantiate: bool = False
    event_gateway_is_parallel: bool = False
    inputs: tuple[VariableMapping, ...] = ()
    outputs: tuple[VariableMapping, ...] = ()
    user_task: UserTask | None = None
    job: Job | None = None
    headers: tuple[tuple[str, str], ...] = ()
    listeners: tuple[Listener, ...] = ()
    called_decision: CalledDecision | None = None
    script: Script | None = None
    called_element: CalledElement | None = None
    message: Message | None = None
    multi_instance: MultiInstance | None = None
    loop: StandardLoop | None = None
    properties: tuple[tuple[str, str], ...] = ()

    def property_(self, name: str) -> str | None:
        """Return the value of a `zeebe:property`, such as `label.en`."""
        return dict(self.properties).get(name)

    @property
    def label_en(self) -> str | None:
        """Return the English label."""
        return self.property_("label.en")


@dataclass(frozen=True)
class Process:
    """One `bpmn:process` with everything inside it, sub-processes included, keyed by id.

    `compensation` maps an activity to its compensation handler (by the association of its boundary event).
    """

    id: str
    name: str | None
    elements: Mapping[str, Element]
    flows: Mapping[str, Flow]
    version_tag: str | None = None
    is_executable: bool = True
    lanes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compensation: Mapping[str, str] = field(default_factory=dict)
    properties: tuple[tuple[str, str], ...] = ()
    line: int = 0

    @cached_property
    def members(self) -> Mapping[str, tuple[Element, ...]]:
        """Return the flow nodes of each scope, in document order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements.values():
            found.setdefault(element.scope, []).append(element)
        return {scope: tuple(elements) for scope, elements in found.items()}

    @cached_property
    def boundary_events(self) -> Mapping[str, tuple[Element, ...]]:
        """Return the boundary events attached to each activity."""
        found: dict[str, list[Element]] = {}
        for element in self.elements.values():
            if element.attached_to is not None:
                found.setdefault(element.attached_to, []).append(element)
        return {activity: tuple(events) for activity, events in found.items()}

    @property
    def label_en(self) -> str | None:
        """Return the English label."""
        return dict(self.properties).get("label.en")
