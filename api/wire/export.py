"""What is exported, and as which kind of file."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from api.wire.instance import InstanceFilter
from api.wire.scalar import Request


class ExportFormat(StrEnum):
    """The kinds of file."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


_Format = Annotated[ExportFormat, Field(description="Excel, CSV, or JSON with everything.")]


class ExportInstances(InstanceFilter):
    """Which instances; `limit` and `cursor` are not looked at."""

    format: _Format = ExportFormat.XLSX


class ExportRecord(Request):
    """As what."""

    format: _Format = ExportFormat.XLSX
