"""Conversions: number, string, date, time, date and time, durations, range."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Final

from engine.decisions.feel import calendar, temporal_text
from engine.decisions.feel.builtin import NoValue, built_in
from engine.decisions.feel.text_form import text_of
from engine.decisions.limits import Run
from engine.decisions.values import NUMBERS, Date, DaysTime, FarMoment, Moment, Time, YearsMonths

_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,5})?")
_LONGEST_NUMBER: Final = 10_000


def _found(value: object, text: str) -> object:
    if value is None:
        raise NoValue(f"“{text[:60]}” is not of the right form")
    return value


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value() or abs(number) > calendar.LAST_YEAR:
        raise NoValue(f"{number} is not a whole number in range")
    return int(number)


@built_in("number", "from: string, [grouping separator: string?], [decimal separator: string?]")
def _number(_: Run, text: str, grouping: str | None = None, point: str | None = None) -> object:
    if (
        grouping not in {None, " ", ",", "."}
        or point not in {None, ".", ","}
        or (grouping and grouping == point)
    ):
        raise NoValue("the separators are not allowed")
    plain = text.replace(grouping, "") if grouping else text
    if point == "," or (grouping and point):
        plain = plain.replace(point or "", ".")
    if len(plain) > _LONGEST_NUMBER or not _NUMBER.fullmatch(plain):
        raise NoValue(f"“{text[:60]}” is not a number")
    try:
        return NUMBERS.create_decimal(plain)
    except InvalidOperation:
        raise NoValue(f"“{text[:60]}” is not a number") from None


@built_in("number", "from: number")
def _same_number(_: Run, number: Decimal) -> object:
    return number


@built_in("string", "from: Any?")
def _string(run: Run, value: object) -> object:
    return None if value is None else text_of(value, run)


@built_in("date", "from: string")
def _date_of_text(_: Run, text: str) -> object:
    return _found(temporal_text.parse_date(text), text)


@built_in("date", "from: date")
def _same_date(_: Run, date: Date) -> object:
    return date


@built_in("date", "from: date and time")
def _date_of_moment(_: Run, moment: Moment) -> object:
    return calendar.date_part(moment)


@built_in("date", "year: number, month: number, day: number")
def _date(_: Run, year: Decimal, month: Decimal, day: Decimal) -> object:
    return calendar.make_date(_whole(year), _whole(month), _whole(day))


@built_in("date and time", "from: string")
def _moment_of_text(_: Run, text: str) -> object:
    return _found(temporal_text.parse_moment(text), text)


@built_in("date and time", "from: date and time")
def _same_moment(_: Run, moment: Moment) -> object:
    return moment


@built_in("date and time", "date: date, time: time")
def _moment_of_date(_: Run, date: Date, time: Time) -> object:
    return calendar.join(date, time)


@built_in("date and time", "date: date and time, time: time")
def _moment_of_moment(_: Run, moment: Moment, time: Time) -> object:
    return calendar.join(calendar.date_part(moment), time)


@built_in("date and time", "date: date and time, timezone: string")
def _moment_in_zone(_: Run, moment: Moment, zone: str) -> object:
    target = temporal_text.parse_zone(zone if zone[:1] in {"Z", "+", "-"} else f"@{zone}")
    if moment.tzinfo is None:
        return calendar.join(calendar.date_part(moment), in_zone(calendar.time_part(moment), target))
    return calendar.moment_at(calendar.instant_number(moment), target)


@built_in(
    "date and time",
    "year: number, month: number, day: number, hour: number, minute: number, second: number, "
    "[offset: days and time duration?]",
)
def _moment(  # noqa: PLR0913, PLR0917 - the standard's signature
    _: Run,
    year: Decimal,
    month: Decimal,
    day: Decimal,
    hour: Decimal,
    minute: Decimal,
    second: Decimal,
    offset: DaysTime | None = None,
) -> object:
    date = calendar.make_date(_whole(year), _whole(month), _whole(day))
    return calendar.join(date, _clock(hour, minute, second, offset))


@built_in("time", "from: string")
def _time_of_text(_: Run, text: str) -> object:
    return _found(temporal_text.parse_time(text), text)


@built_in("time", "from: time")
def _same_time(_: Run, time: Time) -> object:
    return time


@built_in("time", "from: date and time")
def _time_of_moment(_: Run, moment: Moment) -> object:
    return calendar.time_part(moment)


@built_in("time", "from: date")
def _time_of_date(_: Run, _date: Date) -> object:
    return dt.time(tzinfo=dt.UTC)


@built_in("time", "hour: number, minute: number, second: number, [offset: days and time duration?]")
def _time(_: Run, hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None = None) -> object:
    return _clock(hour, minute, second, offset)


def _clock(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None) -> Time:
    nanoseconds = int(second.scaleb(9)) if abs(second) < 60 else -1  # noqa: PLR2004 - seconds of a minute
    if not (0 <= _whole(hour) < 24 and 0 <= _whole(minute) < 60 and nanoseconds >= 0):  # noqa: PLR2004
        raise NoValue("there is no such time of day")
    zone = None if offset is None else _offset(offset)
    return calendar.make_time(int(hour) * calendar.HOUR + int(minute) * calendar.MINUTE + nanoseconds, zone)


def _offset(duration: DaysTime) -> dt.tzinfo:
    return dt.timezone(dt.timedelta(seconds=calendar.duration_number(duration) // calendar.SECOND))


def in_zone(time: Time, zone: dt.tzinfo) -> Time:
    """Return the same time of day with another zone."""
    return calendar.make_time(calendar.clock_number(time), zone)


@built_in("duration", "from: string")
def _duration(_: Run, text: str) -> object:
    return _found(temporal_text.parse_duration(text), text)


@built_in("duration", "from: days and time duration")
@built_in("duration", "from: years and months duration")
def _same_duration(_: Run, duration: object) -> object:
    return duration


@built_in("years and months duration", "from: date, to: date")
@built_in("years and months duration", "from: date and time, to: date and time")
@built_in("years and months duration", "from: date, to: date and time")
@built_in("years and months duration", "from: date and time, to: date")
def _years_months(_: Run, start: Date | Moment, end: Date | Moment) -> object:
    first, last, sign = _day(start), _day(end), 1
    if calendar.day_number(first) > calendar.day_number(last):
        first, last, sign = last, first, -1
    months = (last.year - first.year) * 12 + last.month - first.month
    return YearsMonths(sign * (months - (last.day < first.day)))


def _day(value: Date | Moment) -> Date:
    """Return the day: the standard counts months by the calendar, whatever the clock shows."""
    return calendar.date_part(value) if isinstance(value, dt.datetime | FarMoment) else value


@built_in("range", "from: string")
def _range(run: Run, text: str) -> object:
    # A range is read as a literal, never evaluated: names and calculations have no place in it.
    from engine.decisions.feel.range_text import parse_range

    return _found(parse_range(text, run), text)
