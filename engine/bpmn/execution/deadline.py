"""Deadlines in working time: reckoned when a wait begins, and again when a calendar changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.node import Formula
from engine.bpmn.execution.token import Token
from engine.errors import EngineError
from engine.model.calendar import CalendarChange
from engine.model.incident import IncidentKind
from engine.ports.expression import Evaluation, WorkingDays


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment, and the days of working calendars that it hangs on."""

    at: datetime
    days: tuple[WorkingDays, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """Say whether one of the days lies in a year that is not official yet."""
        return any(days.is_provisional for days in self.days)


def reckon(
    formula: Formula, token: Token, at: datetime, *, kind: IncidentKind = IncidentKind.EXPRESSION
) -> Evaluation:
    """Evaluate a deadline's formula as of a moment, and note the working days that it uses."""
    if formula.expression is None:
        return Evaluation(formula.text)
    try:
        return formula.expression.evaluate(token.scope.case.view(token), at=at)
    except EngineError as error:
        raise Fault(kind, str(error)) from error


def keep(token: Token, **deadlines: Deadline | None) -> None:
    """Keep with a token the deadlines that hang on a calendar, and the moment at which they were reckoned."""
    kept = {name: _to_json(each) for name, each in deadlines.items() if each is not None and each.days}
    token.internal_data.pop("deadlines", None)
    if kept:
        token.internal_data.update(armed_at=token.scope.case.moment.isoformat(), deadlines=kept)


def reckon_again(
    token: Token, name: str, change: CalendarChange, first: Callable[[datetime], Deadline | None]
) -> tuple[Deadline, Deadline] | None:
    """Return a deadline before and after the change of a calendar; None where it stays as it was."""
    kept = token.internal_data.get("deadlines", {})
    old = _from_json(kept[name]) if name in kept else None
    if old is None or not any(change.touches(days.calendar, days.first, days.last) for days in old.days):
        return None
    try:
        new = first(datetime.fromisoformat(token.internal_data["armed_at"]))
    except Fault:  # variables have changed so that the formula has no value any more: what was promised holds
        return None
    if new is None:
        return None
    if not any(change.moves(days.calendar, days.first, days.last) for days in old.days):
        new = replace(new, at=old.at)
    if (new.at, new.is_provisional) == (old.at, old.is_provisional):
        return None
    kept[name] = _to_json(new)
    token.scope.is_dirty = True
    return old, new


def _to_json(deadline: Deadline) -> list[Any]:
    days = [[d.calendar, d.first.isoformat(), d.last.isoformat(), d.is_provisional] for d in deadline.days]
    return [deadline.at.isoformat(), days]


def _from_json(data: list[Any]) -> Deadline:
    at, days = data
    return Deadline(
        datetime.fromisoformat(at).astimezone(UTC),
        tuple(WorkingDays(key, date.fromisoformat(a), date.fromisoformat(b), p) for key, a, b, p in days),
    )
