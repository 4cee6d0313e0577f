"""What a catching event waits for: one small class for each trigger."""

from datetime import datetime
from typing import TYPE_CHECKING

from engine.bpmn.execution.deadline import Deadline, keep, reckon_again
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.node import Formula
from engine.bpmn.execution.timing import Due, Timing
from engine.bpmn.execution.token import WAITING, Token
from engine.model.calendar import CalendarChange
from engine.model.cycle import Cycle
from engine.model.history import EventKind
from engine.model.incident import IncidentKind
from engine.model.process import Event, Message, Trigger
from engine.model.wait import MessageWait, SignalWait, TimerRow
from engine.ports.expression import Expression, Expressions

if TYPE_CHECKING:
    from engine.bpmn.execution.node import FlowNode


def correlation_text(value: object) -> str:
    """Return a correlation key as text: strings as they are, whole numbers without a point."""
    return value if isinstance(value, str) else str(value)


class Catcher:
    """Waits for nothing outside: errors, escalations, cancellation reach it from within the case."""

    def __init__(self, event: Event) -> None:
        self.event = event

    def arm(self, token: Token) -> None:
        """Begin to wait."""
        token._set_state(WAITING)
        token.internal_data["wait"] = str(self.event.trigger)

    def listen_on(self, token: Token) -> None:
        """Go on waiting after an event that does not interrupt, as long as there is anything to wait for."""

    def row(self, token: Token) -> str:
        """Return a fresh id for a row outside; an id is never used twice."""
        count = token.internal_data["rows"] = token.internal_data.get("rows", 0) + 1
        row_id = f"{token.scope.case.row_id(token)}-{count}"
        token.internal_data["row"] = row_id
        return row_id


class TimerCatcher(Catcher):
    """Waits for a moment."""

    def __init__(self, event: Event, expressions: Expressions) -> None:
        super().__init__(event)
        assert event.timer is not None  # noqa: S101 - the reader gives every timer event its timer
        self.timing = Timing(event.timer, expressions)

    def arm(self, token: Token) -> None:
        self._set(token, self.timing.first(token))

    def listen_on(self, token: Token) -> None:
        cycle = token.internal_data.pop("cycle", None)
        token.scope.case.close_waits(token)
        due = None if cycle is None else self.timing.following(token, cycle)
        if due is None:
            token.remove()
        else:
            self._set(token, due)

    def _set(self, token: Token, due: Due) -> None:
        super().arm(token)
        deadline = Deadline(due.at, due.days)
        keep(token, timer=deadline)
        if due.cycle is not None:
            token.internal_data["cycle"] = due.cycle
        self._put(token, self.row(token), due)
        told: dict[str, object] = {"due_at": due.at.isoformat()}
        if deadline.is_provisional:
            told["due_is_provisional"] = True
        token.scope.case.happened(EventKind.TIMER_SET, token, detail=told)

    def reckon_again(self, token: Token, change: CalendarChange) -> None:
        """Move the timer where a calendar's change touches it; one that is due by then simply fires."""
        cycle: list[Cycle | None] = []

        def first(at: datetime) -> Deadline:
            due = self.timing.first(token, at=at)
            cycle.append(due.cycle)
            return Deadline(due.at, due.days)

        moved = reckon_again(token, "timer", change, first)
        if moved is None:
            return
        old, new = moved
        if new.at != old.at:
            self._put(token, token.internal_data["row"], Due(new.at, cycle[-1]))
            if cycle[-1] is not None:
                token.internal_data["cycle"] = cycle[-1]
        told = {
            "due_at": new.at.isoformat(),
            "old_due_at": old.at.isoformat(),
            "due_is_provisional": new.is_provisional,
            "calendar": change.calendar,
        }
        token.scope.case.happened(EventKind.TIMER_SET, token, detail=told)

    def _put(self, token: Token, row: str, due: Due) -> None:
        case = token.scope.case
        token.internal_data["due"] = due.at.isoformat()
        case.step.change.new_timers.append(
            TimerRow(
                id=row,
                due_at=due.at,
                element_id=token.element_id,
                definition_id=token.scope.definition_id,
                instance_id=case.instance.id,
                token=token.id,
                cycle=None if due.cycle is None else due.cycle[3],
            )
        )


