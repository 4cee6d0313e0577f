"""Dates, times and moments as whole numbers of days and nanoseconds, and back.

Python's classes are used wherever they can hold the value; the Gregorian calendar repeats every
400 years (146,097 days), so that far years are computed by way of a near one.
"""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from engine.decisions.values import (
    Date,
    DaysTime,
    FarDate,
    FarMoment,
    Moment,
    NanoDuration,
    NanoTime,
    Time,
    YearsMonths,
)

SECOND: Final = 1_000_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
LAST_YEAR: Final = 999_999_999
"""The farthest year of XML Schema dates that FEEL asks for; the first is its negative."""

_CYCLE_YEARS: Final = 400
_CYCLE_DAYS: Final = 146_097
_NEAR: Final = 2000
_NEAR_ORDINAL: Final = dt.date(_NEAR, 1, 1).toordinal()
_MICROSECOND: Final = 1_000
_LONGEST: Final = 2 * LAST_YEAR * 366 * DAY


def make_date(year: int, month: int, day: int) -> Date:
    """Return the date; ValueError if there is none."""
    if dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date(year, month, day)
    if abs(year) > LAST_YEAR:
        raise ValueError("the year is out of range")
    dt.date(_near_year(year), month, day)
    return FarDate(year, month, day)


def _near_year(year: int) -> int:
    return _NEAR + year % _CYCLE_YEARS


def day_number(date: Date) -> int:
    """Return the day's number; 1 is the first day of the year 1."""
    if isinstance(date, dt.date):
        return date.toordinal()
    near = _near_year(date.year)
    return dt.date(near, date.month, date.day).toordinal() + (date.year - near) // _CYCLE_YEARS * _CYCLE_DAYS


def date_of(number: int) -> Date:
    """Return the date of a day's number; ValueError if its year is out of range."""
    cycles = (number - _NEAR_ORDINAL) // _CYCLE_DAYS
    near = dt.date.fromordinal(number - cycles * _CYCLE_DAYS)
    return make_date(near.year + cycles * _CYCLE_YEARS, near.month, near.day)


def add_months(date: Date, months: int) -> Date:
    """Return the same day of another month, or that month's last day."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return make_date(year, month + 1, min(date.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    year, month = divmod(year * 12 + month, 12)
    following = dt.date(_near_year(year), month + 1, 1)
    return (following - dt.timedelta(days=1)).day


def nanosecond_of(time: Time | dt.datetime) -> int:
    """Return the fraction of the second."""
    return time.nanosecond if isinstance(time, NanoTime) else time.microsecond * _MICROSECOND


def clock_number(time: Time | dt.datetime) -> int:
    """Return the nanoseconds since midnight, as the clock on the wall shows."""
    return time.hour * HOUR + time.minute * MINUTE + time.second * SECOND + nanosecond_of(time)


def make_time(nanoseconds: int, zone: dt.tzinfo | None) -> Time:
    """Return the time of day that is so many nanoseconds after midnight."""
    seconds, fraction = divmod(nanoseconds % DAY, SECOND)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    if fraction % _MICROSECOND:
        return NanoTime(hour, minute, second, fraction, zone)
    return dt.time(hour, minute, second, fraction // _MICROSECOND, zone)


def date_part(moment: Moment) -> Date:
    """Return the day of a moment, as written."""
    return moment.date() if isinstance(moment, dt.datetime) else moment.date


def time_part(moment: Moment) -> Time:
    """Return the time of day of a moment, as written, with its zone."""
    return moment.timetz() if isinstance(moment, dt.datetime) else moment.time


def join(date: Date, time: Time) -> Moment:
    """Return the moment of a day and a time of day."""
    if isinstance(date, dt.date) and isinstance(time, dt.time):
        return dt.datetime.combine(date, time)
    return FarMoment(date, time)


def wall_number(moment: Moment) -> int:
    """Return the nanoseconds of calendar and clock as written, whatever the zone."""
    return day_number(date_part(moment)) * DAY + clock_number(time_part(moment))


def moment_of(wall: int, zone: dt.tzinfo | None) -> Moment:
    """Return the moment that calendar and clock show in a zone."""
    day, clock = divmod(wall, DAY)
    return join(date_of(day), make_time(clock, zone))


def offset_number(moment: Moment) -> int:
    """Return the offset from UTC in nanoseconds; 0 where there is none."""
    if moment.tzinfo is None:
        return 0
    near = moment if isinstance(moment, dt.datetime) else _near_moment(wall_number(moment), moment.tzinfo)
    return _nanoseconds(near.utcoffset())


def instant_number(moment: Moment) -> int:
    """Return the nanoseconds on the time line of UTC (a moment without zone counts as UTC)."""
    return wall_number(moment) - offset_number(moment)


def moment_at(instant: int, zone: dt.tzinfo | None) -> Moment:
    """Return how a zone shows an instant."""
    if zone is None:
        return moment_of(instant, None)
    near = _near_moment(instant, dt.UTC).astimezone(zone)
    moment = moment_of(instant + _nanoseconds(near.utcoffset()), zone)
    # When clocks go back an hour is shown twice; fold says which of the two is meant.
    return moment.replace(fold=1) if near.fold and isinstance(moment, dt.datetime) else moment


def _near_moment(wall: int, zone: dt.tzinfo) -> dt.datetime:
    day, clock = divmod(wall, DAY)
    date = date_of(day)
    time = make_time(clock - clock % _MICROSECOND, zone)
    assert isinstance(time, dt.time)  # noqa: S101 - whole microseconds always fit
    # Zones change their rules over the years, so a near year stands in for far ones only; the first
    # and last year that Python knows are far too, for an offset may lead out of them.
    is_near = dt.MINYEAR < date.year < dt.MAXYEAR
    year = date.year if is_near else _near_year(date.year)
    return dt.datetime.combine(dt.date(year, date.month, date.day), time)


def _nanoseconds(offset: dt.timedelta | None) -> int:
    return duration_number(offset) if offset is not None else 0


def time_offset_number(time: Time) -> int | None:
    """Return a time's offset in nanoseconds; a zone's standard one, for it has no day."""
    if time.tzinfo is None:
        return None
    if isinstance(time.tzinfo, ZoneInfo):
        return _nanoseconds(dt.datetime(1970, 1, 1, tzinfo=time.tzinfo).utcoffset())
    return _nanoseconds(time.tzinfo.utcoffset(None))


def duration_number(duration: DaysTime) -> int:
    """Return a duration in nanoseconds."""
    if isinstance(duration, NanoDuration):
        return duration.nanoseconds
    return (duration.days * 86_400 + duration.seconds) * SECOND + duration.microseconds * _MICROSECOND


def make_duration(nanoseconds: int) -> DaysTime:
    """Return the duration of so many nanoseconds; OverflowError beyond what two far dates span."""
    if abs(nanoseconds) > _LONGEST:
        raise OverflowError("the duration is out of range")
    if nanoseconds % _MICROSECOND == 0 and abs(nanoseconds) < LAST_YEAR * DAY:
        return dt.timedelta(microseconds=nanoseconds // _MICROSECOND)
    return NanoDuration(nanoseconds)


def make_months(months: int) -> YearsMonths:
    """Return the duration of so many months; OverflowError beyond what two far dates span."""
    if abs(months) > 2 * LAST_YEAR * 12:
        raise OverflowError("the duration is out of range")
    return YearsMonths(months)
