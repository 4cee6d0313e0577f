"""Plus, minus, times, divided by and to the power of, for numbers, strings, dates and durations."""

import datetime as dt
from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal, DecimalException, DivisionByZero, Overflow
from typing import Any, Final

from engine.decisions.feel import calendar
from engine.decisions.feel.types import family
from engine.decisions.limits import Run
from engine.decisions.values import (
    NUMBERS,
    Date,
    DaysTime,
    Moment,
    Time,
    YearsMonths,
)

Operation = Callable[[Any, Any], object]
NUMBER: Final = "number"
STRING: Final = "string"
DATE: Final = "date"
TIME: Final = "time"
MOMENT: Final = "date and time"
DAYS: Final = "days and time duration"
MONTHS: Final = "years and months duration"


def apply(operator: str, left: object, right: object, run: Run, at: int) -> object:
    """Apply an operator; null with a warning where it has no result."""
    kinds = (family(left), family(right))
    operation = OPERATIONS[operator].get(kinds)
    if operation is None:
        run.warn("bad_operands", at, operator=operator, left=kinds[0], right=kinds[1])
        return None
    if kinds == (STRING, STRING):
        run.check_characters(len(left) + len(right))  # type: ignore[arg-type] # both are strings
    return guarded(operation, left, right, run, at)


def guarded(operation: Operation, left: object, right: object, run: Run, at: int) -> object:
    """Run an operation whose failure is a null with a warning."""
    try:
        return operation(left, right)
    except (DivisionByZero, ZeroDivisionError):
        run.warn("division_by_zero", at)
    except Overflow:
        run.warn("not_a_number", at, detail="overflow")
    except (DecimalException, ValueError, OverflowError) as failure:
        run.warn("not_a_number", at, detail=type(failure).__name__)
    return None


def negate(value: object, run: Run, at: int) -> object:
    """Return the opposite of a number or duration."""
    if type(value) is Decimal:
        return NUMBERS.minus(value) if value else value
    kind = family(value)
    if kind == MONTHS:
        return YearsMonths(-value.months)  # type: ignore[attr-defined] # the family says so
    if kind == DAYS:
        return calendar.make_duration(-calendar.duration_number(value))  # type: ignore[arg-type]
    if value is not None:
        run.warn("bad_operands", at, operator="-", left="nothing", right=kind)
    return None


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """Raise to a power; a binary exponentiation of huge operands ends in an overflow at once."""
    return NUMBERS.power(base, exponent)


