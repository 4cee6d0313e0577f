"""Lists by time of what grows: stock moves, cases, visits."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import index

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let their lists, the latest first, read a page instead of sorting everything."""
    index("stock_move", "at")
    index("service_case", "opened_at")
    index("visit", "begins_at")
