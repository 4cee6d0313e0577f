"""Tables of who may sign in, and of the answers already given under an idempotency key."""

from sqlalchemy import Boolean, Column, Index, Table, Text

from engine.storage.column import Moment, Names
from engine.storage.tables.catalogue import metadata

account = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("groups", Names, nullable=False),
    Column("roles", Names, nullable=False),
    Column("locale", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index(None, "account_id"),
)

answer = Table(
    "answer",
    metadata,
    Column("key", Text, primary_key=True),
    Column("operation", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)
