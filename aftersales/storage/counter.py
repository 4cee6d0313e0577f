"""Counts the cases of a day, so that each gets a number of its own."""

from datetime import date

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from aftersales.storage.tables import COUNTER


def count(connection: Connection, kind: str, day: date) -> int:
    """Return the next count; whoever asks at the same time waits for this transaction to end."""
    is_postgresql = connection.dialect.name == "postgresql"
    statement = (postgresql.insert if is_postgresql else sqlite.insert)(COUNTER)
    counted = statement.values(kind=str(kind), day=day, last=1).on_conflict_do_update(
        index_elements=["kind", "day"], set_={"last": COUNTER.c.last + 1}
    )
    last: int = connection.execute(counted.returning(COUNTER.c.last)).scalar_one()
    return last