def _add_days(date: Date, duration: DaysTime) -> Date:
    # A date is midnight; the day of the moment that is so much later is the result.
    wall = calendar.day_number(date) * calendar.DAY + calendar.duration_number(duration)
    return calendar.date_of(wall // calendar.DAY)


def _add_to_moment(moment: Moment, duration: DaysTime) -> Moment:
    return calendar.moment_at(
        calendar.instant_number(moment) + calendar.duration_number(duration), moment.tzinfo
    )


def _add_to_time(time: Time, duration: DaysTime) -> Time:
    return calendar.make_time(calendar.clock_number(time) + calendar.duration_number(duration), time.tzinfo)


def _add_months_to_moment(moment: Moment, duration: YearsMonths) -> Moment:
    return calendar.join(
        calendar.add_months(calendar.date_part(moment), duration.months), calendar.time_part(moment)
    )


def _minus_days(duration: DaysTime) -> DaysTime:
    return calendar.make_duration(-calendar.duration_number(duration))


def _between_moments(left: Moment, right: Moment) -> object:
    if (left.tzinfo is None) != (right.tzinfo is None):
        raise ValueError("one moment has a zone, the other has none")
    return calendar.make_duration(calendar.instant_number(left) - calendar.instant_number(right))


def _between_times(left: Time, right: Time) -> object:
    ours, theirs = calendar.time_offset_number(left), calendar.time_offset_number(right)
    if (ours is None) != (theirs is None):
        raise ValueError("one time has a zone, the other has none")
    return calendar.make_duration(
        calendar.clock_number(left) - (ours or 0) - calendar.clock_number(right) + (theirs or 0)
    )


def midnight(date: Date) -> Moment:
    """Return the start of a day in UTC, which is what a date means where a moment is needed."""
    return calendar.join(date, dt.time(tzinfo=dt.UTC))


def _whole(number: Decimal) -> int:
    return int(number.to_integral_value(rounding=ROUND_DOWN))


def _scale_days(duration: DaysTime, factor: Decimal) -> DaysTime:
    return calendar.make_duration(_whole(NUMBERS.multiply(calendar.duration_number(duration), factor)))


def _divide_days(duration: DaysTime, divisor: Decimal) -> DaysTime:
    return calendar.make_duration(_whole(NUMBERS.divide(calendar.duration_number(duration), divisor)))


def _scale_months(duration: YearsMonths, factor: Decimal) -> YearsMonths:
    return calendar.make_months(_whole(NUMBERS.multiply(duration.months, factor)))


def _divide_months(duration: YearsMonths, divisor: Decimal) -> YearsMonths:
    return calendar.make_months(_whole(NUMBERS.divide(duration.months, divisor)))


OPERATIONS: Final[dict[str, dict[tuple[str, str], Operation]]] = {
    "+": {
        (NUMBER, NUMBER): NUMBERS.add,
        (STRING, STRING): str.__add__,
        (DATE, DAYS): _add_days,
        (DAYS, DATE): lambda duration, date: _add_days(date, duration),
        (DATE, MONTHS): lambda date, duration: calendar.add_months(date, duration.months),
        (MONTHS, DATE): lambda duration, date: calendar.add_months(date, duration.months),
        (MOMENT, DAYS): _add_to_moment,
        (DAYS, MOMENT): lambda duration, moment: _add_to_moment(moment, duration),
        (MOMENT, MONTHS): _add_months_to_moment,
        (MONTHS, MOMENT): lambda duration, moment: _add_months_to_moment(moment, duration),
        (TIME, DAYS): _add_to_time,
        (DAYS, TIME): lambda duration, time: _add_to_time(time, duration),
        (DAYS, DAYS): lambda a, b: calendar.make_duration(
            calendar.duration_number(a) + calendar.duration_number(b)
        ),
        (MONTHS, MONTHS): lambda a, b: calendar.make_months(a.months + b.months),
    },
    "-": {
        (NUMBER, NUMBER): NUMBERS.subtract,
        (DATE, DATE): lambda a, b: calendar.make_duration(
            (calendar.day_number(a) - calendar.day_number(b)) * calendar.DAY
        ),
        (MOMENT, MOMENT): _between_moments,
        (DATE, MOMENT): lambda date, moment: _between_moments(midnight(date), moment),
        (MOMENT, DATE): lambda moment, date: _between_moments(moment, midnight(date)),
        (TIME, TIME): _between_times,
        (DATE, DAYS): lambda date, duration: _add_days(date, _minus_days(duration)),
        (DATE, MONTHS): lambda date, duration: calendar.add_months(date, -duration.months),
        (MOMENT, DAYS): lambda moment, duration: _add_to_moment(moment, _minus_days(duration)),
        (MOMENT, MONTHS): lambda moment, duration: _add_months_to_moment(
            moment, YearsMonths(-duration.months)
        ),
        (TIME, DAYS): lambda time, duration: _add_to_time(time, _minus_days(duration)),
        (DAYS, DAYS): lambda a, b: calendar.make_duration(
            calendar.duration_number(a) - calendar.duration_number(b)
        ),
        (MONTHS, MONTHS): lambda a, b: calendar.make_months(a.months - b.months),
    },
    "*": {
        (NUMBER, NUMBER): NUMBERS.multiply,
        (DAYS, NUMBER): _scale_days,
        (NUMBER, DAYS): lambda factor, duration: _scale_days(duration, factor),
        (MONTHS, NUMBER): _scale_months,
        (NUMBER, MONTHS): lambda factor, duration: _scale_months(duration, factor),
    },
    "/": {
        (NUMBER, NUMBER): NUMBERS.divide,
        (DAYS, NUMBER): _divide_days,
        (MONTHS, NUMBER): _divide_months,
        (DAYS, DAYS): lambda a, b: NUMBERS.divide(calendar.duration_number(a), calendar.duration_number(b)),
        (MONTHS, MONTHS): lambda a, b: NUMBERS.divide(a.months, b.months),
    },
    "**": {(NUMBER, NUMBER): power},
}
"""Operator → families of both operands → what computes it."""
