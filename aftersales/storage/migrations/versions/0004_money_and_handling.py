"""Money, and what happens around a case."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import amounts, create, days, flags, index, moments, numbers, words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:  # a list, not an algorithm
    """Create them."""
    create(
        "quote",
        words("id", "case_number", "state"),
        amounts("total"),
        moments("sent_at"),
        moments("answered_at", null=True),
        words("consent_by", null=True),
        numbers("version"),
    )
    index("quote", "case_number")
    create(
        "quote_line",
        words("id", "quote_id", "kind", "text"),
        numbers("quantity"),
        amounts("unit_price", "amount"),
        words("part_id", null=True),
    )
    index("quote_line", "quote_id")
    create(
        "money_account",
        words("id"),
        amounts("charged", "paid", "refunded", "compensated"),
        numbers("version"),
    )
    create(
        "money_entry",
        words("id", "debit", "credit", "reason", "account_id"),
        moments("at"),
        amounts("amount"),
    )
    index("money_entry", "account_id")
    index("money_entry", "at")
    create(
        "payout",
        words("id", "case_number", "account_id", "state", "reason"),
        amounts("amount"),
        moments("requested_at"),
        flags("is_compensation"),
        words("approved_by", null=True),
        moments("paid_at", null=True),
        numbers("version"),
    )
    index("payout", "case_number")
    index("payout", "state")
    create(
        "parcel",
        words("id", "case_number", "direction", "courier", "tracking_number", "state"),
        days("sent_on", null=True),
        moments("signed_at", null=True),
        words("inspected_by", "inspection", null=True),
        flags("is_intact", null=True),
        numbers("version"),
    )
    index("parcel", "case_number")
    index("parcel", "tracking_number")
    create(
        "loan_unit",
        words("id", "model", "outlet_id"),
        flags("is_usable"),
        numbers("version"),
    )
    index("loan_unit", "outlet_id")
    create(
        "loan",
        words("id", "case_number", "loan_unit_id"),
        moments("issued_at"),
        days("due_on"),
        words("receipt_file", "condition", null=True),
        moments("returned_at", null=True),
        numbers("version"),
    )
    index("loan", "case_number")
    index("loan", "loan_unit_id")
    create(
        "complaint",
        words("id", "case_number", "content", "departments"),
        moments("received_at"),
        words("demand", "complaint_class", "severity", "cause", null=True),
        moments("answered_at", null=True),
        numbers("version"),
    )
    index("complaint", "case_number")
    create(
        "corrective_action",
        words("id", "complaint_id", "department", "measure"),
        days("due_on"),
        days("done_on", null=True),
        words("checked_by", null=True),
        flags("is_effective", null=True),
        numbers("version"),
    )
    index("corrective_action", "complaint_id")
    create(
        "follow_up",
        words("id", "case_number", "result"),
        moments("at"),
        numbers("attempt"),
        flags("works_normally", null=True),
        numbers("score_quality", "score_attitude", null=True),
        words("opinion", null=True),
    )
    index("follow_up", "case_number")
    create(
        "case_file",
        words("id", "case_number", "attachment_id", "kind"),
        moments("added_at"),
        words("note", null=True),
    )
    index("case_file", "case_number")
