"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from engine.storage.column import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _columns(
    kind: sa.types.TypeEngine[Any], names: tuple[str, ...], *, nullable: bool
) -> list[sa.Column[Any]]:
    # A number in a primary key is ours, never the database's to count.
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


def _words(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.Text(), names, nullable=nullable)


def _moments(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return _columns(Moment(), names, nullable=nullable)


def _numbers(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.Integer(), names, nullable=nullable)


def _blobs(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.LargeBinary(), names, nullable=nullable)


def _flags(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Boolean(), names, nullable=False)


def _index(name: str, table: str, *columns: str, where: str | None = None, unique: bool = False) -> None:
    only = None if where is None else sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=only, postgresql_where=only)


def upgrade() -> None:  # noqa: PLR0915 - a list, not an algorithm
    """Create them."""
    op.create_table(
        "account",
        *_words("id", "name", "password_hash", "groups", "roles", "locale"),
        *_flags("is_active"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
    )
    op.create_table(
        "answer",
        *_words("key", "operation", "digest", "answer"),
        *_moments("at"),
        sa.PrimaryKeyConstraint("key", "operation", name="pk_answer"),
    )
    _index("ix_answer_at", "answer", "at")
    op.create_table(
        "attachment",
        *_words("id", "instance_id", "name", "media_type", "digest", "author"),
        *_numbers("size"),
        *_moments("added_at"),
        *_words("task_id", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    _index("ix_attachment_instance_id_added_at", "attachment", "instance_id", "added_at")
    op.create_table(
        "buffered_message",
        *_words("id", "name", "variables", "actor"),
        *_words("correlation_key", "message_id", "business_key", nullable=True),
        *_moments("published_at", "expires_at"),
        sa.PrimaryKeyConstraint("id", name="pk_buffered_message"),
    )
    _index("ix_buffered_message_expires_at", "buffered_message", "expires_at")
    _index("ix_buffered_message_name_correlation_key", "buffered_message", "name", "correlation_key")
    _index("ix_buffered_message_published_at_id", "buffered_message", "published_at", "id")
    op.create_table(
        "comment",
        *_words("id", "instance_id", "author", "text", "mentions"),
        *_moments("written_at"),
        *_words("task_id", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    _index("ix_comment_instance_id_written_at", "comment", "instance_id", "written_at")
    op.create_table(
        "content",
        *_words("digest"),
        *_blobs("body"),
        sa.PrimaryKeyConstraint("digest", name="pk_content"),
    )
    op.create_table(
        "definition",
        *_words("id", "kind", "key", "digest", "file", "deployment_id", "deployed_by", "provides"),
        *_numbers("version"),
        *_moments("deployed_at"),
        *_words("name", "name_en", "version_tag", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_definition"),
        sa.UniqueConstraint("kind", "key", "version", name="uq_definition_kind_key_version"),
    )
    op.create_table(
        "deployed",
        *_words("deployment_id", "definition_id"),
        *_flags("is_new"),
        *_numbers("place"),
        sa.PrimaryKeyConstraint("deployment_id", "definition_id", name="pk_deployed"),
    )
    op.create_table(
        "deployment",
        *_words("id", "deployed_by"),
        *_moments("deployed_at"),
        sa.PrimaryKeyConstraint("id", name="pk_deployment"),
    )
    _index("ix_deployment_deployed_at", "deployment", "deployed_at")
    op.create_table(
        "draft",
        *_words("task_id", "author", "data"),
        *_moments("saved_at"),
        sa.PrimaryKeyConstraint("task_id", "author", name="pk_draft"),
    )
    op.create_table(
        "event",
        *_words("instance_id", "actor", "kind", "detail", "hash"),
        *_numbers("number"),
        *_moments("at"),
        *_words("on_behalf_of", "element_id", "definition_id", "seal", "key_id", nullable=True),
        *_numbers("token", nullable=True),
        *_blobs("sealed", nullable=True),
        sa.PrimaryKeyConstraint("instance_id", "number", name="pk_event"),
        sqlite_with_rowid=False,
    )
    _index("ix_event_actor_at", "event", "actor", "at")
    _index("ix_event_at_instance_id_number", "event", "at", "instance_id", "number")
    op.create_table(
        "incident",
        *_words("id", "instance_id", "kind", "element_id", "definition_id", "message"),
        *_moments("raised_at"),
        *_numbers("token", nullable=True),
        *_words("job_id", "resolved_by", nullable=True),
        *_moments("resolved_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    _index("ix_incident_instance_id", "incident", "instance_id")
    _index("ix_incident_open", "incident", "raised_at", "id", where="resolved_at IS NULL")
    _index("ix_incident_raised_at_id", "incident", "raised_at", "id")
    op.create_table(
        "instance",
        *_words("id", "definition_id", "process_key", "state", "started_by", "last_hash"),
        *_numbers("version", "incidents", "state_format", "last_event"),
        *_moments("started_at", "ended_at"),
        *_words("business_key", "subject", "ended_in", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_instance"),
        postgresql_with={"fillfactor": 70},
    )
    _index("ix_instance_business_key", "instance", "business_key")
    _index("ix_instance_definition_id_state", "instance", "definition_id", "state")
    _index("ix_instance_ended_at_id", "instance", "ended_at", "id")
    _index("ix_instance_in_trouble", "instance", "started_at", "id", where="incidents > 0")
    _index("ix_instance_process_key_started_at_id", "instance", "process_key", "started_at", "id")
    _index("ix_instance_started_at_id", "instance", "started_at", "id")
    _index("ix_instance_state_started_at_id", "instance", "state", "started_at", "id")
    op.create_table(
        "job",
        *_words("id", "kind", "type", "payload"),
        *_moments("run_at"),
        *_numbers("retries", "attempts"),
        *_words("instance_id", "element_id", "definition_id", "last_error", "owner", nullable=True),
        *_numbers("token", nullable=True),
        *_moments("lease_until", "wake_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    _index("ix_job_awake", "job", "wake_at", "id", where="wake_at IS NOT NULL")
    _index("ix_job_instance_id", "job", "instance_id")
    op.create_table(
        "message_wait",
        *_words("id", "message", "element_id", "definition_id"),
        *_words("correlation_key", "instance_id", "business_key", "starts", nullable=True),
        *_numbers("token", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_message_wait"),
    )
    _index("ix_message_wait_instance_id", "message_wait", "instance_id")
    _index("ix_message_wait_message_correlation_key", "message_wait", "message", "correlation_key")
    _index("ix_message_wait_starts", "message_wait", "starts", where="starts IS NOT NULL")
    op.create_table(
        "offer",
        *_words("task_id", "who"),
        sa.PrimaryKeyConstraint("task_id", "who", name="pk_offer"),
        sqlite_with_rowid=False,
    )
    _index("ix_offer_who_task_id", "offer", "who", "task_id")
    op.create_table(
        "part",
        *_words("instance_id", "name"),
        *_blobs("value"),
        sa.PrimaryKeyConstraint("instance_id", "name", name="pk_part"),
        sqlite_with_rowid=False,
        postgresql_with={"fillfactor": 70},
    )
    op.create_table(
        "provided_decision",
        *_words("decision", "definition_id"),
        sa.PrimaryKeyConstraint("decision", "definition_id", name="pk_provided_decision"),
    )
    op.create_table(
        "published_message",
        *_words("message_id", "name"),
        *_moments("expires_at"),
        sa.PrimaryKeyConstraint("message_id", "name", name="pk_published_message"),
    )
    _index("ix_published_message_expires_at", "published_message", "expires_at")
    op.create_table(
        "session",
        *_words("digest", "account_id"),
        *_moments("created_at", "expires_at"),
        sa.PrimaryKeyConstraint("digest", name="pk_session"),
    )
    _index("ix_session_account_id", "session", "account_id")
    op.create_table(
        "signal_wait",
        *_words("id", "signal", "element_id", "definition_id"),
        *_words("instance_id", "starts", nullable=True),
        *_numbers("token", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_signal_wait"),
    )
    _index("ix_signal_wait_instance_id", "signal_wait", "instance_id")
    _index("ix_signal_wait_signal", "signal_wait", "signal")
    _index("ix_signal_wait_starts", "signal_wait", "starts", where="starts IS NOT NULL")
    op.create_table(
        "subject_key",
        *_words("id", "subject"),
        *_blobs("wrapped", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_subject_key"),
    )
    _index("ix_subject_key_alive", "subject_key", "subject", where="wrapped IS NOT NULL", unique=True)
    op.create_table(
        "task",
        *_words(
            "id",
            "instance_id",
            "element_id",
            "definition_id",
            "process_key",
            "state",
            "candidate_groups",
            "candidate_users",
        ),
        *_numbers("token", "version", "priority"),
        *_moments("created_at", "due_at", "ended_at"),
        *_words(
            "name",
            "name_en",
            "form_key",
            "assignee",
            "owner",
            "lane",
            "ended_by",
            "business_key",
            nullable=True,
        ),
        *_moments("follow_up_at", "claimed_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
    )
    _index("ix_task_ended", "task", "ended_at", "id", where="state <> 'open'")
    _index("ix_task_instance_id", "task", "instance_id")
    _index("ix_task_open_created", "task", "created_at", "id", where="state = 'open'")
    _index("ix_task_open_due", "task", "due_at", "id", where="state = 'open'")
    _index("ix_task_open_priority", "task", "priority", "id", where="state = 'open'")
    op.create_table(
        "timer",
        *_words("id", "element_id", "definition_id"),
        *_moments("due_at", "wake_at"),
        *_words("instance_id", "cycle", "starts", "owner", nullable=True),
        *_numbers("token", nullable=True),
        *_numbers("attempts"),
        sa.PrimaryKeyConstraint("id", name="pk_timer"),
    )
    _index("ix_timer_instance_id", "timer", "instance_id")
    _index("ix_timer_starts", "timer", "starts", where="starts IS NOT NULL")
    _index("ix_timer_wake_at_id", "timer", "wake_at", "id")
    op.create_table(
        "variable",
        *_words("instance_id", "name", "value", "value_key"),
        *_numbers("scope"),
        sa.PrimaryKeyConstraint("instance_id", "scope", "name", name="pk_variable"),
        sqlite_with_rowid=False,
        postgresql_with={"fillfactor": 80},
    )
    _index("ix_variable_outermost", "variable", "name", "value_key", where="scope = 0")
