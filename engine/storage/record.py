"""Turns the rows of one table into one kind of record and back; columns are named like fields."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Row, Select, Table, select

R = TypeVar("R")


class RecordTable(Generic[R]):
    """A table whose columns hold every field of one frozen dataclass."""

    def __init__(self, table: Table, record: Any) -> None:  # noqa: ANN401 - a dataclass's type; mypy has no word
        self.table = table
        self._record = record
        self.names = tuple(field.name for field in fields(record) if field.name in table.c)
        self.columns: tuple[Column[Any], ...] = tuple(table.c[name] for name in self.names)
        self._get = attrgetter(*self.names)

    def select(self) -> Select[Any]:
        """Return a SELECT of the record's columns in the order of its fields."""
        return select(*self.columns)

    def read(self, row: Row[Any] | Sequence[Any]) -> R:
        """Return the record of a row that `select` gave."""
        record: R = self._record(*row)
        return record

    def read_all(self, rows: Iterable[Row[Any]]) -> tuple[R, ...]:
        """Return the records of rows that `select` gave."""
        return tuple(self.read(row) for row in rows)

    def values(self, record: R) -> dict[str, Any]:
        """Return a record's fields as a row's values."""
        return dict(zip(self.names, self._get(record), strict=True))
