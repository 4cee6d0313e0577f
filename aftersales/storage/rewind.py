"""Brings a register back to how it stood at a moment, for stories that must not see one another."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from aftersales.storage.tables import CHANGE, RECORDS

_TABLES = {table.kind: table for table in RECORDS.values()}
_UNRECORDED = [table for table in RECORDS.values() if not table.is_recorded]
Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]


class Standing:
    """How the register stood: every record by kind and id, and the last change."""

    def __init__(self, connection: Connection) -> None:
        self._last = connection.scalar(select(func.max(CHANGE.c.number))) or 0
        self._rows: Rows = {kind: _rows(connection, kind) for kind in _TABLES}

    def restore(self, connection: Connection) -> None:
        """Undo every change since; case numbers that were given are not given again."""
        later = CHANGE.c.number > self._last
        changed = connection.execute(select(CHANGE.c.kind, CHANGE.c.record_id).where(later).distinct())
        for kind, key in changed.all():
            table = _TABLES[kind].table
            connection.execute(delete(table).where(table.c.id == key))
            before = self._rows[kind].get(key)
            if before is not None:
                connection.execute(insert(table).values(before))
        connection.execute(delete(CHANGE).where(later))
        for unrecorded in _UNRECORDED:
            connection.execute(delete(unrecorded.table))


def _rows(connection: Connection, kind: str) -> Mapping[str, Mapping[str, Any]]:
    found = connection.execute(select(_TABLES[kind].table)).mappings()
    return {row["id"]: dict(row) for row in found}
