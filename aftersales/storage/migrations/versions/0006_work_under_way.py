"""Who works on a case, units in custody, what a repair waited for, all scores of a follow-up."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import add, create, days, flags, index, moments, numbers, words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    add("service_case", words("outlet_id", "technician_id", null=True))
    index("service_case", "technician_id")
    add("repair_record", numbers("parts_days", "customer_days", null=True))
    add("follow_up", numbers("score_speed", "score_fee", null=True))
    create(
        "custody",
        words("id", "case_number", "exterior"),
        words("unit_id", "accessories", "receipt_file", null=True),
        moments("taken_at"),
        moments("received_at", "returned_at", null=True),
        days("promised_on", null=True),
        flags("matches_receipt", null=True),
        numbers("version"),
    )
    index("custody", "case_number")
    index("custody", "unit_id")
