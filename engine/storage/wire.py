"""Runs statements that were rendered once, straight on the driver: the hot path of `Transaction.save`.

SQLAlchemy spends more on one execution than SQLite spends on the statement. The text still comes from the
Core tables, so names cannot drift.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from operator import attrgetter
from typing import Any, Protocol

import psycopg
from psycopg.errors import DivisionByZero
from sqlalchemy import Column, Connection, Dialect, Executable, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.compiler import SQLCompiler

from engine.ports.store import InstanceMoved
from engine.storage import pipeline

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

    def row(self, values: Mapping[str, Any]) -> Row:
        """Return the values in order, as the driver takes them."""
        return _converted([values[name] for name in self.names], self._to_driver)

    def row_of(self, record: object) -> Row:
        """Return a record's fields in order, as the driver takes them."""
        assert self._get is not None  # noqa: S101 - no record has only one field
        return _converted(list(self._get(record)), self._to_driver)

    def read(self, row: Row) -> Row:
        """Return a row as the columns that the line was made with mean it."""
        return _converted(list(row), self._from_driver)


_Places = tuple[tuple[int, Convert], ...]


def _places(converters: Any) -> _Places:  # noqa: ANN401 - SQLAlchemy's processors have a type of their own
    return tuple((place, convert) for place, convert in enumerate(converters) if convert is not None)


def _converted(row: list[Any], converters: _Places) -> Row:
    for place, convert in converters:
        row[place] = convert(row[place])
    return tuple(row)


# Lines with their rows, in the order they shall run.
Batch = list[tuple[Line, Sequence[Row]]]


class Wire(Protocol):
    """One database's way of running lines."""

    dialect: Dialect
    commit: Line

    def one(self, connection: Connection, line: Line, row: Row) -> Row | None:
        """Run a line that returns rows and give the first."""
        ...

    def ask(self, connection: Connection, questions: Sequence[tuple[Line, Row]]) -> list[Row | None]:
        """Run lines that return rows, in order, and give the first row of each."""
        ...

    def assure(self, connection: Connection, line: Line, row: Row) -> None:
        """Run a line that divides by nought where an instance is not what it was.

        Raises:
            InstanceMoved: now or, where the database answers later, when its answer comes.
        """
        ...

    def post(self, connection: Connection, batch: Batch) -> None:
        """Let the database begin to run lines; `run` tells how they ended."""
        ...

    def run(self, connection: Connection, batch: Batch) -> None:
        """Run lines in order, each for each of its rows, after those that were posted."""
        ...

    def settle(self, connection: Connection) -> None:
        """Wait for what was posted, before a roll-back.

        Raises:
            InstanceMoved: what has failed was misled by what others have changed since.
        """
        ...


class SqliteWire:
    """Runs lines on sqlite3."""

    dialect: Dialect = sqlite.dialect(paramstyle="qmark")
    commit = Line(text("COMMIT"), dialect)

    def one(self, connection: Connection, line: Line, row: Row) -> Row | None:
        """Run a line that returns rows and give the first."""
        # Fetching all ends the statement; one left open would keep SQLite from committing.
        driver: Any = connection.connection.driver_connection
        found: list[Row] = driver.execute(line.sql, row).fetchall()
        return found[0] if found else None

    def ask(self, connection: Connection, questions: Sequence[tuple[Line, Row]]) -> list[Row | None]:
        """Run lines that return rows, in order, and give the first row of each."""
        return [self.one(connection, line, row) for line, row in questions]

    def assure(self, connection: Connection, line: Line, row: Row) -> None:
        """Run a line whose division gives NULL where an instance is not what it was."""
        if self.one(connection, line, row) != (1,):
            raise InstanceMoved

    def post(self, connection: Connection, batch: Batch) -> None:
        """Run lines: SQLite works in this very thread."""
        self.run(connection, batch)

    def run(self, connection: Connection, batch: Batch) -> None:
        """Run lines in order, each for each of its rows."""
        driver: Any = connection.connection.driver_connection
        for line, rows in batch:
            if len(rows) == 1:
                driver.execute(line.sql, rows[0])
            else:
                driver.executemany(line.sql, rows)

    def settle(self, connection: Connection) -> None:
        """Nothing is on its way."""


class PostgresqlWire:
    """Runs lines on libpq, all of a batch in one round trip."""

    dialect: Dialect = postgresql.psycopg.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call] # SQLAlchemy's
    commit = Line(text("COMMIT"), dialect)

    def one(self, connection: Connection, line: Line, row: Row) -> Row | None:
        """Run a line that returns rows and give the first."""
        return self._run(connection, [(line.sql, row)])[0]

    def ask(self, connection: Connection, questions: Sequence[tuple[Line, Row]]) -> list[Row | None]:
        """Run lines that return rows, in order, and give the first row of each."""
        return self._run(connection, [(line.sql, row) for line, row in questions])

    def assure(self, connection: Connection, line: Line, row: Row) -> None:
        """Send a line, with what comes next, whose division fails where an instance is not what it was."""
        channel(connection).put([(line.sql, row)])

    def post(self, connection: Connection, batch: Batch) -> None:
        """Send lines; `run` waits for their answers, too."""
        channel(connection).post(_work(batch))

    def run(self, connection: Connection, batch: Batch) -> None:
        """Run lines in order, each for each of its rows, and wait for all that is on its way."""
        self._run(connection, _work(batch))

    def settle(self, connection: Connection) -> None:
        """Wait for the answers to what was posted; what fails is told only where an instance has moved."""
        with suppress(psycopg.Error), _moves():
            channel(connection).settle()

    def _run(self, connection: Connection, work: pipeline.Work) -> list[Row | None]:
        with _moves():
            return channel(connection).run(work)


@contextmanager
def _moves() -> Iterator[None]:
    try:
        yield
    except DivisionByZero as error:  # nothing else that is sent here divides
        raise InstanceMoved from error


def channel(connection: Connection) -> pipeline.Channel:
    """Return the channel of a connection's driver."""
    found: pipeline.Channel | None = connection.info.get("anxin_channel")
    if found is None:
        driver: Any = connection.connection.driver_connection
        # `info` lives as long as the driver's connection: so do the statements that it has prepared.
        found = connection.info["anxin_channel"] = pipeline.Channel(driver)
    return found


def _work(batch: Batch) -> list[tuple[str, Row]]:
    return [(line.sql, row) for line, rows in batch for row in rows]
