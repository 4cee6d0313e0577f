"""Who does the work, with which parts."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import amounts, create, days, flags, index, moments, numbers, words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:  # a list, not an algorithm
    """Create them."""
    create(
        "outlet",
        words("id", "name", "kind", "province", "city", "phone"),
        flags("is_open"),
        numbers("version"),
    )
    index("outlet", "province", "city")
    create(
        "service_area",
        words("id", "outlet_id", "province"),
        words("city", "district", null=True),
        numbers("version"),
    )
    index("service_area", "outlet_id")
    index("service_area", "province")
    create(
        "technician",
        words("id", "name", "outlet_id", "phone", "skills"),
        numbers("visits_a_day", "version"),
        flags("is_active"),
    )
    index("technician", "outlet_id")
    create(
        "certificate",
        words("id", "technician_id", "name", "number"),
        days("valid_from", "valid_until"),
        numbers("version"),
    )
    index("certificate", "technician_id")
    create(
        "absence",
        words("id", "technician_id", "reason"),
        days("first_on", "last_on"),
        numbers("version"),
    )
    index("absence", "technician_id")
    create(
        "visit",
        words("id", "case_number", "technician_id", "state"),
        moments("begins_at", "ends_at"),
        words("address_id", "result", null=True),
        moments("arrived_at", "left_at", null=True),
        numbers("moved", "version"),
    )
    index("visit", "case_number")
    index("visit", "technician_id", "begins_at")
    create(
        "spare_part",
        words("id", "name_zh", "name_en"),
        amounts("price"),
        flags("must_return", "is_large"),
        numbers("safety_stock", "version"),
        words("replaced_by", null=True),
    )
    create(
        "stock_level",
        words("id", "place", "condition", "part_id"),
        numbers("quantity", "version"),
    )
    index("stock_level", "part_id")
    index("stock_level", "place")
    create(
        "stock_move",
        words("id", "kind", "part_id", "from_place", "from_condition", "to_place", "to_condition"),
        moments("at"),
        numbers("quantity"),
        words("case_number", "requisition_id", null=True),
    )
    index("stock_move", "case_number")
    index("stock_move", "part_id", "at")
    create(
        "requisition",
        words("id", "case_number", "technician_id", "from_place", "state"),
        words("note", null=True),
        numbers("version"),
    )
    index("requisition", "case_number")
    create(
        "requisition_line",
        words("id", "requisition_id", "part_id"),
        numbers("asked", "approved", "issued", "used", "handed_back", "version"),
    )
    index("requisition_line", "requisition_id")
