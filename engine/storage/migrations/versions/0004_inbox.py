"""What the inbox keeps and finds: saved filters, whom remarks mention, what people look for tasks by."""

import json

import sqlalchemy as sa
from alembic import op

from engine.storage.column import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SEARCHED = sa.text("name IN ('customer_name', 'customer_phone', 'province', 'serial_number')")


def upgrade() -> None:
    """Add them; remarks that are there already keep whom they mention, unseen."""
    op.create_table(
        "saved_filter",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "owner", "name", "filter")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("group", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_saved_filter"),
    )
    op.create_index("ix_saved_filter_owner", "saved_filter", ["owner"])
    op.create_index("ix_saved_filter_group", "saved_filter", ["group"])
    op.create_table(
        "mention",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("comment_id", sa.Text(), nullable=False),
        sa.Column("seen_at", Moment()),
        sa.PrimaryKeyConstraint("who", "comment_id", name="pk_mention"),
    )
    unseen = sa.text("seen_at IS NULL")
    op.create_index("ix_mention_unseen", "mention", ["who"], sqlite_where=unseen, postgresql_where=unseen)
    is_open = sa.text("state = 'open'")
    told = ["id", "instance_id", "business_key", "name", "name_en"]
    op.create_index("ix_task_open_told", "task", told, sqlite_where=is_open, postgresql_where=is_open)
    op.create_index(
        "ix_variable_searched",
        "variable",
        ["name", "value_key"],
        sqlite_where=_SEARCHED,
        postgresql_where=_SEARCHED,
        postgresql_ops={"value_key": "text_pattern_ops"},
    )
    _note_mentions()


def _note_mentions() -> None:
    connection = op.get_bind()
    comments = connection.execute(sa.text("SELECT id, mentions FROM comment WHERE mentions <> '[]'"))
    rows = [{"who": who, "comment": key} for key, names in comments for who in sorted(set(json.loads(names)))]
    if rows:
        connection.execute(sa.text("INSERT INTO mention (who, comment_id) VALUES (:who, :comment)"), rows)
