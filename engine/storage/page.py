"""Lists with filters, a sort and a keyset cursor: a page costs the same wherever in the list it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, func, literal, or_, tuple_

from engine.model.query import Page, Paging
from engine.storage.cursor import read_cursor, write_cursor
from engine.storage.record import RecordTable
from engine.storage.refusal import SortRefused

R = TypeVar("R")

_LARGEST = 500


@dataclass(frozen=True, slots=True)
class Sort:
    """One field to sort by; `absent` stands for a missing value, because NULL cannot be compared."""

    column: Column[Any]
    absent: Any = None

    @property
    def expression(self) -> ColumnElement[Any]:
        """Return what the database orders by."""
        if not self.column.nullable:
            return self.column
        return func.coalesce(self.column, literal(self.absent, self.column.type))

    @property
    def kind(self) -> type:
        """Return the Python type of its values."""
        return self.column.type.python_type

    def literal(self, value: object) -> ColumnElement[Any]:
        """Return a value to compare with."""
        return literal(value, self.column.type)


@dataclass(frozen=True)
class Listing(Generic[R]):
    """How one kind of record is listed: its sort fields by name, the usual one, and what breaks ties."""

    name: str
    records: RecordTable[R]
    sorts: Mapping[str, Sort]
    usual: str
    ties: tuple[str, ...] = ("id",)

    def page(
        self,
        connection: Connection,
        conditions: Sequence[ColumnElement[bool]],
        paging: Paging,
        *,
        source: Select[Any] | None = None,
        usual: str | None = None,
    ) -> Page[R]:
        """Return one page of the records that meet all conditions.

        Raises:
            SortRefused: the sort field is unknown.
            CursorRefused: the cursor is not one of this list in this order.
        """
        sort = paging.sort or usual or self.usual
        fields, is_descending = self._fields(sort)
        statement = (self.records.select() if source is None else source).where(*conditions)
        if paging.cursor is not None:
            statement = statement.where(self._after(paging.cursor, sort, fields, is_descending=is_descending))
        order = [f.expression.desc() if is_descending else f.expression.asc() for f in fields.values()]
        limit = min(max(paging.limit, 1), _LARGEST)
        items = self.records.read_all(connection.execute(statement.order_by(*order).limit(limit + 1)))
        if len(items) <= limit:
            return Page(items)
        return Page(items[:limit], self._cursor(items[limit - 1], sort, fields))

    def _fields(self, sort: str) -> tuple[dict[str, Sort], bool]:
        name = sort.removeprefix("-")
        if name not in self.sorts:
            raise SortRefused(name, tuple(self.sorts))
        fields = {name: self.sorts[name]}
        for tie in self.ties:
            fields.setdefault(tie, Sort(self.records.table.c[tie]))
        return fields, sort.startswith("-")

    def _after(
        self, cursor: str, sort: str, fields: Mapping[str, Sort], *, is_descending: bool
    ) -> ColumnElement[bool]:
        values = read_cursor(cursor, f"{self.name} {sort}", [field.kind for field in fields.values()])
        here = tuple_(*(field.expression for field in fields.values()))
        there = tuple_(*(f.literal(value) for f, value in zip(fields.values(), values, strict=True)))
        return here < there if is_descending else here > there

    def _cursor(self, last: R, sort: str, fields: Mapping[str, Sort]) -> str:
        values = []
        for name, field in fields.items():
            value = getattr(last, name)
            values.append(field.absent if value is None else value)
        return write_cursor(f"{self.name} {sort}", values)


def equal(conditions: Mapping[Column[Any], object]) -> list[ColumnElement[bool]]:
    """Return one condition for each column whose wanted value is given."""
    return [column == value for column, value in conditions.items() if value is not None]


def mentions(columns: Sequence[Column[Any]], text: str, *, is_postgresql: bool) -> ColumnElement[bool]:
    """Return that one of the columns contains a text, whatever its letters' case."""
    escaped = text.replace("/", "//").replace("%", "/%").replace("_", "/_")
    pattern = f"%{escaped}%"
    if is_postgresql and text.lower() != text.upper():
        return or_(*(column.ilike(pattern, escape="/") for column in columns))
    # SQLite's LIKE ignores case by itself; lower() on every row would double its time.
    return or_(*(column.like(pattern, escape="/") for column in columns))
