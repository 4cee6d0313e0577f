"""Working calendars on the wire."""

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool

from api.exact_route import Versioned
from api.wire.scalar import Request, View
from engine.model.calendar import Calendar

_TIME = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$")]
_Shift = Annotated[list[_TIME], Field(min_length=2, max_length=2)]
_Shifts = Annotated[list[_Shift], Field(max_length=10)]
_Week = Annotated[
    list[_Shifts],
    Field(
        min_length=7,
        max_length=7,
        description="Shifts from Monday to Sunday, each from one time to a later one; midnight ends a day.",
        examples=[[[["09:00:00", "18:00:00"]]] * 5 + [[], []]],
    ),
]
_MakeUp = Annotated[
    _Shifts,
    Field(description="Of make-up days; empty: those of Monday.", examples=[[["09:00:00", "18:00:00"]]]),
]
_Days = Annotated[
    dict[date, StrictBool],
    Field(
        description="Against the week: false is a day off, true a make-up day that is worked.",
        examples=[{"2026-10-01": False, "2026-10-10": True}],
        max_length=20_000,
    ),
]
_Year = Annotated[int, Field(ge=2010, le=2059)]
_Years = Annotated[
    dict[_Year, Literal["official", "provisional"]],
    Field(
        description="Years whose holidays are announced; others are expected. None: there are no holidays.",
        examples=[{"2026": "official", "2027": "provisional"}],
    ),
]


class CalendarView(View, Versioned):
    """The working calendar of a desk. `version` is its ETag."""

    key: str = Field(examples=["workshop"])
    version: int = Field(examples=[1])
    zone: str = Field(examples=["Asia/Shanghai"])
    week: _Week
    make_up_shifts: _MakeUp
    days: dict[str, bool] = Field(
        description="Against the week: false is a day off, true a make-up day that is worked.",
        examples=[{"2026-10-01": False, "2026-10-10": True}],
    )
    years: dict[str, str] = Field(
        description="Years whose holidays are announced; others are expected. None: there are no holidays.",
        examples=[{"2026": "official", "2027": "provisional"}],
    )
    updated_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    updated_by: str = Field(examples=["owner"])

    @staticmethod
    def of(calendar: Calendar) -> "CalendarView":
        """Return a calendar as clients see it."""
        return CalendarView(
            **json.loads(calendar.data) | {"key": calendar.key},
            version=calendar.version,
            updated_at=calendar.updated_at,
            updated_by=calendar.updated_by,
        )


class SaveCalendar(Request):
    """A calendar as it shall be."""

    zone: Annotated[str, Field(min_length=1, max_length=100, examples=["Asia/Shanghai"])] = "Asia/Shanghai"
    week: _Week
    make_up_shifts: _MakeUp = []
    days: _Days = {}
    years: _Years = {}

    def data(self) -> dict[str, Any]:
        """Return it as the engine takes it."""
        found = self.model_dump(mode="json")
        return found | {"years": {str(year): status for year, status in self.years.items()}}


class ImportYear(Request):
    """The public holidays and make-up days of one year, as the State Council announces them."""

    days: Annotated[_Days, Field(min_length=1)]
