"""Opens a SQLite file: write-ahead log, one writer, any number of readers that cannot write."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from engine.storage.refusal import DatabaseBusy

_BUSY_SECONDS = 30
_PAUSE_SECONDS = 0.02
_SYNCHRONOUS = ("NORMAL", "FULL")
_OPTIONS = ("synchronous", "timeout")


class HeldWriter:
    """The one writing connection, kept open and lent to one transaction after the other.

    Taking it out of the pool and putting it back would cost a fifth of a step.
    """

    def __init__(self, engine: Engine, patience: float) -> None:
        self._engine = engine
        self._patience = patience
        self._turn = threading.Lock()
        self._connection: Connection | None = None

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """Lend the connection in a transaction, and roll back what is not committed.

        Raises:
            DatabaseBusy: others kept it for too long.
        """
        if not self._turn.acquire(timeout=self._patience):
            raise DatabaseBusy
        try:
            if self._connection is None or self._connection.closed:
                self._connection = self._engine.connect()
            # SQLAlchemy's transaction objects cost a twelfth of a step. It makes one only where a statement
            # of its own or a savepoint runs, and then finds ours begun.
            driver = _driver(self._connection)
            driver.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction():
                    self._connection.rollback()
                driver.rollback()
        finally:
            self._turn.release()

    def dispose(self) -> None:
        """Close the connection."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
            self._engine.dispose()


def open_writer(url: URL) -> HeldWriter:
    """Return the one connection that writes.

    One, because SQLite has one writer anyway: a queue in this process is fair, ten connections that retry
    are not (p99 of 680 ms against 61 ms, measured).
    """
    _create_private(url)
    engine = create_engine(
        _without_options(url),
        pool_size=1,
        max_overflow=0,
        pool_timeout=_timeout(url),
        connect_args={"timeout": _timeout(url), "check_same_thread": False},
    )
    synchronous = str(url.query.get("synchronous", "NORMAL")).upper()
    # The log is brought home after 16 MB instead of 4: each page once for more of its changes. The commit
    # that does so waits for the disk, which was a quarter of what all commits cost.
    pragmas = (
        "journal_mode = WAL",
        f"synchronous = {synchronous}",
        "cache_size = -65536",
        "temp_store = MEMORY",
        "wal_autocheckpoint = 4000",
    )
    event.listen(engine, "connect", _Prepare(pragmas))
    # A deferred transaction that reads first and writes then can fail with "locked" halfway.
    event.listen(engine, "begin", _begin_immediate)
    return HeldWriter(engine, _timeout(url))


def open_reader(url: URL, size: int = 8) -> Engine:
    """Return the engine of the connections that read."""
    engine = create_engine(
        _without_options(url),
        pool_size=size,
        max_overflow=size,
        pool_timeout=_timeout(url),
        connect_args={"timeout": _timeout(url), "check_same_thread": False},
    )
    event.listen(
        engine, "connect", _Prepare(("query_only = ON", "cache_size = -16384", "temp_store = MEMORY"))
    )
    event.listen(engine, "begin", _begin_deferred)
    return engine


def refused_options(url: URL) -> str | None:
    """Return what is wrong with the address's options, if anything is."""
    unknown = set(url.query) - set(_OPTIONS)
    if unknown:
        return f"SQLite has no option {', '.join(sorted(unknown))} here"
    if str(url.query.get("synchronous", "NORMAL")).upper() not in _SYNCHRONOUS:
        return "synchronous is NORMAL or FULL"
    try:
        _timeout(url)
    except ValueError:
        return "timeout is a number of seconds"
    return None


class _Prepare:
    """Sets up each new connection."""

    def __init__(self, pragmas: tuple[str, ...]) -> None:
        self._pragmas = pragmas

    def __call__(self, connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - the pool's record
        # sqlite3 shall not open transactions by itself: the "begin" event does.
        connection.isolation_level = None
        for pragma in self._pragmas:
            _run_patiently(connection, f"PRAGMA {pragma}")


def _run_patiently(connection: sqlite3.Connection, sql: str) -> None:
    """Run a statement, anew while others hold the file: the switch to WAL does not wait by itself."""
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute(sql).close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE_SECONDS)  # noqa: TID251 - nothing tells when others let go of the file
        else:
            return


def _begin_immediate(connection: Connection) -> None:
    driver = _driver(connection)
    if not driver.in_transaction:
        driver.execute("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    _driver(connection).execute("BEGIN")


def _driver(connection: Connection) -> sqlite3.Connection:
    # Straight on the driver: SQLAlchemy would spend ten times as long on these two words.
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - this module opened it
    return driver


def _without_options(url: URL) -> URL:
    return url.difference_update_query(_OPTIONS)


def _timeout(url: URL) -> float:
    return float(str(url.query.get("timeout", _BUSY_SECONDS)))


def _create_private(url: URL) -> None:
    """Create the file readable by its owner only; SQLite gives its companions the same mode."""
    path = Path(str(url.database))
    if not path.exists() and path.parent.is_dir() and os.access(path.parent, os.W_OK):
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