class MessageCatcher(Catcher):
    """Waits for a message with its name and correlation key."""

    def __init__(self, event: Event, message: Message, expressions: Expressions) -> None:
        super().__init__(event)
        self.name = Formula(message.name, expressions)
        key = message.correlation_key
        self.key = None if key is None else Formula(key, expressions)

    def arm(self, token: Token) -> None:
        case = token.scope.case
        name = self.name.value(token)
        key = None if self.key is None else self.key.value(token)
        if not isinstance(name, str) or not name:
            raise Fault(IncidentKind.EXPRESSION, f"The message's name {self.name.text!r} gives no text.")
        if self.key is not None and key is None:
            raise Fault(IncidentKind.EXPRESSION, f"The correlation key {self.key.text!r} gives null.")
        super().arm(token)
        case.step.change.new_message_waits.append(
            MessageWait(
                id=self.row(token),
                message=name,
                element_id=token.element_id,
                definition_id=token.scope.definition_id,
                correlation_key=None if key is None else correlation_text(key),
                instance_id=case.instance.id,
                token=token.id,
                business_key=case.instance.business_key,
            )
        )


class SignalCatcher(Catcher):
    """Waits for a signal."""

    def __init__(self, event: Event, expressions: Expressions) -> None:
        super().__init__(event)
        self.name = Formula(event.name or "", expressions)

    def arm(self, token: Token) -> None:
        case = token.scope.case
        name = self.name.value(token)
        if not isinstance(name, str) or not name:
            raise Fault(IncidentKind.EXPRESSION, f"The signal's name {self.name.text!r} gives no text.")
        super().arm(token)
        token.internal_data["signal"] = name
        case.step.change.new_signal_waits.append(
            SignalWait(
                id=self.row(token),
                signal=name,
                element_id=token.element_id,
                definition_id=token.scope.definition_id,
                instance_id=case.instance.id,
                token=token.id,
            )
        )


class ConditionCatcher(Catcher):
    """Waits until a condition becomes true; looked at when it begins to wait and when variables change."""

    def __init__(self, event: Event, expressions: Expressions) -> None:
        super().__init__(event)
        self.condition: Expression = expressions.compile((event.condition or "").removeprefix("="))

    def arm(self, token: Token) -> None:
        super().arm(token)
        token.internal_data["wait"] = "condition"
        token.internal_data["was"] = False
        token.scope.case.watching[token.id] = token
        token.scope.case.conditions_changed = True

    def look(self, token: Token) -> bool:
        """Fire if the condition has become true since the last look; say whether it did."""
        case = token.scope.case
        try:
            value = case.evaluate(self.condition, token, kind=IncidentKind.CONDITION)
        except Fault as fault:
            if token.internal_data.get("phase") != "look":
                case.raise_incident(token, fault.kind, fault.message, phase="look")
            return False
        if token.internal_data.get("phase") == "look":
            case.close_incident(token)
        is_true, was_true = value is True, token.internal_data.get("was", False)
        if is_true != was_true:
            token.internal_data["was"] = is_true
            token.scope.is_dirty = True
        if not is_true or was_true:
            return False
        case.happened(EventKind.CONDITION_MET, token)
        token.task_spec.triggered(token, {})
        return True


def make_catcher(node: "FlowNode", event: Event, expressions: Expressions) -> Catcher:
    """Return what waits for an event's trigger."""
    if event.trigger is Trigger.TIMER:
        return TimerCatcher(event, expressions)
    if event.trigger is Trigger.MESSAGE:
        message = event.message or Message(id=node.element.id, name=node.element.id)
        return MessageCatcher(event, message, expressions)
    if event.trigger is Trigger.SIGNAL:
        return SignalCatcher(event, expressions)
    if event.trigger is Trigger.CONDITIONAL:
        return ConditionCatcher(event, expressions)
    return Catcher(event)
