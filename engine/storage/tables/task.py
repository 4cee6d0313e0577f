"""Tables of human tasks, of whom they are offered to, and of what people add to them."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, false

from engine.model.task import TaskState
from engine.storage.column import Deadline, Moment, Names, Word
from engine.storage.tables.catalogue import metadata, partial_index

task = Table(
    "task",
    metadata,
    Column("id", Text, primary_key=True),
    Column("instance_id", Text, nullable=False),
    Column("token", Integer, nullable=False),
    Column("element_id", Text, nullable=False),
    Column("definition_id", Text, nullable=False),
    Column("process_key", Text, nullable=False),
    Column("state", Word(TaskState), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("name", Text),
    Column("name_en", Text),
    Column("form_key", Text),
    Column("assignee", Text),
    Column("owner", Text),
    Column("candidate_groups", Names, nullable=False),
    Column("candidate_users", Names, nullable=False),
    Column("lane", Text),
    Column("priority", Integer, nullable=False),
    Column("due_at", Deadline, nullable=False),
    Column("follow_up_at", Moment),
    Column("claimed_at", Moment),
    Column("ended_at", Deadline, nullable=False),
    Column("ended_by", Text),
    Column("business_key", Text),
    Column("due_is_provisional", Boolean, nullable=False, server_default=false()),
    Index(None, "instance_id"),
    # It holds all that a search in the open tasks looks at, so that one need not touch the tasks themselves.
    partial_index(
        "ix_task_open_created",
        *("created_at", "id", "instance_id", "business_key", "name", "name_en"),
        only="state = 'open'",
    ),
    partial_index("ix_task_open_due", "due_at", "id", only="state = 'open'"),
    partial_index("ix_task_open_priority", "priority", "id", only="state = 'open'"),
    partial_index("ix_task_ended", "ended_at", "id", only="state <> 'open'"),
)

# One row for each person or group that an open task stands before; closed tasks have none.
# `who` is "=person" (assigned), "u:person" and "g:group" (offered, free to take), "U:" and "G:" (taken).
offer = Table(
    "offer",
    metadata,
    Column("task_id", Text, primary_key=True),
    Column("who", Text, primary_key=True),
    Index(None, "who", "task_id"),
    sqlite_with_rowid=False,
)

draft = Table(
    "draft",
    metadata,
    Column("task_id", Text, primary_key=True),
    Column("author", Text, primary_key=True),
    Column("data", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

comment = Table(
    "comment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("instance_id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("task_id", Text),
    Column("mentions", Names, nullable=False),
    Index(None, "instance_id", "written_at"),
)

# Whom a comment names, by person: the remark itself lists them, too, but no database finds them there.
mention = Table(
    "mention",
    metadata,
    Column("who", Text, primary_key=True),
    Column("comment_id", Text, primary_key=True),
    Column("seen_at", Moment),
    partial_index("ix_mention_unseen", "who", only="seen_at IS NULL"),
)

saved_filter = Table(
    "saved_filter",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("filter", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("group", Text),
    Index(None, "owner"),
    Index(None, "group"),
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("instance_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("task_id", Text),
    Index(None, "instance_id", "added_at"),
)
