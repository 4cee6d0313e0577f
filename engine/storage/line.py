"""Statements rendered once as text: the hot path of `Transaction.save`.

SQLAlchemy spends more on one execution than SQLite spends on the statement. The text still comes from the
Core tables, so names cannot drift.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Dialect, Executable, Table
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]


class Line:
    """One statement as text, with the order and the conversion of its values.

    Its values come from a mapping (`row`) or from a record with fields of their names (`row_of`); a trailing
    underscore tells a parameter apart from the column of that name.
    """

    def __init__(self, statement: Executable, dialect: Dialect, columns: Sequence[Column[Any]] = ()) -> None:
        compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined] # every Core statement has it
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - a Core statement compiles to nothing else
        self.sql = str(compiled)
        self.names: tuple[str, ...] = tuple(compiled.positiontup or ())
        kinds = [compiled.binds[name].type.dialect_impl(dialect) for name in self.names]
        self._to_driver = _places(kind.bind_processor(dialect) for kind in kinds)
        fields = [name.rstrip("_") for name in self.names]
        self._get = attrgetter(*fields) if len(fields) > 1 else None
        read = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
        self._from_driver = _places(read)
        self._changes = _changed(statement, fields)

    def row(self, values: Mapping[str, Any]) -> Row:
        """Return the values in order, as the driver takes them."""
        return _converted([values[name] for name in self.names], self._to_driver)

    def row_of(self, record: object) -> Row:
        """Return a record's fields in order, as the driver takes them."""
        assert self._get is not None  # noqa: S101 - no record has only one field
        return _converted(list(self._get(record)), self._to_driver)

    def touched(self, row: Row) -> tuple[str, Any] | None:
        """Return the table that it changes and the first value of the key of what it changes there.

        Two lines that touch different places have no row in common. None: nothing of the kind is known.
        """
        return None if self._changes is None else (self._changes[0], row[self._changes[1]])

    def read(self, row: Row) -> Row:
        """Return a row as the columns that the line was made with mean it."""
        return _converted(list(row), self._from_driver)


def _changed(statement: Executable, fields: Sequence[str]) -> tuple[str, int] | None:
    """Return the table that a statement changes, and where its rows have the first value of the key."""
    if not isinstance(statement, UpdateBase):
        return None
    table = statement.table
    assert isinstance(table, Table)  # noqa: S101 - nothing else is written to here
    keys = [column.name for column in table.primary_key]
    if not keys:
        return table.name, 0  # a table that is only added to: its rows have nothing to do with each other
    return (table.name, fields.index(keys[0])) if keys[0] in fields else None


_Places = tuple[tuple[int, Convert], ...]


def _places(converters: Any) -> _Places:  # noqa: ANN401 - SQLAlchemy's processors have a type of their own
    return tuple((place, convert) for place, convert in enumerate(converters) if convert is not None)


def _converted(row: list[Any], converters: _Places) -> Row:
    for place, convert in converters:
        row[place] = convert(row[place])
    return tuple(row)


# Lines with their rows, in the order they shall run.
Batch = list[tuple[Line, Sequence[Row]]]
