"""One transaction from its first question to its commit. Nothing else commits."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import Connection, Engine

from engine.storage.account import AccountReader, AccountWriter
from engine.storage.annotation import AnnotationReader, AnnotationWriter
from engine.storage.calendar import CalendarReader, CalendarWriter
from engine.storage.change import ChangeWriter
from engine.storage.definition import DefinitionReader, DefinitionWriter
from engine.storage.deployment import DeploymentReader
from engine.storage.history import HistoryReader, HistoryWriter
from engine.storage.incident import IncidentReader
from engine.storage.instance import InstanceReader
from engine.storage.job import JobReader, JobWriter
from engine.storage.message import MessageReader, MessageWriter
from engine.storage.refusal import Refusals
from engine.storage.saved_filter import SavedFilterReader, SavedFilterWriter
from engine.storage.statistics import StatisticsReader
from engine.storage.task import TaskReader
from engine.storage.timer import TimerReader, TimerWriter
from engine.storage.view import Tools


class SqlReader(
    DefinitionReader,
    DeploymentReader,
    InstanceReader,
    IncidentReader,
    TaskReader,
    TimerReader,
    JobReader,
    MessageReader,
    HistoryReader,
    StatisticsReader,
    AnnotationReader,
    AccountReader,
    CalendarReader,
    SavedFilterReader,
):
    """All questions."""

    def connection(self) -> Connection:
        """Return the database connection, for whoever keeps tables of their own beside the engine's."""
        return self._connection


class SqlTransaction(
    SqlReader,
    ChangeWriter,
    DefinitionWriter,
    TimerWriter,
    JobWriter,
    MessageWriter,
    HistoryWriter,
    AnnotationWriter,
    AccountWriter,
    CalendarWriter,
    SavedFilterWriter,
):
    """All questions and changes."""

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo only what happens inside where its block raises."""
        with Refusals(), self._connection.begin_nested():
            try:
                yield
                self._send()
            except BaseException:
                self._forget()
                raise

    def settle(self) -> None:
        """Leave nothing on its way before a roll-back.

        Raises:
            InstanceMoved: what has failed was misled by what others have changed since.
        """
        self._tools.wire.settle(self._opened)

    def commit(self) -> None:
        """Write what still waits and commit, in one round trip."""
        wire, connection = self._tools.wire, self._opened
        wire.run(connection, [*self._unsent, (wire.commit, [()])])
        if connection.in_transaction():
            connection.commit()  # the database has done so; SQLAlchemy must know


class Writer(Protocol):
    """Where writing transactions get their connection from."""

    def lend(self) -> AbstractContextManager[Connection]:
        """Lend a connection for one transaction, and roll back what is not committed."""
        ...

    def dispose(self) -> None:
        """Close every connection."""
        ...


class SqlStore:
    """A database: SQLite or PostgreSQL."""

    def __init__(self, writer: Writer, reader: Engine, tools: Tools, at_close: Callable[[], None]) -> None:
        self._writer = writer
        self._reader = reader
        self._tools = tools
        self._at_close = at_close

    @contextmanager
    def begin(self) -> Iterator[SqlTransaction]:
        """Open a write transaction, committed when its block ends without an exception."""
        with Refusals(), self._writer.lend() as connection:
            transaction = SqlTransaction(connection, self._tools)
            try:
                yield transaction
                transaction.commit()
            except BaseException:
                transaction.settle()
                raise

    @contextmanager
    def read(self) -> Iterator[SqlReader]:
        """Open a read-only view of one consistent state."""
        with Refusals(), self._reader.begin() as connection:
            yield SqlReader(connection, self._tools)

    def close(self) -> None:
        """Give back every connection."""
        self._reader.dispose()
        self._writer.dispose()
        self._at_close()
