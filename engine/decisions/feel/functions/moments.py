"""Functions of dates and times: parts of the calendar, now, today, is."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from engine.clock import CHINA
from engine.decisions.feel import calendar
from engine.decisions.feel.builtin import built_in
from engine.decisions.feel.types import family
from engine.decisions.limits import Run
from engine.decisions.values import Date, FarMoment, Moment

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day(value: Date | Moment) -> Date:
    return calendar.date_part(value) if isinstance(value, dt.datetime | FarMoment) else value


@built_in("now")
def _now(run: Run) -> object:
    # Brands and their customers live in one zone; a process owner expects the clock on the wall.
    return run.now().astimezone(CHINA)


@built_in("today")
def _today(run: Run) -> object:
    return run.now().astimezone(CHINA).date()


@built_in("day of year", "date: date")
@built_in("day of year", "date: date and time")
def _day_of_year(_: Run, value: Date | Moment) -> object:
    day = _day(value)
    return Decimal(calendar.day_number(day) - calendar.day_number(calendar.make_date(day.year, 1, 1)) + 1)


@built_in("day of week", "date: date")
@built_in("day of week", "date: date and time")
def _day_of_week(_: Run, value: Date | Moment) -> object:
    return _DAYS[(calendar.day_number(_day(value)) - 1) % 7]


@built_in("month of year", "date: date")
@built_in("month of year", "date: date and time")
def _month_of_year(_: Run, value: Date | Moment) -> object:
    return _MONTHS[_day(value).month - 1]


@built_in("week of year", "date: date")
@built_in("week of year", "date: date and time")
def _week_of_year(_: Run, value: Date | Moment) -> object:
    # ISO 8601: a week belongs to the year of its Thursday.
    number = calendar.day_number(_day(value))
    thursday = number - (number - 1) % 7 + 3
    first = calendar.day_number(calendar.make_date(calendar.date_of(thursday).year, 1, 1))
    return Decimal((thursday - first) // 7 + 1)


@built_in("last day of month", "date: date")
@built_in("last day of month", "date: date and time")
def _last_day_of_month(_: Run, value: Date | Moment) -> object:
    day = _day(value)
    return calendar.make_date(day.year, day.month, calendar.days_in_month(day.year, day.month))


@built_in("is", "*value2: Any?")
@built_in("is", "*value1: Any?")
def _is_with_nothing(_: Run, value: object) -> object:
    return value is None


@built_in("is", "value1: Any?, value2: Any?")
def _is(run: Run, left: object, right: object) -> object:
    if family(left) != family(right):
        return False
    return _identity(left) == _identity(right) if _is_clock(left) else bool(_same(left, right, run))


def _same(left: object, right: object, run: Run) -> bool:
    from engine.decisions.feel.ordering import same

    return same(left, right, run)


def _is_clock(value: object) -> bool:
    return family(value) in {"time", "date and time"}


def _identity(value: Any) -> tuple[object, ...]:  # noqa: ANN401 - a time or a moment
    """Return what is written: moments are identical only if calendar, clock and zone are."""
    zone = value.tzinfo
    place = None if zone is None else getattr(zone, "key", None) or zone.utcoffset(None)
    if family(value) == "time":
        return (calendar.clock_number(value), place)
    return (calendar.wall_number(value), place)
