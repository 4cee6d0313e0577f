"""Working calendars, and the years that are still to be imported."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.clock import CHINA
from engine.errors import NotFound
from engine.model.calendar import Calendar
from engine.ports.engine import Engine

_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Unofficial:
    """A year that deadlines hang on by now and whose working days are not official."""

    calendar: str
    year: int


def calendars(engine: Engine) -> Sequence[Calendar]:
    """Return every working calendar; those that a new installation begins with where none is stored."""
    with engine.store.read() as reader:
        found = reader.calendars()
    return found or sorted(engine.calendars.standard(), key=lambda calendar: calendar.key)


def calendar(engine: Engine, key: str) -> Calendar:
    """Return a working calendar.

    Raises:
        NotFound: there is no such calendar.
    """
    found = next((each for each in calendars(engine) if each.key == key), None)
    if found is None:
        raise NotFound("calendar", key)
    return found


def missing_years(engine: Engine) -> list[Unofficial]:
    """Return the years that should be official by now: this one, and from 1 December the next."""
    with engine.store.read() as reader:
        return unofficial_years(reader.calendars(), engine.clock.now())


def unofficial_years(found: Iterable[Calendar], now: datetime) -> list[Unofficial]:
    """Return the years that should be official at a moment and are not."""
    today = now.astimezone(CHINA).date()
    wanted = [today.year, today.year + 1] if today.month == _DECEMBER else [today.year]
    return [
        Unofficial(each.key, year)
        for each in found
        # One without years keeps no public holidays.
        if (years := json.loads(each.data)["years"])
        for year in wanted
        if years.get(str(year)) != "official"
    ]
