"""Index what the events of a change share only with the first of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OPENS = sa.text("opens IS NOT NULL")


def upgrade() -> None:
    """Let each event that is there count as a change of its own: none is rewritten."""
    op.add_column("event", sa.Column("opens", sa.Integer(), server_default=sa.text("1")))
    _index("ix_event_opening", "at", "instance_id", "number")
    _index("ix_event_acting", "actor", "at")
    op.drop_index("ix_event_at_instance_id_number", "event")
    op.drop_index("ix_event_actor_at", "event")


def _index(name: str, *columns: str) -> None:
    op.create_index(name, "event", columns, sqlite_where=_OPENS, postgresql_where=_OPENS)
