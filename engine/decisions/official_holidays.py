"""Seeds working calendars with the Chinese public holidays and make-up days.

The State Council announces each year's make-up days in the November before. Years that the
`holidays` package does not know officially get the statutory days alone and are provisional.
"""

import datetime as dt
from collections.abc import Iterable

from engine.decisions.working_time import WorkingCalendar, YearStatus

_WEEKEND = 5


def seed(calendar: WorkingCalendar, years: Iterable[int]) -> WorkingCalendar:
    """Return the calendar with the holidays and make-up days of some years."""
    official = last_official_year()
    for year in years:
        status = YearStatus.OFFICIAL if year <= official else YearStatus.PROVISIONAL
        calendar = calendar.with_year(year, days_of(year), status)
    return calendar


def last_official_year() -> int:
    """Return the last year whose make-up days the installed `holidays` package knows."""
    # Imported late: the package takes a tenth of a second and only seeding needs it.
    from holidays.countries.china import ChinaStaticHolidays

    return max(ChinaStaticHolidays.special_public_holidays)


def days_of(year: int) -> dict[dt.date, bool]:
    """Return the days of a year that differ from the week: False is off, True is worked on a weekend."""
    from holidays.countries.china import China

    known = China(years=year)  # type: ignore[no-untyped-call] # the package has no type hints
    days = {day: False for day in known if day.year == year and not known.is_working_day(day)}
    # Weekends are off anyway; only the days that the week would work need an entry.
    days = {day: works for day, works in days.items() if day.weekday() < _WEEKEND}
    return days | {day: True for day in sorted(known.weekend_workdays) if day.year == year}
