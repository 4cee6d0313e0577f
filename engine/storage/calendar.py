"""Working calendars: all of them at once, and one replaced where nobody was faster."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from engine.errors import VersionConflict
from engine.model.calendar import Calendar
from engine.storage.record import RecordTable
from engine.storage.tables.calendar import work_calendar
from engine.storage.view import View

_c = work_calendar.c
_CALENDARS: RecordTable[Calendar] = RecordTable(work_calendar, Calendar)


class CalendarReader(View):
    """Questions about working calendars."""

    def calendars(self) -> Sequence[Calendar]:
        """Return every working calendar, by key."""
        return _CALENDARS.read_all(self._connection.execute(_CALENDARS.select().order_by(_c.key)))


class CalendarWriter(View):
    """Changes of working calendars."""

    def save_calendar(self, calendar: Calendar, *, expected_version: int) -> None:
        """Add a calendar (expected version 0) or replace it; it is stored with the next version.

        Raises:
            VersionConflict: somebody changed it first.
        """
        # Locked where the database locks rows: two who read the same version take turns here.
        found = self._connection.scalar(select(_c.version).where(_c.key == calendar.key).with_for_update())
        if (found or 0) != expected_version:
            raise VersionConflict("calendar", calendar.key, expected=expected_version, found=found or 0)
        saved = replace(calendar, version=expected_version + 1)
        if expected_version:
            self._connection.execute(
                work_calendar.update().where(_c.key == calendar.key).values(_CALENDARS.values(saved))
            )
        else:
            self._connection.execute(work_calendar.insert(), _CALENDARS.values(saved))
