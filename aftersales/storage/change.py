"""What was changed, by whom, with old and new value."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from aftersales.model.deed import Deed, RecordedChange
from aftersales.storage.table import RecordTable
from aftersales.storage.tables import CHANGE

Fields = Mapping[str, tuple[Any, Any]]


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return old and new value of each field that differs; the version is no field of interest."""
    return {
        name: (old[name], value) for name, value in new.items() if name != "version" and old[name] != value
    }


def write_changes(
    connection: Connection,
    table: RecordTable[Any],
    written: Sequence[tuple[object, Fields]],
    deed: Deed,
) -> None:
    """Record changes of records, where their table keeps a record of changes."""
    if not table.is_recorded or not written:
        return
    values = [
        {
            "at": deed.at,
            "actor": deed.actor,
            "kind": table.kind,
            "record_id": table.values(record)["id"],
            "fields": json.dumps(fields, ensure_ascii=False, default=_plain),
            "case_number": deed.case_number,
            "reason": deed.reason,
            "subject": table.subject_of(record),
            "is_erased": False,
        }
        for record, fields in written
    ]
    connection.execute(insert(CHANGE), values)


def read_changes(
    connection: Connection, *, kind: str | None, key: str | None, case_number: str | None
) -> Sequence[RecordedChange]:
    """Return what was changed, oldest first."""
    c = CHANGE.c
    given = ((c.kind, kind), (c.record_id, key), (c.case_number, case_number))
    statement = select(CHANGE).where(*(column == value for column, value in given if value is not None))
    return [_read(dict(row)) for row in connection.execute(statement.order_by(c.number)).mappings()]


def changes_after(connection: Connection, number: int) -> Sequence[tuple[int, str]]:
    """Return the number and the kind of record of each change after one, in order."""
    statement = select(CHANGE.c.number, CHANGE.c.kind).where(CHANGE.c.number > number)
    return [(row.number, row.kind) for row in connection.execute(statement.order_by(CHANGE.c.number))]


def last_number(connection: Connection) -> int:
    """Return the number of the newest change, 0 where there is none."""
    return connection.scalar(select(func.max(CHANGE.c.number))) or 0


def erase_changes(connection: Connection, subject: str) -> None:
    """Empty what the changes of a customer's records say; that they happened stays on record."""
    statement = update(CHANGE).where(CHANGE.c.subject == subject)
    connection.execute(statement.values(fields="{}", is_erased=True))


def _read(row: Mapping[str, Any]) -> RecordedChange:
    fields = {name: (old, new) for name, (old, new) in json.loads(row["fields"]).items()}
    return RecordedChange(**{**row, "fields": fields})


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{value!r} cannot be put on record.")
