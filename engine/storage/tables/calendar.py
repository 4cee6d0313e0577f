"""The table of working calendars: one row for each desk, its days and years as JSON."""

from sqlalchemy import Column, Integer, Table, Text

from engine.storage.column import Moment
from engine.storage.tables.catalogue import metadata

work_calendar = Table(
    "work_calendar",
    metadata,
    Column("key", Text, primary_key=True),
    Column("data", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("updated_by", Text, nullable=False),
)
