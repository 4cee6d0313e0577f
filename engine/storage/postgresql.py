"""Opens a PostgreSQL database: a pool of psycopg connections for writing and one for reading."""

from sqlalchemy import URL, Connection, Engine, create_engine

_POOL_SECONDS = 30


class Writers:
    """The connections that write; what is not committed is rolled back when one is given back."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def lend(self) -> Connection:
        """Lend a connection, whose first statement begins a transaction."""
        return self._engine.connect()

    def dispose(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_writers(url: URL, owner: str | None, size: int = 10) -> Writers:
    """Return the pool of connections that write."""
    return Writers(_open(url, owner, size, ""))


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
