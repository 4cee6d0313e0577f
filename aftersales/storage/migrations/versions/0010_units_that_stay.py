"""Units in the workshop that stay where a repair becomes an exchange."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import add, moments

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say since when a unit is kept for an exchange or a refund."""
    add("custody", moments("kept_at", null=True))
