"""Every table of the register, one line a noun; importing this module fills the catalogue."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from aftersales.model.case import Case
from aftersales.model.message import Dispatch, InboxMessage
from aftersales.storage.column import Moment
from aftersales.storage.table import RecordTable, metadata

__all__ = ["CHANGE", "COUNTER", "RECORDS", "metadata"]

COUNTER = Table(
    "case_counter",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("last", Integer, nullable=False),
)

CHANGE = Table(
    "register_change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("case_number", Text),
    Column("reason", Text),
    Column("subject", Text),
    Column("is_erased", Boolean, nullable=False),
    Index(None, "kind", "record_id"),
    Index(None, "case_number"),
    Index(None, "subject"),
)

_TABLES: tuple[RecordTable[object], ...] = (
    RecordTable(
        Case,
        "service_case",
        ("instance_id",),
        ("stage", "opened_at"),
        ("customer_id",),
        ("unit_id",),
        unique=(("job_id",),),
        subject="customer_id",
    ),
    RecordTable(InboxMessage, "inbox_message", ("recipient", "sent_at"), ("case_number",), is_recorded=False),
    RecordTable(
        Dispatch, "dispatch", ("state", "due_at"), ("case_number",), ("notice_id",), is_recorded=False
    ),
)
RECORDS: dict[type, RecordTable[object]] = {table.record: table for table in _TABLES}
