"""Opens a PostgreSQL database: one pool of psycopg connections for writing and reading."""

from sqlalchemy import URL, Engine, create_engine

_POOL_SECONDS = 30


def open_pool(url: URL, owner: str | None, size: int = 10) -> Engine:
    """Return the engine; sessions are in UTC, named after their node, and give up rather than hang."""
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=size,
        max_overflow=size,
        pool_timeout=_POOL_SECONDS,
        pool_use_lifo=True,
        connect_args={
            "application_name": f"anxin {owner or ''}".strip(),
            "connect_timeout": 10,
            "options": "-c timezone=UTC -c lock_timeout=30000 -c idle_in_transaction_session_timeout=600000",
        },
    )


def readers(engine: Engine) -> Engine:
    """Return the same pool, whose transactions see one consistent state and cannot write."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
