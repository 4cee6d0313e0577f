"""The tasks of BPMN: one small class for each."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

from engine.bpmn.execution.activity import Activity
from engine.bpmn.execution.catcher import MessageCatcher
from engine.bpmn.execution.deadline import Deadline, keep, reckon, reckon_again
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.node import Formula
from engine.bpmn.execution.throwing import Sender, Work
from engine.bpmn.execution.token import Token
from engine.clock import CHINA
from engine.errors import EngineError
from engine.model.calendar import CalendarChange
from engine.model.history import EventKind
from engine.model.incident import IncidentKind
from engine.model.process import Event, Trigger, UserTask
from engine.model.task import Task, TaskState
from engine.ports.expression import Expressions
from engine.ports.runtime import Reckoned


class PlainTask(Activity):
    """An abstract or manual task: it is done as soon as it is reached."""


class UserTaskNode(Activity):
    """A human task: it waits until somebody completes it."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        said = self.element.user_task or UserTask()
        self.form = self.formula(said.form, expressions)
        self.assignee = self.formula(said.assignee, expressions)
        self.groups = self.formula(said.candidate_groups, expressions)
        self.users = self.formula(said.candidate_users, expressions)
        self.due_at = self.formula(said.due_at, expressions)
        self.follow_up_at = self.formula(said.follow_up_at, expressions)
        self.priority = self.formula(said.priority, expressions)

    def begin(self, token: Token) -> None:
        case = token.scope.case
        due = self._deadline(self.due_at, token, case.moment)
        follow_up = self._deadline(self.follow_up_at, token, case.moment)
        task = Task(
            id=self._row_id(token),
            instance_id=case.instance.id,
            token=token.id,
            element_id=self.element.id,
            definition_id=token.scope.definition_id,
            process_key=token.scope.spec.process.id,
            state=TaskState.OPEN,
            version=1,
            created_at=case.moment,
            name=self.element.name,
            name_en=self.element.label_en,
            form_key=self._text(self.form, token),
            assignee=self._text(self.assignee, token),
            candidate_groups=self._list(self.groups, token),
            candidate_users=self._list(self.users, token),
            lane=self.element.lane,
            priority=self._number(self.priority, token),
            due_at=None if due is None else due.at,
            follow_up_at=None if follow_up is None else follow_up.at,
            business_key=case.instance.business_key,
            due_is_provisional=due is not None and due.is_provisional,
        )
        keep(token, due_at=due, follow_up_at=follow_up)
        token.internal_data.update(wait="task", row=task.id)
        case.step.change.new_tasks.append(task)
        case.happened(EventKind.TASK_CREATED, token, detail=_told(task))

    def reckon_again(self, token: Token, change: CalendarChange) -> list[Reckoned]:
        """Return the dates of the task that a calendar's change moves."""
        found = []
        for name, formula in (("due_at", self.due_at), ("follow_up_at", self.follow_up_at)):
            moved = reckon_again(token, name, change, partial(self._deadline, formula, token))
            if moved is not None:
                old, new = moved
                found.append(Reckoned(token.internal_data["row"], name, old.at, new.at, new.is_provisional))
        return found

    def _row_id(self, token: Token) -> str:
        row_id = token.scope.case.row_id(token)
        count = token.internal_data["rows"] = token.internal_data.get("rows", 0) + 1
        return row_id if count == 1 else f"{row_id}-{count}"

    def _text(self, formula: Formula | None, token: Token) -> str | None:
        value = None if formula is None else formula.value(token)
        return value if isinstance(value, str) and value else None

    def _list(self, formula: Formula | None, token: Token) -> tuple[str, ...]:
        value = None if formula is None else formula.value(token)
        names = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
        return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())

    def _number(self, formula: Formula | None, token: Token) -> int:
        value = 50 if formula is None else formula.value(token)
        if isinstance(value, str) and value.isdecimal():
            value = int(value)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return max(0, min(100, int(value)))
        raise Fault(
            IncidentKind.EXPRESSION, f"The priority of {self.element.id} is no number: {value!r:.40}."
        )

    def _deadline(self, formula: Formula | None, token: Token, at: datetime) -> Deadline | None:
        found = None if formula is None else reckon(formula, token, at)
        if found is None or found.value is None:
            return None
        return Deadline(self._moment(found.value), found.working_days)

    def _moment(self, value: object) -> datetime:
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            moment = None
        if not isinstance(moment, datetime):
            raise Fault(IncidentKind.EXPRESSION, f"A date of {self.element.id} is no moment: {value!r:.40}.")
        return (moment if moment.tzinfo else moment.replace(tzinfo=CHINA)).astimezone(UTC)


