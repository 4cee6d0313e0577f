"""Edit working calendars, and import the public holidays and make-up days of a year."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from engine.errors import EngineError, NotFound, VersionConflict
from engine.model.actor import Actor
from engine.model.calendar import Calendar, CalendarChange
from engine.model.job import Job, JobKind
from engine.operations.deadline import job_payload, reckon_deadlines
from engine.ports.engine import Engine
from engine.ports.store import Transaction

# By then every node has noticed the change: what was reckoned meanwhile without it is looked at once more.
LOOK_AGAIN_AFTER: Final = timedelta(seconds=10)
_OFFICIAL: Final = "official"
_HOURS: Final = ("zone", "week", "make_up_shifts")


class YearRefused(EngineError):
    """The days do not make a year's public holidays and make-up days."""

    zh = "这些日期不能作为该年的节假日安排。"

    def __init__(self, year: int, reason: str, *, zh: str) -> None:
        super().__init__(
            f"The days of {year} are refused: {reason}.",
            zh=f"{year} 年的节假日安排被拒绝：{zh}。",
            year=year,
        )


def edit_calendar(
    engine: Engine, key: str, data: Mapping[str, Any], *, actor: Actor, expected_version: int | None = None
) -> Calendar:
    """Replace a calendar, or add one (expected version 0).

    Deadlines whose working time crosses a day that is on or off now are reckoned again; where its shifts are
    others, all deadlines that hang on the calendar are.

    Raises:
        VersionConflict: somebody else has changed it.
        InvalidCalendar: the data is no calendar.
    """
    exact = engine.calendars.checked(key, data)
    with engine.store.begin() as tx:
        known = {each.key: each for each in _stored(engine, tx)}
        before = known.get(key)
        version = 0 if before is None else before.version
        if expected_version is not None and expected_version != version:
            raise VersionConflict("calendar", key, expected=expected_version, found=version)
        saved, jobs = _save(engine, tx, _next(engine, key, exact, version, actor), before, actor)
    return _settled(engine, saved, jobs)


def import_year(engine: Engine, key: str, year: int, days: Mapping[date, bool], *, actor: Actor) -> Calendar:
    """Make a year official: False is a day off, True a make-up day that is worked.

    Every other day of the year is as the week has it. Open deadlines that hang on what has changed are
    reckoned again. Importing the same days again changes nothing.

    Raises:
        NotFound: there is no such calendar.
        YearRefused: a day lies in another year, or there are none.
    """
    _refuse_other_years(year, days)
    with engine.store.begin() as tx:
        before = next((each for each in _stored(engine, tx) if each.key == key), None)
        if before is None:
            raise NotFound("calendar", key)
        exact = engine.calendars.checked(key, _with_year(json.loads(before.data), year, days))
        if exact == json.loads(before.data):
            return before
        saved, jobs = _save(engine, tx, _next(engine, key, exact, before.version, actor), before, actor)
    return _settled(engine, saved, jobs)


def change_of(before: Calendar | None, after: Calendar) -> CalendarChange:
    """Return which days are on or off now, which years have another status, whether the hours are others."""
    old: dict[str, Any] = {"days": {}, "years": {}} if before is None else json.loads(before.data)
    new = json.loads(after.data)
    days = {date.fromisoformat(day) for day in _differing(old["days"], new["days"])}
    years = {int(year) for year in _differing(old["years"], new["years"])}
    hours = before is not None and any(old.get(name) != new.get(name) for name in _HOURS)
    return CalendarChange(after.key, frozenset(days), frozenset(years), hours)


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _refuse_other_years(year: int, days: Mapping[date, bool]) -> None:
    if not days:
        raise YearRefused(year, "there are none", zh="没有任何日期")
    for day in days:
        if day.year != year:
            raise YearRefused(year, f"{day} lies in another year", zh=f"{day} 不在该年内")


def _with_year(data: dict[str, Any], year: int, days: Mapping[date, bool]) -> dict[str, Any]:
    others = {day: works for day, works in data["days"].items() if not day.startswith(f"{year:04}-")}
    named = {day.isoformat(): works for day, works in days.items()}
    return data | {"days": others | named, "years": data["years"] | {str(year): _OFFICIAL}}


def _stored(engine: Engine, tx: Transaction) -> list[Calendar]:
    """Return the calendars; a new installation gets its first ones here."""
    found = list(tx.calendars())
    if not found:
        for calendar in engine.calendars.standard():
            tx.save_calendar(calendar, expected_version=0)
        found = list(tx.calendars())
    return found


def _next(engine: Engine, key: str, data: Mapping[str, Any], version: int, actor: Actor) -> Calendar:
    text = json.dumps(data, ensure_ascii=False)
    return Calendar(key, text, version + 1, engine.clock.now(), actor.id)


def _save(
    engine: Engine, tx: Transaction, calendar: Calendar, before: Calendar | None, actor: Actor
) -> tuple[Calendar, list[Job]]:
    tx.save_calendar(calendar, expected_version=calendar.version - 1)
    change = change_of(before, calendar)
    if not change:
        return calendar, []
    now = engine.clock.now()
    jobs = [
        Job(
            id=f"calendar-{calendar.key}-{calendar.version}-{count}",
            kind=JobKind.CALENDAR,
            type=calendar.key,
            run_at=moment,
            payload=job_payload(change, actor),
        )
        for count, moment in enumerate((now, now + LOOK_AGAIN_AFTER), start=1)
    ]
    tx.add_jobs(jobs)
    return calendar, jobs


def _settled(engine: Engine, calendar: Calendar, jobs: list[Job]) -> Calendar:
    """Reckon again at once; should this process end meanwhile, the job does it."""
    engine.calendars.renew()
    if jobs:
        reckon_deadlines(engine, jobs[0])
    return calendar
