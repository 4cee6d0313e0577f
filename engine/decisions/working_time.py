"""Working time of a service desk: weekly shifts, public holidays and the official make-up days.

A calendar counts the working seconds of every day once; adding a working duration is then a look
into a sorted list. All moments are aware; a naive one is read in the calendar's zone.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from engine.clock import CHINA
from engine.decisions.errors import FeelError

_DAY: Final = dt.timedelta(days=1)
_ZERO: Final = dt.timedelta()
_MICROSECOND: Final = dt.timedelta(microseconds=1)
_MICROSECONDS: Final = 1_000_000
FIRST_DAY: Final = dt.date(2010, 1, 1)
LAST_DAY: Final = dt.date(2059, 12, 31)
"""The days that a calendar knows; deadlines of after-sales service lie well inside."""


class YearStatus(Enum):
    """Whether the State Council's notice for a year is in the calendar, or only what can be expected."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """Working hours of a day, from one time of day to a later one; midnight as an end is the day's end."""

    start: dt.time
    end: dt.time

    def seconds(self) -> tuple[int, int]:
        """Return both ends as seconds after midnight."""
        start, end = (time.hour * 3600 + time.minute * 60 + time.second for time in (self.start, self.end))
        return start, end or 86_400


OFFICE_HOURS: Final = (Shift(dt.time(9), dt.time(12)), Shift(dt.time(13), dt.time(18)))
_WORKWEEK: Final = 5


class InvalidCalendar(FeelError):
    """A working calendar contradicts itself, or is none."""

    zh = "工作日历无效或自相矛盾。"


@dataclass(frozen=True)
class WorkingCalendar:
    """The working hours of a desk. Days in `days` override the week: True works, False is off.

    A make-up day, worked on a weekend, has the shifts of `make_up_shifts` (those of Monday if empty).
    """

    key: str
    week: tuple[tuple[Shift, ...], ...] = (OFFICE_HOURS,) * _WORKWEEK + ((), ())
    days: Mapping[dt.date, bool] = field(default_factory=dict)
    years: Mapping[int, YearStatus] = field(default_factory=dict)
    make_up_shifts: tuple[Shift, ...] = ()
    zone: str = "Asia/Shanghai"

    def __post_init__(self) -> None:
        """Refuse calendars in which nobody ever works or shifts overlap."""
        if len(self.week) != 7 or not any(self.week):  # noqa: PLR2004 - days of a week
            raise InvalidCalendar(
                f"The calendar {self.key} needs seven days, one of them with working hours.",
                zh=f"日历 {self.key} 需要七天，且至少一天有工作时间。",
            )
        for shifts in (*self.week, self.make_up_shifts):
            ends = [second for shift in shifts for second in shift.seconds()]
            if any(second >= later for second, later in pairwise(ends)):
                raise InvalidCalendar(
                    f"The shifts of the calendar {self.key} overlap or run backwards.",
                    zh=f"日历 {self.key} 的班次重叠或顺序颠倒。",
                )

    @cached_property
    def _zone(self) -> dt.tzinfo:
        return CHINA if self.zone == "Asia/Shanghai" else ZoneInfo(self.zone)

    def shifts_on(self, day: dt.date) -> tuple[Shift, ...]:
        """Return the working hours of a day."""
        regular = self.week[day.weekday()]
        works = self.days.get(day)
        if works is None or (works and regular):
            return regular
        return (self.make_up_shifts or next(filter(None, self.week))) if works else ()

    def is_working_day(self, day: dt.date) -> bool:
        """Tell whether anybody works on a day."""
        return bool(self.shifts_on(day))

    def is_provisional(self, year: int) -> bool:
        """Tell whether the year's holidays are not official yet.

        A calendar without years keeps no public holidays: nothing about it is provisional.
        """
        return bool(self.years) and self.years.get(year) is not YearStatus.OFFICIAL

    def provisional_years(self, first: dt.date, last: dt.date) -> tuple[int, ...]:
        """Return the years between two days that are not official yet."""
        return tuple(year for year in range(first.year, last.year + 1) if self.is_provisional(year))

    def local(self, moment: dt.datetime) -> dt.datetime:
        """Return a moment as the desk's clock shows it."""
        return moment.replace(tzinfo=self._zone) if moment.tzinfo is None else moment.astimezone(self._zone)

    def add(self, moment: dt.datetime, duration: dt.timedelta) -> dt.datetime:
        """Return the moment when so much working time has passed (or, if negative, was still to come).

        Nothing added means the moment itself; a deadline falls on the end of a shift, not on the
        start of the next one. OverflowError outside of FIRST_DAY to LAST_DAY.
        """
        if not duration:
            return moment
        target = self._worked_until(self.local(moment)) + duration // _MICROSECOND
        return self._moment_of(target, forward=duration > _ZERO)

    def between(self, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
        """Return the working time between two moments, negative if the second is the earlier one."""
        worked = self._worked_until(self.local(end)) - self._worked_until(self.local(start))
        return dt.timedelta(microseconds=worked)

    def next_moment(self, moment: dt.datetime) -> dt.datetime:
        """Return the moment itself if somebody works then, else when work starts again."""
        local = self.local(moment)
        passed = _microsecond_of(local)
        day = local.date()
        for start, end in _spans(self.shifts_on(day)):
            if passed < end:
                return local if passed >= start else _at(day, start, self._zone)
        while not (shifts := self.shifts_on(day + _DAY)):
            day += _DAY
        return _at(day + _DAY, _spans(shifts)[0][0], self._zone)

    def _worked_until(self, local: dt.datetime) -> int:
        """Return the working microseconds since the calendar's first day."""
        before, spans = self._grid
        index = (local.date() - FIRST_DAY).days
        if not 0 <= index < len(spans):
            raise OverflowError("the working calendar does not reach that far")
        worked = before[index]
        passed = _microsecond_of(local)
        for start, end in spans[index]:
            worked += max(0, min(passed, end) - start)
        return worked

    def _moment_of(self, worked: int, *, forward: bool) -> dt.datetime:
        """Return the moment at which so much work had been done since the first day."""
        before, spans = self._grid
        # Forward, a full day's work ends on that day; backward, it starts on it.
        find = bisect_left if forward else bisect_right
        index = find(before, worked) - 1
        if not 0 <= index < len(spans):
            raise OverflowError("the working calendar does not reach that far")
        left = worked - before[index]
        for start, end in spans[index]:
            if left < end - start or (forward and left == end - start):
                return _at(FIRST_DAY + index * _DAY, start + left, self._zone)
            left -= end - start
        raise OverflowError("the working calendar does not reach that far")

    @cached_property
    def _grid(self) -> tuple[list[int], list[tuple[tuple[int, int], ...]]]:
        """Return the working microseconds before each day, and each day's working spans."""
        spans = []
        for number in range((LAST_DAY - FIRST_DAY).days + 1):
            shifts = self.shifts_on(FIRST_DAY + number * _DAY)
            spans.append(_spans(shifts))
        return list(accumulate((sum(end - start for start, end in day) for day in spans), initial=0)), spans

    def to_json(self) -> dict[str, Any]:
        """Return the calendar as JSON; `from_json` reads it."""
        return {
            "key": self.key,
            "zone": self.zone,
            "week": [_shifts_json(shifts) for shifts in self.week],
            "make_up_shifts": _shifts_json(self.make_up_shifts),
            "days": {day.isoformat(): works for day, works in sorted(self.days.items())},
            "years": {str(year): status.value for year, status in sorted(self.years.items())},
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> "WorkingCalendar":
        """Read what `to_json` wrote.

        Raises:
            InvalidCalendar: if it contradicts itself.
            ValueError, KeyError: if it is something else.
        """
        return WorkingCalendar(
            key=data["key"],
            zone=data["zone"],
            week=tuple(_shifts_from_json(shifts) for shifts in data["week"]),
            make_up_shifts=_shifts_from_json(data["make_up_shifts"]),
            days={dt.date.fromisoformat(day): works for day, works in data["days"].items()},
            years={int(year): YearStatus(status) for year, status in data["years"].items()},
        )

    def with_year(self, year: int, days: Mapping[dt.date, bool], status: YearStatus) -> "WorkingCalendar":
        """Return the calendar with a year's holidays and make-up days replaced."""
        others = {day: works for day, works in self.days.items() if day.year != year}
        return replace(self, days=others | dict(days), years=dict(self.years) | {year: status})


class WorkingCalendars(Protocol):
    """Where the working calendars of the service desks come from."""

    def calendar(self, key: str | None) -> WorkingCalendar | None:
        """Return a desk's calendar, or the default one for None; None if there is no such desk."""
        ...


@dataclass(frozen=True, slots=True)
class CalendarSet:
    """Calendars in memory; the first one is the default."""

    calendars: tuple[WorkingCalendar, ...]

    def calendar(self, key: str | None) -> WorkingCalendar | None:
        """Return a desk's calendar, or the default one for None; None if there is no such desk."""
        if key is None:
            return next(iter(self.calendars), None)
        return next((calendar for calendar in self.calendars if calendar.key == key), None)


@lru_cache(maxsize=256)
def _spans(shifts: tuple[Shift, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (start * _MICROSECONDS, end * _MICROSECONDS) for start, end in (shift.seconds() for shift in shifts)
    )


def _microsecond_of(local: dt.datetime) -> int:
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return seconds * _MICROSECONDS + local.microsecond


def _at(day: dt.date, microsecond: int, zone: dt.tzinfo) -> dt.datetime:
    # Added to the naive midnight, so that the clock shows that time whatever the zone does at night.
    naive = dt.datetime.combine(day, dt.time()) + dt.timedelta(microseconds=microsecond)
    return naive.replace(tzinfo=zone)


def _shifts_json(shifts: tuple[Shift, ...]) -> list[list[str]]:
    return [[f"{shift.start:%H:%M:%S}", f"{shift.end:%H:%M:%S}"] for shift in shifts]


def _shifts_from_json(data: Any) -> tuple[Shift, ...]:  # noqa: ANN401 - JSON
    return tuple(Shift(dt.time.fromisoformat(start), dt.time.fromisoformat(end)) for start, end in data)
