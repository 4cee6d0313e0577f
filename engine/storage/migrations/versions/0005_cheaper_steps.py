"""Fewer indexes for each step to keep: stays of tokens in a table of their own, timers without a rowid."""

import sqlalchemy as sa
from alembic import op

from engine.storage.column import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("state = 'open'")
_TOLD = ("created_at", "id", "instance_id", "business_key", "name", "name_en")
_TIMER = (
    *("id", "due_at", "element_id", "definition_id", "instance_id", "token", "cycle", "attempts"),
    *("starts", "owner", "wake_at"),
)


def upgrade() -> None:
    """Tell the stays from the record, then drop what has found them there so far."""
    op.create_table(
        "element_stay",
        sa.Column("definition_id", sa.Text(), nullable=False),
        sa.Column("element_id", sa.Text(), nullable=False),
        sa.Column("left_at", Moment(), nullable=False),
        sa.Column("took", sa.BigInteger(), nullable=False),
    )
    _tell_stays()
    op.drop_index("ix_event_completed", "event")
    op.drop_index("ix_event_entered", "event")
    op.drop_index("ix_task_open_told", "task")
    op.drop_index("ix_task_open_created", "task")
    op.create_index("ix_task_open_created", "task", _TOLD, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN)
    if op.get_bind().dialect.name == "sqlite":
        _cluster_timers()


def _tell_stays() -> None:
    names = ("instance_id", "token", "kind", "at", "definition_id", "element_id")
    event = sa.table("event", *(sa.column(name) for name in names))
    came, gone = event.alias("came"), event.alias("gone")
    took = gone.c.at - came.c.at
    if op.get_bind().dialect.name == "postgresql":
        took = sa.cast(sa.extract("epoch", took) * 1_000_000, sa.BigInteger())
    # Literals, not parameters: the planner must see them to choose the partial indexes.
    found = (
        sa.select(gone.c.definition_id, gone.c.element_id, gone.c.at, took)
        .join_from(
            gone, came, sa.and_(came.c.instance_id == gone.c.instance_id, came.c.token == gone.c.token)
        )
        .where(came.c.kind == sa.literal_column("'element_entered'"))
        .where(gone.c.kind == sa.literal_column("'element_completed'"))
        .order_by(gone.c.at)
    )
    told = ("definition_id", "element_id", "left_at", "took")
    stay = sa.table("element_stay", *(sa.column(name) for name in told))
    op.execute(sa.insert(stay).from_select(told, found))


def _cluster_timers() -> None:
    """Make the table of timers anew, clustered by id: SQLite then writes a page less in each step."""
    op.rename_table("timer", "old_timer")
    for name in ("ix_timer_instance_id", "ix_timer_starts", "ix_timer_wake_at_id"):
        op.drop_index(name, "old_timer")
    op.create_table(
        "timer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("element_id", sa.Text(), nullable=False),
        sa.Column("definition_id", sa.Text(), nullable=False),
        sa.Column("instance_id", sa.Text()),
        sa.Column("token", sa.Integer()),
        sa.Column("cycle", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Text()),
        sa.Column("owner", sa.Text()),
        sa.Column("wake_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_timer"),
        sqlite_with_rowid=False,
    )
    names = ", ".join(_TIMER)
    op.execute(f"INSERT INTO timer ({names}) SELECT {names} FROM old_timer")  # noqa: S608 - names of columns
    op.drop_table("old_timer")
    op.create_index("ix_timer_instance_id", "timer", ["instance_id"])
    op.create_index("ix_timer_starts", "timer", ["starts"], sqlite_where=sa.text("starts IS NOT NULL"))
    op.create_index("ix_timer_wake_at_id", "timer", ["wake_at", "id"])
