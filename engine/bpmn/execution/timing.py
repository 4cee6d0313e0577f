"""When a timer falls due: BPMN's dates, durations and cycles, computed by FEEL."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.node import Formula
from engine.bpmn.execution.token import Token
from engine.clock import CHINA
from engine.model.incident import IncidentKind
from engine.model.process import Timer, TimerKind
from engine.ports.expression import Expression, Expressions

_DATE = "if value instance of string then date and time(value) else value"
_LATER = "if value instance of string then moment + duration(value) else moment + value"
_CYCLE = re.compile(r"^R(?P<count>\d*)/(?:(?P<start>[^P/][^/]*)/)?(?P<period>P[^/]+)$")


@dataclass(frozen=True, slots=True)
class Due:
    """The next moment of a timer and what is left of its cycle: (count or None for ever, period text)."""

    at: datetime
    left: int | None = 0
    period: str | None = None


class Timing:
    """A compiled timer definition."""

    def __init__(self, timer: Timer, expressions: Expressions) -> None:
        self.kind = timer.kind
        self.formula = Formula(timer.text, expressions)
        self.date: Expression = expressions.compile(_DATE)
        self.later: Expression = expressions.compile(_LATER)

    def first(self, token: Token) -> Due:
        """Return the first due moment for a token that begins to wait now.

        ISO 8601 repeating intervals: `R3/PT1H` first fires after one hour, `R3/<start>/PT1H` at the start.
        """
        value = self.formula.value(token, kind=IncidentKind.TIMER)
        if self.kind is TimerKind.DATE:
            return Due(self._moment(token, self.date, {"value": value}))
        if self.kind is TimerKind.DURATION:
            return Due(self._after(token, value, token.scope.case.moment))
        return self._cycle(token, value)

    def next(self, token: Token, *, due: datetime, left: int | None, period: str) -> Due | None:
        """Return the due moment that follows, or None when the cycle is used up."""
        if left is not None and left <= 0:
            return None
        return Due(self._after(token, period, due), None if left is None else left - 1, period)

    def _cycle(self, token: Token, value: object) -> Due:
        match = _CYCLE.match(value) if isinstance(value, str) else None
        if match is None:
            raise Fault(IncidentKind.TIMER, f"{value!r:.80} is no repeating interval such as R3/PT10M.")
        left = int(match["count"]) - 1 if match["count"] else None
        period = match["period"]
        if match["start"]:
            return Due(self._moment(token, self.date, {"value": match["start"]}), left, period)
        return Due(self._after(token, period, token.scope.case.moment), left, period)

    def _after(self, token: Token, value: object, moment: datetime) -> datetime:
        # Months and years are counted on China's calendar: a month from 31 January 23:30 in Beijing.
        variables = {"value": value, "moment": moment.astimezone(CHINA)}
        return self._moment(token, self.later, variables)

    def _moment(self, token: Token, expression: Expression, variables: dict[str, object]) -> datetime:
        found = token.scope.case.evaluate(expression, token, kind=IncidentKind.TIMER, variables=variables)
        if not isinstance(found, datetime):
            raise Fault(
                IncidentKind.TIMER, f"The timer {self.formula.text!r} gives no moment but {found!r:.80}."
            )
        if found.tzinfo is None:
            raise Fault(IncidentKind.TIMER, f"The timer {self.formula.text!r} gives a moment without offset.")
        return found.astimezone(UTC)
