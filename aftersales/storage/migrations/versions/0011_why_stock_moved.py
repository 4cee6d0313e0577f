"""Why stock moved, in somebody's words."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import add, words

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a movement say what its kind does not: why a count found more or less than the books."""
    add("stock_move", words("note", null=True))
