"""When a timer falls due: BPMN's dates, durations and cycles, computed by FEEL."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from engine.bpmn.execution.deadline import reckon
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.node import Formula
from engine.bpmn.execution.token import Token
from engine.clock import CHINA
from engine.model.cycle import LATER, MOMENT, Cycle, read_repetition
from engine.model.incident import IncidentKind
from engine.model.process import Timer, TimerKind
from engine.ports.expression import Evaluation, Expression, Expressions, WorkingDays


@dataclass(frozen=True, slots=True)
class Due:
    """The next moment of a timer, the cycle that it belongs to, and the working days that it hangs on."""

    at: datetime
    cycle: Cycle | None = None
    days: tuple[WorkingDays, ...] = ()


class Timing:
    """A compiled timer definition."""

    def __init__(self, timer: Timer, expressions: Expressions) -> None:
        self.kind = timer.kind
        self.formula = Formula(timer.text, expressions)
        self.date: Expression = expressions.compile(MOMENT)
        self.later: Expression = expressions.compile(LATER)
        self.fixed = self._fixed(timer, expressions)

    def _fixed(self, timer: Timer, expressions: Expressions) -> timedelta | None:
        # Most timers are a plain number of days or hours: no FEEL is needed each time one is set.
        if timer.kind is not TimerKind.DURATION or timer.text.startswith("="):
            return None
        value = expressions.compile("duration(text)").evaluate({"text": timer.text}).value
        return value if isinstance(value, timedelta) else None

    def first(self, token: Token, *, at: datetime | None = None) -> Due:
        """Return the first due moment for a token that begins to wait now, or began to at a moment.

        ISO 8601 repeating intervals: `R3/PT1H` first fires after one hour, `R3/<start>/PT1H` at the start.
        """
        begun = at or token.scope.case.moment
        if self.fixed is not None:
            return Due(begun + self.fixed)
        found = reckon(self.formula, token, begun, kind=IncidentKind.TIMER)
        if self.kind is TimerKind.DATE:
            return Due(self._moment(token, self.date, {"value": found.value}), days=found.working_days)
        if self.kind is TimerKind.DURATION:
            return Due(self._after(token, found.value, begun), days=found.working_days)
        return self._cycle(token, found, begun)

    def following(self, token: Token, cycle: Cycle) -> Due | None:
        """Return the moment that follows in a cycle, or None when it is used up."""
        following = Cycle(*cycle).following()  # as it is loaded, it is a plain list
        return None if following is None else Due(self._nth(token, following), following)

    def _cycle(self, token: Token, found: Evaluation, begun: datetime) -> Due:
        written = read_repetition(found.value)
        if written is None:
            raise Fault(IncidentKind.TIMER, f"{found.value!r:.80} is no repeating interval such as R3/PT10M.")
        left = None if written.count is None else written.count - 1
        start, number = begun, 1
        if written.start is not None:
            start, number = self._moment(token, self.date, {"value": written.start}), 0
        cycle = Cycle(start.isoformat(), number, left, written.period)
        if self._nth(token, Cycle(cycle.begins_at, 1, None, cycle.period)) <= start:
            raise Fault(IncidentKind.TIMER, f"The cycle {found.value!r:.80} does not move on.")
        return Due(self._nth(token, cycle), cycle, found.working_days)

    def _nth(self, token: Token, cycle: Cycle) -> datetime:
        start, number, _, period = cycle
        moment = datetime.fromisoformat(start)
        return moment if number == 0 else self._after(token, period, moment, count=number)

    def _after(self, token: Token, value: object, moment: datetime, *, count: int = 1) -> datetime:
        # Months and years are counted on China's calendar: a month from 31 January 23:30 in Beijing.
        variables = {"value": value, "moment": moment.astimezone(CHINA), "count": Decimal(count)}
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
