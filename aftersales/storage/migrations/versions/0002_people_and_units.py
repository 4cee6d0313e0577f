"""Customers, products, units and what their owners may claim."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import amounts, create, days, flags, index, moments, numbers, words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:  # a list, not an algorithm
    """Create them."""
    create(
        "customer",
        words("id", "name", "kind", "tier", "language"),
        moments("created_at"),
        words("email", "note", null=True),
        moments("erased_at", null=True),
        numbers("version"),
    )
    index("customer", "name")
    create(
        "customer_phone",
        words("id", "customer_id", "digits", "label"),
        flags("is_primary"),
        numbers("version"),
    )
    index("customer_phone", "customer_id")
    index("customer_phone", "digits")
    create(
        "customer_address",
        words("id", "customer_id", "province", "city", "district", "street", "label"),
        flags("is_primary"),
        numbers("version"),
    )
    index("customer_address", "customer_id")
    create(
        "consent",
        words("id", "customer_id", "purpose", "source"),
        moments("given_at"),
        moments("withdrawn_at", null=True),
        numbers("version"),
    )
    index("consent", "customer_id")
    create(
        "product",
        words("id", "category", "name_zh", "name_en"),
        numbers("whole_unit_months", "main_part_months", "accessory_months", null=True),
        flags("is_installed_by_seller", "is_sold"),
        amounts("list_price", null=True),
        words("barcode", null=True),
        numbers("version"),
    )
    index("product", "category")
    create(
        "product_part",
        words("id", "model", "part_id", "role"),
        numbers("quantity", "version"),
    )
    index("product_part", "model")
    index("product_part", "part_id")
    create(
        "fault_code",
        words(
            "id", "category", "symptom_zh", "symptom_en", "cause_zh", "cause_en", "measure_zh", "measure_en"
        ),
        words("model", "part_id", "display_code", null=True),
        flags("can_be_remote"),
        numbers("version"),
    )
    index("fault_code", "category")
    create(
        "unit",
        words("id", "model", "state"),
        words(
            "customer_id",
            "order_number",
            "channel",
            "installed_by",
            "province",
            "disclosed_flaw",
            "replaces",
            null=True,
        ),
        days("invoice_on", "delivered_on", "installed_on", null=True),
        amounts("invoice_price", null=True),
        numbers("version"),
    )
    index("unit", "customer_id")
    index("unit", "model")
    index("unit", "order_number")
    create(
        "repair_record",
        words("id", "unit_id", "case_number", "fault", "cause", "measures"),
        days("handed_in_on"),
        days("finished_on", null=True),
        words("spot", "delay_cause", null=True),
        flags("was_repaired"),
        numbers("version"),
    )
    index("repair_record", "case_number")
    index("repair_record", "unit_id")
    create(
        "entitlement",
        words("id", "unit_id", "kind", "waived", "state"),
        days("begins_on", "ends_on"),
        amounts("fee"),
        words("provider", "certificate", null=True),
        numbers("version"),
    )
    index("entitlement", "ends_on")
    index("entitlement", "unit_id")
