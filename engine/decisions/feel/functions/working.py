"""Working time of the service desks: deadlines, elapsed working time, working days.

The last argument names the desk's calendar; without it the default one counts. What depends on a
year whose holidays are not official yet carries a warning.
"""

import datetime as dt
from typing import Any

from engine.decisions.feel.builtin import NoValue, built_in
from engine.decisions.limits import Run, WorkingSpan
from engine.decisions.values import FarDate, FarMoment, NanoDuration
from engine.decisions.working_time import WorkingCalendar

_LONGEST_SEARCH = 4_000


def _calendar(run: Run, key: str | None) -> WorkingCalendar:
    calendar = run.calendars.calendar(key) if run.calendars is not None else None
    if calendar is None:
        run.warn("no_calendar", name=key or "default")
        raise NoValue("there is no such working calendar")
    return calendar


def _near(value: Any) -> Any:  # noqa: ANN401 - moments, dates and durations alike
    if isinstance(value, FarMoment | FarDate | NanoDuration):
        raise NoValue("working time is counted in microseconds, between the years 2010 and 2059")
    return value


def _mark(run: Run, calendar: WorkingCalendar, first: dt.datetime, last: dt.datetime) -> None:
    _mark_days(run, calendar, calendar.local(first).date(), calendar.local(last).date())


def _mark_days(run: Run, calendar: WorkingCalendar, one: dt.date, other: dt.date) -> None:
    first, last = min(one, other), max(one, other)
    provisional = calendar.provisional_years(first, last)
    run.spans += (WorkingSpan(calendar.key, first, last, bool(provisional)),)
    for year in provisional:
        run.warn("provisional_calendar", year=year)


@built_in("add working time", "moment: date and time, duration: days and time duration, [calendar: string?]")
def _add_working_time(run: Run, moment: object, duration: object, key: str | None = None) -> object:
    calendar = _calendar(run, key)
    start = _near(moment)
    end = calendar.add(start, _near(duration))
    _mark(run, calendar, start, end)
    return end


@built_in("working time between", "from: date and time, to: date and time, [calendar: string?]")
def _working_time_between(run: Run, start: object, end: object, key: str | None = None) -> object:
    calendar = _calendar(run, key)
    first, last = _near(start), _near(end)
    _mark(run, calendar, first, last)
    return calendar.between(first, last)


@built_in("next working moment", "moment: date and time, [calendar: string?]")
def _next_working_moment(run: Run, moment: object, key: str | None = None) -> object:
    calendar = _calendar(run, key)
    start = _near(moment)
    found = calendar.next_moment(start)
    _mark(run, calendar, start, found)
    return found


@built_in("is working day", "date: date, [calendar: string?]")
@built_in("is working day", "date: date and time, [calendar: string?]")
def _is_working_day(run: Run, day: object, key: str | None = None) -> object:
    calendar = _calendar(run, key)
    found = _near(day)
    date = calendar.local(found).date() if isinstance(found, dt.datetime) else found
    _mark_days(run, calendar, date, date)
    return calendar.is_working_day(date)


@built_in("add working days", "date: date, days: number, [calendar: string?]")
def _add_working_days(run: Run, day: object, days: Any, key: str | None = None) -> object:  # noqa: ANN401
    calendar = _calendar(run, key)
    date, left = _near(day), int(days)
    if left != days or abs(left) > _LONGEST_SEARCH:
        raise NoValue("the number of days must be whole and at most 4000")
    start, step = date, dt.timedelta(days=1 if left > 0 else -1)
    while left:
        run.spend(1)
        date += step
        if calendar.is_working_day(date):
            left -= step.days
    _mark_days(run, calendar, start, date)
    return date
