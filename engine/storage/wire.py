"""Runs lines straight on the driver."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Protocol

import psycopg
from psycopg.errors import DivisionByZero
from sqlalchemy import Connection, Dialect, text
from sqlalchemy.dialects import postgresql, sqlite

from engine.ports.store import InstanceMoved
from engine.storage import pipeline
from engine.storage.bundle import Bundler
from engine.storage.line import Batch, Line, Row


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
        found: list[Row] = _cursor(connection).execute(line.sql, row).fetchall()
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
        cursor = _cursor(connection)
        for line, rows in batch:
            if len(rows) == 1:
                cursor.execute(line.sql, rows[0])
            else:
                cursor.executemany(line.sql, rows)

    def settle(self, connection: Connection) -> None:
        """Nothing is on its way."""


def _cursor(connection: Connection) -> sqlite3.Cursor:
    """Return the one cursor of a connection's driver: making one takes a third of what most lines take."""
    found: sqlite3.Cursor | None = connection.info.get("anxin_cursor")
    if found is None:
        driver: Any = connection.connection.dbapi_connection
        found = connection.info["anxin_cursor"] = driver.cursor()
    return found


class PostgresqlWire:
    """Runs lines on libpq, all of a batch in one round trip."""

    dialect: Dialect = postgresql.psycopg.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call] # SQLAlchemy's
    commit = Line(text("COMMIT"), dialect)

    def __init__(self) -> None:
        self._bundler = Bundler()

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
        channel(connection).post(self._bundler.work(batch))

    def run(self, connection: Connection, batch: Batch) -> None:
        """Run lines in order, each for each of its rows, and wait for all that is on its way."""
        self._run(connection, self._bundler.work(batch))

    def settle(self, connection: Connection) -> None:
        """Wait for the answers to what was posted; what fails is told only where an instance has moved."""
        with suppress(psycopg.Error), _Moves():
            channel(connection).settle()

    def _run(self, connection: Connection, work: pipeline.Work) -> list[Row | None]:
        with _Moves():
            return channel(connection).run(work)


class _Moves:
    """Raises the division of `Wire.assure` as what it means."""

    def __enter__(self) -> None:
        """Nothing has moved yet."""

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Tell that an instance has moved."""
        if isinstance(error, DivisionByZero):  # nothing else that is sent here divides
            raise InstanceMoved from error


def channel(connection: Connection) -> pipeline.Channel:
    """Return the channel of a connection's driver."""
    found: pipeline.Channel | None = connection.info.get("anxin_channel")
    if found is None:
        driver: Any = connection.connection.dbapi_connection
        # `info` lives as long as the driver's connection: so do the statements that it has prepared.
        found = connection.info["anxin_channel"] = pipeline.Channel(driver)
    return found
