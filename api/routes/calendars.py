"""Working calendars: hours, public holidays, make-up days."""

from typing import Annotated

from fastapi import Path

from api.access.caller import Deployer, ModelReader, TheEngine
from api.exact_route import router
from api.routes.precondition import ExpectedVersion
from api.routes.refused import EDITED, FOUND
from api.wire.calendar import CalendarView, ImportYear, SaveCalendar
from api.wire.scalar import PathId
from engine import operations, queries

routes = router("/calendars", "calendars")
_Year = Annotated[int, Path(ge=2010, le=2059, examples=[2027])]


@routes.get("", summary="List calendars")
def list_calendars(engine: TheEngine, caller: ModelReader) -> list[CalendarView]:
    """List the working calendars of all desks."""
    return [CalendarView.of(each) for each in queries.calendars(engine)]


@routes.get("/{key}", summary="Read a calendar", responses=FOUND)
def read_calendar(engine: TheEngine, caller: ModelReader, key: PathId) -> CalendarView:
    """Read one calendar; which years are official stands in `years`."""
    return CalendarView.of(queries.calendar(engine, key))


@routes.put("/{key}", summary="Save a calendar", responses=EDITED)
def save_calendar(
    engine: TheEngine, caller: Deployer, key: PathId, asked: SaveCalendar, version: ExpectedVersion
) -> CalendarView:
    """Replace a calendar, or add one. Open deadlines that cross a day which is on or off now move."""
    saved = operations.edit_calendar(engine, key, asked.data(), actor=caller.actor, expected_version=version)
    return CalendarView.of(saved)


@routes.post("/{key}/years/{year}", summary="Import a year's holidays", responses=EDITED)
def import_year(
    engine: TheEngine, caller: Deployer, key: PathId, year: _Year, asked: ImportYear
) -> CalendarView:
    """Make a year official; open deadlines that hang on what has changed are reckoned again."""
    return CalendarView.of(operations.import_year(engine, key, year, asked.days, actor=caller.actor))
