"""Remedies: one for each claim, one for each case."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import create, index, moments, numbers, words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create them."""
    create(
        "remedy",
        words("id", "case_number", "kind", "state"),
        moments("granted_at"),
        words("unit_id", null=True),
        moments("fulfilled_at", null=True),
        numbers("version"),
    )
    index("remedy", "case_number", unique=True)
    index("remedy", "unit_id")
