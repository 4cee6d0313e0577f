"""Takes due rows so that no two nodes hold the same one while the lease lasts."""

from datetime import datetime

from sqlalchemy import Connection, Table, Update, select, update


def take(table: Table, *, now: datetime, limit: int) -> Update:
    """Return an UPDATE of the rows that are due and free, earliest first.

    SKIP LOCKED makes nodes pass each other by on PostgreSQL; SQLite has one writer and ignores it. A WITH
    clause is run once; a subselect PostgreSQL may run for each row it joins, each time finding other rows,
    and so take more than the limit.
    """
    due = (
        select(table.c.id)
        .where(table.c.wake_at <= now)
        .order_by(table.c.wake_at, table.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return update(table).where(table.c.id.in_(select(due.c.id)))


def owns(connection: Connection, table: Table, row_id: str, owner: str) -> bool:
    """Return whether a row is still its owner's; the lock keeps others from taking it meanwhile."""
    held = select(table.c.id).where(table.c.id == row_id, table.c.owner == owner).with_for_update()
    return connection.scalar(held) is not None
