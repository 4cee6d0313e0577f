"""A database's address opened for one transaction at a time, where no engine is at hand to open it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.pool import NullPool

_BUSY_SECONDS = 30


@contextmanager
def transaction(url: str) -> Iterator[Connection]:
    """Open one write transaction, committed when its block ends without an exception."""
    address = make_url(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    if is_sqlite:
        address = address.difference_update_query(["synchronous"])
    else:
        address = address.set(drivername="postgresql+psycopg")
    options = {"timeout": _BUSY_SECONDS} if is_sqlite else {"options": "-c timezone=UTC"}
    engine = create_engine(address, poolclass=NullPool, connect_args=options)
    if is_sqlite:
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin_immediate)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _leave_transactions_to_us(connection: object, _record: object) -> None:
    # sqlite3 would open a transaction by itself before some statements and not before others.
    connection.isolation_level = None  # type: ignore[attr-defined]  # the driver's connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
