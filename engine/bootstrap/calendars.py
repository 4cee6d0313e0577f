"""The working calendars that a new installation begins with; editable afterwards."""

import datetime as dt
from functools import lru_cache

from engine.decisions import WorkingCalendar
from engine.decisions.working_time import CalendarSet, Shift

_DAYTIME = (Shift(dt.time(9), dt.time(18)),)
_ROUND_THE_CLOCK = (Shift(dt.time(0), dt.time(0)),)
_FIRST_YEAR = 2012
_YEARS_AHEAD = 2


class StandardCalendars:
    """Looks calendars up by a desk's key; they are made when first asked for."""

    def calendar(self, key: str | None) -> WorkingCalendar | None:
        """Return a desk's calendar, the hotline's for None; None where there is no such desk."""
        return standard_calendars().calendar(key)


@lru_cache(maxsize=1)
def standard_calendars() -> CalendarSet:
    """Return the hotline's (daily 9 to 18), the workshop's (working days) and the one that never rests.

    The workshop keeps the official holidays and make-up days as far as they are published; later years are
    marked as provisional.
    """
    # The holidays take a third of a second to import and to count: only who works with time pays for it.
    from engine.decisions.official_holidays import last_official_year, seed

    years = range(_FIRST_YEAR, last_official_year() + _YEARS_AHEAD)
    workshop = WorkingCalendar("workshop", week=(_DAYTIME,) * 5 + ((), ()), make_up_shifts=_DAYTIME)
    return CalendarSet(
        (
            WorkingCalendar("hotline", week=(_DAYTIME,) * 7),
            seed(workshop, years),
            WorkingCalendar("always", week=(_ROUND_THE_CLOCK,) * 7),
        )
    )
