"""What leaves a token: messages, signals, connectors' jobs, errors and escalations."""

from collections.abc import Iterator, Mapping

from engine.bpmn.execution.catcher import correlation_text
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.node import Formula
from engine.bpmn.execution.token import Token
from engine.model.history import EventKind
from engine.model.incident import IncidentKind
from engine.model.job import Job, JobKind
from engine.model.listener import Listener
from engine.model.process import Element, Event, Trigger
from engine.model.process import Job as Described
from engine.ports.expression import Expressions
from engine.ports.runtime import ThrownMessage, ThrownSignal


class Work:
    """A connector's job that keeps its token waiting."""

    def __init__(self, element: Element, work: Described | Listener | None, expressions: Expressions) -> None:
        self.element = element
        self.type = None if work is None else Formula(work.type, expressions)
        self.retries = Formula("3" if work is None else work.retries, expressions)

    def begin(self, token: Token) -> None:
        """Hand the element's own job to the operation; each time it has a new id."""
        count = token.internal_data["rows"] = token.internal_data.get("rows", 0) + 1
        self.hand_over(token, str(count))

    def hand_over(self, token: Token, suffix: str, **told: str) -> None:
        """Hand a job to the operation, with an id that ends in a suffix; the record is told more about it."""
        case = token.scope.case
        job_type = None if self.type is None else self.type.value(token)
        if not isinstance(job_type, str) or not job_type:
            raise Fault(IncidentKind.JOB, f"{self.element.id} names no connector.")
        retries = str(self.retries.value(token))
        job = Job(
            id=f"{case.row_id(token)}-{suffix}",
            kind=JobKind.CONNECTOR,
            type=job_type,
            run_at=case.moment,
            retries=int(retries) if retries.isdecimal() else 3,
            instance_id=case.instance.id,
            token=token.id,
            element_id=self.element.id,
            definition_id=token.scope.definition_id,
        )
        token.internal_data.update(wait="job", row=job.id)
        case.step.change.new_jobs.append(job)
        case.happened(EventKind.JOB_CREATED, token, detail={"job": job.id, "type": job_type, **told})


class Sender:
    """Publishes an element's message: name and correlation key in the thrower's scope, its variables."""

    def __init__(self, element: Element, expressions: Expressions) -> None:
        self.element_id = element.id
        message = element.message or (element.event or Event()).message
        self.name = None if message is None else Formula(message.name, expressions)
        key = None if message is None else message.correlation_key
        self.key = None if key is None else Formula(key, expressions)

    def send(self, token: Token) -> None:
        """Hand the message to the operation."""
        case = token.scope.case
        name = None if self.name is None else self.name.value(token)
        if not isinstance(name, str) or not name:
            raise Fault(IncidentKind.EXPRESSION, f"{self.element_id} names no message.")
        key = None if self.key is None else self.key.value(token)
        case.step.messages.append(
            ThrownMessage(
                name,
                None if key is None else correlation_text(key),
                case.instance.business_key,
                dict(case.view(token)),
            )
        )
        case.happened(EventKind.MESSAGE_SENT, token, detail={"message": name})


def throw_signal(token: Token, name: object) -> None:
    """Let everybody hear a signal: who waits in this case at once, others by the operation."""
    case = token.scope.case
    if not isinstance(name, str) or not name:
        raise Fault(IncidentKind.EXPRESSION, f"{token.element_id} names no signal.")
    # A signal carries what its thrower was given to send: case data of one instance must not overwrite that
    # of every other.
    has_own = case.vars.has_scope(token.id)
    values = {n: case.vars.get(token.id, n) for n in case.vars.names(token.id)} if has_own else {}
    case.step.signals.append(ThrownSignal(name, values))
    case.happened(EventKind.SIGNAL_SENT, token, detail={"signal": name})
    # Exactly those that wait now: an event that is reached later does not hear what was said before.
    waiting = [t for t in case.all_tokens() if t.internal_data.get("signal") == name]
    for listener in sorted(waiting, key=lambda t: t.id):
        if listener.is_here and listener.internal_data.get("wait") == "signal":
            case.happened(EventKind.SIGNAL_RECEIVED, listener, detail={"signal": name})
            case.trigger(listener, values)


def throw_error(token: Token, code: str, values: Mapping[str, object], *, message: str = "") -> None:
    """Throw a BPMN error to the innermost handler; an uncaught one is an incident (13.5.2)."""
    case = token.scope.case
    case.happened(EventKind.ERROR_THROWN, token, detail={"code": code}, sealed={"message": message})
    handler = find_handler(token, Trigger.ERROR, code)
    if handler is None:
        raise Fault(
            IncidentKind.UNHANDLED_ERROR,
            f"Nobody catches error {code!r}." + (f" {message}" if message else ""),
        )
    token.task_spec.thrown(token)
    case.trigger(handler, values, told={"errorCode": code, "errorMessage": message})


def throw_escalation(token: Token, code: str | None) -> None:
    """Throw an escalation to the innermost handler; an uncaught one is ignored (13.5.4)."""
    token.scope.case.happened(EventKind.ESCALATION_THROWN, token, detail={"code": code})
    handler = find_handler(token, Trigger.ESCALATION, code)
    if handler is not None:
        token.task_spec.thrown(token)
        token.scope.case.trigger(handler, {}, told={"escalationCode": code})


def find_handler(token: Token, trigger: Trigger, code: str | None) -> Token | None:
    """Find who catches: boundary events first, then event sub-processes, scope by scope outwards."""
    for group in _groups(token):
        fitting = [t for t in group if (e := t.task_spec.catches(t)) is not None and e.trigger is trigger]
        exact = next((t for t in fitting if t.task_spec.event.code == code and code is not None), None)
        found = exact or next((t for t in fitting if t.task_spec.event.code is None), None)
        if found is not None:
            return found
    return None


def _groups(token: Token) -> Iterator[list[Token]]:
    level: Token | None = token
    while level is not None:
        yield list(level.children)
        if level.owner is not None:
            level = level.owner
            continue
        # What an event sub-process throws itself is none of its own business but of those around it.
        here = level.task_spec
        yield [t for t in level.scope.tokens() if t.task_spec is not here and t.task_spec.is_listener(t)]
        level = level.scope.owner
