"""Tables of what instances and definitions wait for: timers, jobs, messages, signals."""

from sqlalchemy import Column, Index, Integer, Table, Text

from engine.model.job import JobKind
from engine.storage.column import Moment, Word
from engine.storage.tables.catalogue import metadata, partial_index

# `wake_at` is when a node may take the row: its due moment, or the end of the lease while a node holds it.
# One indexed column answers "what is due", "whose lease ran out" and "when to wake" alike.
timer = Table(
    "timer",
    metadata,
    Column("id", Text, primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("element_id", Text, nullable=False),
    Column("definition_id", Text, nullable=False),
    Column("instance_id", Text),
    Column("token", Integer),
    Column("cycle", Text),
    Column("attempts", Integer, nullable=False),
    Column("starts", Text),
    Column("owner", Text),
    Column("wake_at", Moment, nullable=False),
    Index(None, "wake_at", "id"),
    Index(None, "instance_id"),
    partial_index("ix_timer_starts", "starts", only="starts IS NOT NULL"),
    sqlite_with_rowid=False,
)

# A job that waits for a person (an incident is open) has no `wake_at`.
job = Table(
    "job",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Word(JobKind), nullable=False),
    Column("type", Text, nullable=False),
    Column("run_at", Moment, nullable=False),
    Column("payload", Text, nullable=False),
    Column("retries", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("instance_id", Text),
    Column("token", Integer),
    Column("element_id", Text),
    Column("definition_id", Text),
    Column("last_error", Text),
    Column("owner", Text),
    Column("lease_until", Moment),
    Column("wake_at", Moment),
    partial_index("ix_job_awake", "wake_at", "id", only="wake_at IS NOT NULL"),
    Index(None, "instance_id"),
)

message_wait = Table(
    "message_wait",
    metadata,
    Column("id", Text, primary_key=True),
    Column("message", Text, nullable=False),
    Column("element_id", Text, nullable=False),
    Column("definition_id", Text, nullable=False),
    Column("correlation_key", Text),
    Column("instance_id", Text),
    Column("token", Integer),
    Column("business_key", Text),
    Column("starts", Text),
    Index(None, "message", "correlation_key"),
    Index(None, "instance_id"),
    partial_index("ix_message_wait_starts", "starts", only="starts IS NOT NULL"),
)

signal_wait = Table(
    "signal_wait",
    metadata,
    Column("id", Text, primary_key=True),
    Column("signal", Text, nullable=False),
    Column("element_id", Text, nullable=False),
    Column("definition_id", Text, nullable=False),
    Column("instance_id", Text),
    Column("token", Integer),
    Column("starts", Text),
    Index(None, "signal"),
    Index(None, "instance_id"),
    partial_index("ix_signal_wait_starts", "starts", only="starts IS NOT NULL"),
)

buffered_message = Table(
    "buffered_message",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("correlation_key", Text),
    Column("variables", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("message_id", Text),
    Column("actor", Text, nullable=False),
    Column("business_key", Text),
    Index(None, "name", "correlation_key"),
    Index(None, "published_at", "id"),
    Index(None, "expires_at"),
)

# Outlives the buffered message itself: the same message id is refused until it would have expired.
published_message = Table(
    "published_message",
    metadata,
    Column("message_id", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("expires_at", Moment, nullable=False),
    Index(None, "expires_at"),
)
