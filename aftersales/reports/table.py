"""A report as a table: titled columns of one kind each, rows that lead to their cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from aftersales.reports.catalogue import Text

Value = str | int | float | Decimal | date | datetime | None


class Kind(StrEnum):
    """What a column holds; durations are in hours, shares between 0 and 1, money in CNY."""

    TEXT = "text"
    WORD = "word"
    NUMBER = "number"
    SHARE = "share"
    HOURS = "hours"
    SCORE = "score"
    MONEY = "money"
    DAY = "day"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `words` say what its codes mean."""

    key: str
    title: Text
    kind: Kind = Kind.TEXT
    words: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """The values of a row in the order of the columns, and the numbers of the cases it was counted from."""

    values: tuple[Value, ...]
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A report: what it is called, how it was reckoned, its columns and rows."""

    key: str
    title: Text
    definition: Text
    columns: tuple[Column, ...]
    rows: Sequence[Row]
