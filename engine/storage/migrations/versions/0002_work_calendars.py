"""Working calendars in the database, and due dates that say that they are provisional."""

import sqlalchemy as sa
from alembic import op

from engine.storage.column import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column; due dates of tasks that are there already count as firm."""
    op.create_table(
        "work_calendar",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_work_calendar"),
    )
    op.add_column(
        "task",
        sa.Column("due_is_provisional", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
