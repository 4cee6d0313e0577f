"""Runs statements that were rendered once, straight on the driver: the hot path of `Transaction.save`.

SQLAlchemy spends more on one execution than SQLite spends on the statement. The text still comes from the
Core tables, so names cannot drift.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]


class Line:
    """One statement as text, with the order and the conversion of its values."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined] # every Core statement has it
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - a Core statement compiles to nothing else
        self.sql = str(compiled)
        self.names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self._converters = tuple(
            (place, converter)
            for place, name in enumerate(self.names)
            if (converter := _converter(compiled, name, dialect)) is not None
        )

    def row(self, values: Mapping[str, Any]) -> Row:
        """Return the values in order, as the driver takes them."""
        row = [values[name] for name in self.names]
        for place, convert in self._converters:
            row[place] = convert(row[place])
        return tuple(row)


def _converter(compiled: SQLCompiler, name: str, dialect: Dialect) -> Convert | None:
    kind = compiled.binds[name].type.dialect_impl(dialect)
    convert: Convert | None = kind.bind_processor(dialect)
    return convert


class Wire(Protocol):
    """One database's way of running lines."""

    dialect: Dialect

    def one(self, connection: Connection, line: Line, row: Row) -> Row | None:
        """Run a line that returns rows and give the first."""
        ...

    def run(self, connection: Connection, batch: Sequence[tuple[Line, Sequence[Row]]]) -> None:
        """Run lines in order, each for each of its rows."""
        ...


class SqliteWire:
    """Runs lines on sqlite3."""

    dialect: Dialect = sqlite.dialect(paramstyle="qmark")

    def one(self, connection: Connection, line: Line, row: Row) -> Row | None:
        """Run a line that returns rows and give the first."""
        # Fetching all ends the statement; one left open would keep SQLite from committing.
        driver: Any = connection.connection.driver_connection
        found: list[Row] = driver.execute(line.sql, row).fetchall()
        return found[0] if found else None

    def run(self, connection: Connection, batch: Sequence[tuple[Line, Sequence[Row]]]) -> None:
        """Run lines in order, each for each of its rows."""
        driver: Any = connection.connection.driver_connection
        for line, rows in batch:
            if len(rows) == 1:
                driver.execute(line.sql, rows[0])
            else:
                driver.executemany(line.sql, rows)


class PostgresqlWire:
    """Runs lines on psycopg, all of a batch in one round trip."""

    dialect: Dialect = postgresql.psycopg.dialect(paramstyle="format")  # type: ignore[no-untyped-call] # as above

    def one(self, connection: Connection, line: Line, row: Row) -> Row | None:
        """Run a line that returns rows and give the first."""
        driver: Any = connection.connection.driver_connection
        found: Row | None = driver.execute(line.sql, row, prepare=True).fetchone()
        return found

    def run(self, connection: Connection, batch: Sequence[tuple[Line, Sequence[Row]]]) -> None:
        """Run lines in order, each for each of its rows."""
        driver: Any = connection.connection.driver_connection
        with driver.pipeline(), driver.cursor() as cursor:
            for line, rows in batch:
                for row in rows:
                    cursor.execute(line.sql, row, prepare=True)
