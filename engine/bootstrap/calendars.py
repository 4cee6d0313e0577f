"""The working calendars: kept in the database, and the ones that a new installation begins with."""

import datetime as dt
import json
import logging
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from engine.clock import CHINA, Clock
from engine.decisions import WorkingCalendar
from engine.decisions.working_time import InvalidCalendar, Shift
from engine.errors import EngineError
from engine.model.calendar import Calendar
from engine.ports.calendars import Calendars
from engine.ports.store import Store
from engine.queries.calendar import Unofficial, unofficial_years

log = logging.getLogger(__name__)
_DAYTIME = (Shift(dt.time(9), dt.time(18)),)
_ROUND_THE_CLOCK = (Shift(dt.time(0), dt.time(0)),)
_FIRST_YEAR = 2012
_YEARS_AHEAD = 2
_SECONDS_BETWEEN_LOOKS: Final = 2.0
DEFAULT: Final = "hotline"
"""The calendar that counts where an expression names none."""


class StoredCalendars:
    """Looks calendars up by a desk's key, as the database has them; changes of other nodes show in seconds.

    As long as the database has none, the standard ones count.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._known: dict[str, tuple[int, WorkingCalendar]] = {}
        self._look_at = 0.0
        self._warned_on: dt.date | None = None

    def calendar(self, key: str | None) -> WorkingCalendar | None:
        """Return a desk's calendar, the hotline's for None; None where there is no such desk."""
        # Durations are measured with the monotonic clock; what time it *is* comes from the Clock.
        if time.monotonic() >= self._look_at:
            self._look()
        _, found = self._known.get(key or DEFAULT, (0, None))
        return found

    def renew(self) -> None:
        """Look for changes before the next expression is evaluated."""
        self._look_at = 0.0

    def standard(self) -> Sequence[Calendar]:
        """Return the calendars that a new installation begins with, at version 0."""
        return [
            Calendar(calendar.key, json.dumps(calendar.to_json()), 0, self._clock.now(), "system")
            for calendar in standard_calendars()
        ]

    def checked(self, key: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a calendar's data in its one exact form.

        Raises:
            InvalidCalendar: it is no calendar, or contradicts itself.
        """
        found = _calendar_of(key, data)
        try:
            found.local(self._clock.now())
        except (KeyError, ValueError, OSError) as error:
            raise InvalidCalendar(
                f"There is no time zone {found.zone!r:.100}.", zh=f"没有时区 {found.zone!r:.100}。"
            ) from error
        return found.to_json()

    def _look(self) -> None:
        with self._store.read() as reader:
            found = reader.calendars()
        if found:
            self._known = {each.key: self._known_or_read(each) for each in found}
        else:
            self._known = {calendar.key: (0, calendar) for calendar in standard_calendars()}
        self._look_at = time.monotonic() + _SECONDS_BETWEEN_LOOKS
        self._warn(found)

    def _known_or_read(self, stored: Calendar) -> tuple[int, WorkingCalendar]:
        known = self._known.get(stored.key)
        # A calendar counts its days once: one that has not changed is kept with its count.
        if known is not None and known[0] == stored.version:
            return known
        return stored.version, _calendar_of(stored.key, json.loads(stored.data))

    def _warn(self, found: Sequence[Calendar]) -> None:
        now = self._clock.now()
        today = now.astimezone(CHINA).date()
        if today == self._warned_on:
            return
        self._warned_on = today
        for missing in unofficial_years(found, now):
            log_unofficial(missing)


def log_unofficial(missing: Unofficial) -> None:
    """Say in the log that a year's holidays are still to be imported."""
    log.warning(
        "Working days of a year are not official: import them",
        extra={"action": "calendar_provisional", "calendar": missing.calendar, "year": missing.year},
    )


def seed(store: Store, calendars: Calendars) -> None:
    """Give a new installation its calendars; one that has any keeps them as they are."""
    if _any(store):
        return
    try:
        with store.begin() as tx:
            for calendar in calendars.standard():
                tx.save_calendar(calendar, expected_version=0)
    except EngineError:
        if not _any(store):
            raise
        # Another node that started at the same moment was faster.


def _any(store: Store) -> bool:
    with store.read() as reader:
        return bool(reader.calendars())


@lru_cache(maxsize=1)
def standard_calendars() -> tuple[WorkingCalendar, ...]:
    """Return the hotline's (daily 9 to 18), the workshop's (working days) and the one that never rests.

    The workshop keeps the official holidays and make-up days as far as they are published; later years are
    marked as provisional.
    """
    # The holidays take a third of a second to import and to count: only who works with time pays for it.
    from engine.decisions.official_holidays import last_official_year, seed

    years = range(_FIRST_YEAR, last_official_year() + _YEARS_AHEAD)
    workshop = WorkingCalendar("workshop", week=(_DAYTIME,) * 5 + ((), ()), make_up_shifts=_DAYTIME)
    return (
        WorkingCalendar("hotline", week=(_DAYTIME,) * 7),
        seed(workshop, years),
        WorkingCalendar("always", week=(_ROUND_THE_CLOCK,) * 7),
    )


def _calendar_of(key: str, data: Mapping[str, Any]) -> WorkingCalendar:
    try:
        return WorkingCalendar.from_json({**data, "key": key})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidCalendar(
            f"The calendar {key} cannot be read: {error!r:.200}.", zh=f"无法读取日历 {key}：{error!r:.200}。"
        ) from error
