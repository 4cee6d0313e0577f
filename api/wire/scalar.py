"""The small types that many wire models share: ids, moments, texts, variables."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import Path
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

_FIRST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(9990, 1, 1, tzinfo=UTC)
_ID: Final = r"^[\w.:~/-]+$"


def _clamped(moment: datetime) -> datetime:
    # Moments at the ends of the calendar leave it when they are turned into UTC.
    return min(max(moment.replace(tzinfo=UTC), _FIRST), _LAST)


def _bound(moment: datetime) -> datetime:
    near = _clamped(moment)
    return moment.astimezone(UTC) if near == moment.replace(tzinfo=UTC) else near


def _storable(moment: datetime) -> datetime:
    if _clamped(moment) != moment.replace(tzinfo=UTC):
        raise ValueError("The year must lie between 1900 and 9989.")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_storable), Field(examples=["2026-11-22T09:00:00+08:00"])]
# A bound of a filter: before all times and after all times are questions with an answer.
Bound = Annotated[AwareDatetime, AfterValidator(_bound), Field(examples=["2026-11-22T09:00:00+08:00"])]
Id = Annotated[str, Field(min_length=1, max_length=300, pattern=_ID)]
Name = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
Remark = Annotated[str, Field(min_length=1, max_length=20_000)]
Reason = Annotated[
    str,
    Field(
        max_length=2_000,
        pattern=r"\S",
        description="Stands in the record.",
        examples=["客户改约 / the customer moved"],
    ),
]
Variables = Annotated[
    dict[str, Any],
    Field(
        description="By name. Numbers keep every digit; dates and times are ISO 8601 texts.",
        examples=[{"serial_number": "KFR-35GW-20120622-017", "fault": "不制冷", "paid": 128.50}],
        json_schema_extra={"propertyNames": {"minLength": 1, "maxLength": 200}},
    ),
]
TaskId = Annotated[str, Path(min_length=1, max_length=300, pattern=_ID, examples=["0198b6e1f0c2a91b4-12"])]
InstanceId = Annotated[str, Path(min_length=1, max_length=300, pattern=_ID, examples=["0198b6e1f0c2a91b4"])]
PathId = Annotated[str, Path(min_length=1, max_length=300, pattern=_ID)]


class Request(BaseModel):
    """What a client sends: a name that we do not know is a mistake that we tell, not one that we ignore."""

    model_config = ConfigDict(extra="forbid")


class View(BaseModel):
    """What a client receives: every field is always there."""

    model_config = ConfigDict(from_attributes=True)
