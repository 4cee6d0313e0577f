"""Opens a PostgreSQL database: a pool of psycopg connections for writing and one for reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Connection, Engine, create_engine

from engine.storage.refusal import DatabaseBusy

_POOL_SECONDS = 30


class Writers:
    """The connections that write, kept open and lent to one transaction each.

    Taking one out of SQLAlchemy's pool and putting it back would cost a twelfth of a step.
    """

    def __init__(self, engine: Engine, size: int) -> None:
        self._engine = engine
        # One for each that may be lent; a semaphore is written in Python and takes ten times as long.
        self._turns: SimpleQueue[None] = SimpleQueue()
        for _ in range(size):
            self._turns.put(None)
        self._idle: list[Connection] = []

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """Lend a connection, whose first statement begins a transaction; roll back what is not committed.

        Raises:
            DatabaseBusy: all of them are in use for too long.
        """
        try:
            self._turns.get(timeout=_POOL_SECONDS)
        except Empty as empty:
            raise DatabaseBusy from empty
        try:
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)
        finally:
            self._turns.put(None)

    def _take(self) -> Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._engine.connect()

    def _give_back(self, connection: Connection) -> None:
        driver = _driver(connection)
        if driver is None or driver.closed:
            # A server that has gone has taken the others along.
            self._close_idle()
        elif not connection.in_transaction() and driver.pgconn.transaction_status == TransactionStatus.IDLE:
            self._idle.append(connection)
            return
        connection.close()

    def _close_idle(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def dispose(self) -> None:
        """Close every connection."""
        self._close_idle()
        self._engine.dispose()


def _driver(connection: Connection) -> psycopg.Connection[Any] | None:
    if connection.closed or connection.invalidated:
        return None
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 - this module opened it
    return driver


def open_writers(url: URL, owner: str | None, size: int = 10) -> Writers:
    """Return the pool of connections that write."""
    return Writers(_open(url, owner, size, ""), 2 * size)


def open_readers(url: URL, owner: str | None, size: int = 10) -> Engine:
    """Return the pool of connections that see one consistent state and cannot write.

    A pool of their own: a writer that waits for a reader must not wait for other writers.
    """
    read_only = r" -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\ read"
    return _open(url, owner, size, read_only)


def _open(url: URL, owner: str | None, size: int, options: str) -> Engine:
    """Sessions are in UTC, named after their node, and give up rather than hang."""
    limits = "-c timezone=UTC -c lock_timeout=30000 -c idle_in_transaction_session_timeout=600000"
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=size,
        max_overflow=size,
        pool_timeout=_POOL_SECONDS,
        pool_use_lifo=True,
        connect_args={
            "application_name": f"anxin {owner or ''}".strip(),
            "connect_timeout": 10,
            # psycopg forgets its own prepared statements after a ROLLBACK by DEALLOCATE ALL, the pipeline's
            # with them: it may prepare none.
            "prepare_threshold": None,
            "options": limits + options,
        },
    )