def _told(task: Task) -> dict[str, object]:
    told: dict[str, object] = {"task": task.id}
    if task.assignee:
        told["assignee"] = task.assignee
    if task.candidate_groups:
        told["groups"] = list(task.candidate_groups)
    if task.due_at:
        told["due_at"] = task.due_at.isoformat()
    if task.due_is_provisional:
        told["due_is_provisional"] = True
    return told


class JobTask(Activity):
    """A service task, or any task with a `zeebe:taskDefinition`: a connector does the work."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.work = Work(self.element, self.element.job, expressions)

    def begin(self, token: Token) -> None:
        self.work.begin(token)


class BusinessRuleTask(Activity):
    """Evaluates a decision and keeps the record of the rows that fired."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        called = self.element.called_decision
        self.decision = self.formula(None if called is None else called.decision, expressions)

    def begin(self, token: Token) -> bool:
        case, called = token.scope.case, self.element.called_decision
        decision = None if self.decision is None else self.decision.value(token)
        if called is None or not isinstance(decision, str):
            raise Fault(IncidentKind.DECISION, f"{self.element.id} names no decision.")
        try:
            decided = case.step.surroundings.decide(
                decision,
                case.view(token),
                binding=called.binding,
                version_tag=called.version_tag,
                caller=token.scope.definition_id,
            )
        except EngineError as error:
            raise Fault(IncidentKind.DECISION, str(error)) from error
        case.happened(
            EventKind.DECISION_EVALUATED, token, detail={"decision": decision}, sealed=decided.record
        )
        self.take_in(token, {called.result_variable: decided.value})
        return True


class ScriptTask(Activity):
    """Evaluates FEEL; the result goes into a variable, or a context's entries into variables."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        script = self.element.script
        text = None if script is None else script.expression.removeprefix("=")
        self.script = self.formula(text, expressions, is_feel=True)

    def begin(self, token: Token) -> bool:
        said = self.element.script
        if self.script is None or said is None:
            raise Fault(IncidentKind.EXPRESSION, f"{self.element.id} has no script.")
        value = self.script.value(token)
        if said.result_variable is not None:
            self.take_in(token, {said.result_variable: value})
        elif isinstance(value, Mapping):
            self.take_in(token, dict(value))
        elif value is not None:
            raise Fault(
                IncidentKind.EXPRESSION,
                f"The script of {self.element.id} gives no context but {value!r:.80}.",
            )
        return True


class SendTask(Activity):
    """Publishes its message."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.sender = Sender(self.element, expressions)

    def begin(self, token: Token) -> bool:
        self.sender.send(token)
        return True


class ReceiveTask(Activity):
    """Waits for its message."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        message = self.element.message
        event = Event(Trigger.MESSAGE, message=message)
        self.catcher = None if message is None else MessageCatcher(event, message, expressions)

    def begin(self, token: Token) -> None:
        if self.catcher is None:
            raise Fault(IncidentKind.EXPRESSION, f"{self.element.id} names no message.")
        self.catcher.arm(token)

    def offer(self, token: Token) -> None:
        """Wait as one alternative of an event-based gateway."""
        self.prepare(token)
        self.begin(token)

    def triggered(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Take the message in and go on."""
        gateway = token.owner
        if gateway is not None and gateway.task_spec.offers:
            gateway.task_spec.chosen(gateway, token)
        token.scope.case.close_waits(token)
        self.take_in(token, values)
        token.scope.case.complete(token)
