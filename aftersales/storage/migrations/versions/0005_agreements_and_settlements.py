"""Service agreements, and settlements with outlets."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import amounts, create, days, index, numbers, words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:  # a list, not an algorithm
    """Create them."""
    create(
        "agreement",
        words("id", "customer_id", "waived", "state"),
        days("begins_on", "ends_on"),
        amounts("amount"),
        numbers("charged_every_months", "version"),
        numbers("visited_every_months", null=True),
        words("terms", null=True),
    )
    index("agreement", "customer_id")
    create(
        "settlement",
        words("id", "outlet_id", "state"),
        days("begins_on", "ends_on"),
        amounts("amount"),
        numbers("version"),
    )
    index("settlement", "outlet_id")
    create(
        "settlement_line",
        words("id", "settlement_id", "case_number", "item"),
        amounts("amount"),
    )
    index("settlement_line", "case_number")
    index("settlement_line", "settlement_id")
