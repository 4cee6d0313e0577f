"""A working calendar as it is stored, and what one version changes against the one before."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working calendar of a desk.

    `data` is JSON text: `zone`, `week` (shifts of Monday to Sunday), `make_up_shifts`, `days` (date → works
    or not, against the week) and `years` (year → "official" or "provisional"). `version` counts its changes.
    """

    key: str
    data: str
    version: int
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """Which days of a calendar are others now, and the status of which years has changed.

    `hours` says that shifts or the zone are others, and with them every day.
    """

    calendar: str
    days: frozenset[date]
    years: frozenset[int]
    hours: bool = False

    def __bool__(self) -> bool:
        """Say whether anything has changed that a deadline can hang on."""
        return bool(self.days or self.years or self.hours)

    def moves(self, calendar: str, first: date, last: date) -> bool:
        """Say whether a changed day lies in a span."""
        if calendar != self.calendar:
            return False
        return self.hours or any(first <= day <= last for day in self.days)

    def touches(self, calendar: str, first: date, last: date) -> bool:
        """Say whether a changed day or a year of another status lies in a span."""
        if calendar != self.calendar:
            return False
        return any(first.year <= year <= last.year for year in self.years) or self.moves(
            calendar, first, last
        )
