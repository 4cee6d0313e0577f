"""Tables of process instances: the record, the pieces of its opaque state, its variables, its incidents."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, text

from engine.model.incident import IncidentKind
from engine.model.instance import InstanceState
from engine.model.query import SEARCHED_VARIABLES
from engine.storage.column import Deadline, Moment, Word
from engine.storage.tables.catalogue import metadata, partial_index

# Every step rewrites the row, but no indexed column: with room on its page PostgreSQL updates it in place.
instance = Table(
    "instance",
    metadata,
    Column("id", Text, primary_key=True),
    Column("definition_id", Text, nullable=False),
    Column("process_key", Text, nullable=False),
    Column("state", Word(InstanceState), nullable=False),
    Column("version", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("started_by", Text, nullable=False),
    Column("business_key", Text),
    Column("subject", Text),
    Column("ended_at", Deadline, nullable=False),
    Column("ended_in", Text),
    Column("incidents", Integer, nullable=False),
    Column("state_format", Integer, nullable=False),
    Column("last_event", Integer, nullable=False),
    Column("last_hash", Text, nullable=False),
    Index(None, "started_at", "id"),
    Index(None, "state", "started_at", "id"),
    Index(None, "process_key", "started_at", "id"),
    Index(None, "definition_id", "state"),
    Index(None, "business_key"),
    Index(None, "ended_at", "id"),
    partial_index("ix_instance_in_trouble", "started_at", "id", only="incidents > 0"),
    postgresql_with={"fillfactor": 70},
)

# Clustered by instance on SQLite: loading a case reads neighbouring pages.
part = Table(
    "part",
    metadata,
    Column("instance_id", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
    postgresql_with={"fillfactor": 70},
)

SEARCHED = text("name IN ({})".format(", ".join(f"'{name}'" for name in SEARCHED_VARIABLES)))

# `value_key` is the value itself while it is short and its digest when long: equality stays indexable.
variable = Table(
    "variable",
    metadata,
    Column("instance_id", Text, primary_key=True),
    Column("scope", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("value_key", Text, nullable=False),
    partial_index("ix_variable_outermost", "name", "value_key", only="scope = 0"),
    # Whatever the database's own collation, this one compares bytes: it finds how a value begins.
    Index(
        "ix_variable_searched",
        "name",
        "value_key",
        sqlite_where=SEARCHED,
        postgresql_where=SEARCHED,
        postgresql_ops={"value_key": "text_pattern_ops"},
    ),
    sqlite_with_rowid=False,
    postgresql_with={"fillfactor": 80},
)

incident = Table(
    "incident",
    metadata,
    Column("id", Text, primary_key=True),
    Column("instance_id", Text, nullable=False),
    Column("kind", Word(IncidentKind), nullable=False),
    Column("element_id", Text, nullable=False),
    Column("definition_id", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("raised_at", Moment, nullable=False),
    Column("token", Integer),
    Column("job_id", Text),
    Column("resolved_at", Moment),
    Column("resolved_by", Text),
    Index(None, "instance_id"),
    Index(None, "raised_at", "id"),
    partial_index("ix_incident_open", "raised_at", "id", only="resolved_at IS NULL"),
)
