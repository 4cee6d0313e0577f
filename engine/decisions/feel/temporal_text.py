"""Reads and writes dates, times, moments and durations as ISO 8601 with FEEL's zones (`@Zone/Id`)."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from engine.decisions.feel import calendar
from engine.decisions.values import (
    Date,
    DaysTime,
    FarDate,
    FarMoment,
    Moment,
    NanoDuration,
    Time,
    YearsMonths,
)

_DATE_TEXT: Final = r"(-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-([0-9]{2})-([0-9]{2})"
_TIME_TEXT: Final = (
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,30}))?"
    r"(Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z][A-Za-z0-9_+/-]{0,60})?"
)
_DATE: Final = re.compile(_DATE_TEXT)
_TIME: Final = re.compile(f"T?{_TIME_TEXT}")
_DAYS_TIME: Final = re.compile(
    r"(-)?P(?:([0-9]{1,18})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})(?:\.([0-9]{0,30}))?S)?)?",
)
_YEARS_MONTHS: Final = re.compile(r"(-)?P(?:([0-9]{1,18})Y)?(?:([0-9]{1,18})M)?")
_FARTHEST_OFFSET: Final = dt.timedelta(hours=18)
_SIXTY: Final = 60


def parse_date(text: str) -> Date | None:
    """Read `2026-11-22`."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        return calendar.make_date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def parse_time(text: str) -> Time | None:
    """Read `09:30:00`, with a fraction, an offset or a zone where wanted."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    if hour > 23 or minute >= _SIXTY or second >= _SIXTY:  # noqa: PLR2004 - hours of a day
        return None
    try:
        zone = parse_zone(found[5]) if found[5] else None
    except ValueError:
        return None
    fraction = int(((found[4] or "") + "0" * 9)[:9])
    number = hour * calendar.HOUR + minute * calendar.MINUTE + second * calendar.SECOND + fraction
    return calendar.make_time(number, zone)


@lru_cache(maxsize=256)
def parse_zone(text: str) -> dt.tzinfo:
    """Read `Z`, `+08:00` or `@Asia/Shanghai`; ValueError if there is no such zone."""
    if text == "Z":
        return dt.UTC
    if text.startswith("@"):
        try:
            return ZoneInfo(text[1:])
        except (KeyError, OSError) as unknown:
            raise ValueError("no such zone") from unknown
    hours, minutes, seconds = (int(part) for part in [*text[1:].split(":"), "0"][:3])
    offset = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if minutes >= _SIXTY or seconds >= _SIXTY or offset > _FARTHEST_OFFSET:
        raise ValueError("no such offset")
    return dt.timezone(-offset if text.startswith("-") else offset)


def parse_moment(text: str) -> Moment | None:
    """Read `2026-11-22T09:30:00+08:00`; a day alone is its midnight."""
    day, separator, clock = text.partition("T")
    date = parse_date(day)
    if date is None:
        return None
    if clock.startswith("24:00:00"):
        # ISO 8601 writes the end of a day so; it is the start of the next.
        date, clock = calendar.date_of(calendar.day_number(date) + 1), "00" + clock[2:]
    time = parse_time(clock) if separator else dt.time()
    return None if time is None or clock.startswith("T") else calendar.join(date, time)


def parse_days_time(text: str) -> DaysTime | None:
    """Read `P1DT2H30M`."""
    found = _DAYS_TIME.fullmatch(text)
    if not found or text.endswith(("P", "T")):
        return None
    days, hours, minutes, seconds = (int(found[group] or 0) for group in (2, 3, 4, 5))
    fraction = int(((found[6] or "") + "0" * 9)[:9])
    number = (
        days * calendar.DAY
        + hours * calendar.HOUR
        + minutes * calendar.MINUTE
        + seconds * calendar.SECOND
        + fraction
    )
    try:
        return calendar.make_duration(-number if found[1] else number)
    except OverflowError:
        return None


def parse_years_months(text: str) -> YearsMonths | None:
    """Read `P1Y6M`."""
    found = _YEARS_MONTHS.fullmatch(text)
    if not found or text.endswith("P"):
        return None
    months = int(found[2] or 0) * 12 + int(found[3] or 0)
    try:
        return calendar.make_months(-months if found[1] else months)
    except OverflowError:
        return None


def parse_duration(text: str) -> YearsMonths | DaysTime | None:
    """Read either kind of duration."""
    return parse_years_months(text) or parse_days_time(text)


def parse_any(text: str) -> Date | Time | Moment | YearsMonths | DaysTime | None:
    """Read what stands in an at-literal, such as `@"2026-11-22"` or `@"PT8H"`."""
    if "P" in text[:2]:
        return parse_duration(text)
    # The id of a zone may hold a T too: 10:00:00@Etc/GMT.
    if "T" in text.partition("@")[0][4:]:
        return parse_moment(text)
    return parse_date(text) or parse_time(text)


def write_date(date: Date) -> str:
    """Write `2026-11-22`."""
    sign = "-" if date.year < 0 else ""
    return f"{sign}{abs(date.year):04d}-{date.month:02d}-{date.day:02d}"


def write_time(time: Time) -> str:
    """Write `09:30:00` with the fraction and zone it has."""
    nanoseconds = calendar.nanosecond_of(time)
    fraction = f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""
    return f"{time.hour:02d}:{time.minute:02d}:{time.second:02d}{fraction}{write_zone(time.tzinfo)}"


def write_zone(zone: dt.tzinfo | None) -> str:
    """Write `Z`, `+08:00`, `@Asia/Shanghai` or nothing."""
    if zone is None:
        return ""
    name = getattr(zone, "key", None)
    if name is not None:
        return f"@{name}"
    offset = zone.utcoffset(None) or dt.timedelta()
    if not offset:
        return "Z"
    minutes, seconds = divmod(abs(offset) // dt.timedelta(seconds=1), 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    return ("-" if offset < dt.timedelta() else "+") + text


def write_moment(moment: Moment) -> str:
    """Write `2026-11-22T09:30:00@Asia/Shanghai`."""
    return f"{write_date(calendar.date_part(moment))}T{write_time(calendar.time_part(moment))}"


def write_days_time(duration: DaysTime) -> str:
    """Write `P1DT2H30M`; nothing at all is `PT0S`."""
    number = calendar.duration_number(duration)
    days, rest = divmod(abs(number), calendar.DAY)
    hours, rest = divmod(rest, calendar.HOUR)
    minutes, rest = divmod(rest, calendar.MINUTE)
    seconds, fraction = divmod(rest, calendar.SECOND)
    decimals = f".{fraction:09d}".rstrip("0") if fraction else ""
    clock = (
        (f"{hours}H" if hours else "")
        + (f"{minutes}M" if minutes else "")
        + (f"{seconds}{decimals}S" if seconds or fraction else "")
    )
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return ("-" if number < 0 else "") + "P" + (text or "T0S")


def write(value: object) -> str | None:
    """Write any temporal value; None if it is none."""
    if isinstance(value, dt.datetime | FarMoment):
        return write_moment(value)
    if isinstance(value, dt.date | FarDate):
        return write_date(value)
    if isinstance(value, Time):
        return write_time(value)
    if isinstance(value, dt.timedelta | NanoDuration):
        return write_days_time(value)
    return str(value) if isinstance(value, YearsMonths) else None
