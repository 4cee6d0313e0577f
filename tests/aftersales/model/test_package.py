"""Packages are sold for their own goods, and begin and end when their terms say."""

from datetime import date
from decimal import Decimal

import pytest

from aftersales.model.entitlement import EntitlementKind, warranty_term
from aftersales.model.package import PackageRefused, offers, sold
from aftersales.model.product import Category, Product
from aftersales.model.unit import Unit

UNIT = Unit("S1", "X", invoice_on=date(2025, 1, 1), delivered_on=date(2025, 1, 3))
FRIDGE = Product("X", Category.REFRIGERATOR, "冰箱", "Fridge", 12, 36, 6)
FEE = Decimal("200.00")


@pytest.mark.parametrize(
    ("package", "category", "begins_on", "ends_on"),
    [
        ("drop_cover", "small_appliance", date(2025, 2, 2), date(2026, 2, 1)),
        ("swap", "kitchen_appliance", date(2025, 2, 2), date(2026, 2, 1)),
        ("swap_tablet", "other", date(2025, 1, 4), date(2026, 1, 3)),
        ("no_reason", "refrigerator", date(2025, 1, 4), date(2026, 1, 3)),
    ],
)
def test_a_package_begins_so_many_days_after_the_sale(
    package: str, category: str, begins_on: date, ends_on: date
) -> None:
    bought = sold(offers()[package], UNIT, category, fee=Decimal(30), term=None)

    assert (bought.begins_on, bought.ends_on) == (begins_on, ends_on)


def test_an_extension_begins_after_the_maker_s_warranty() -> None:
    term = warranty_term(UNIT, FRIDGE, on=date(2025, 2, 1))

    bought = sold(offers()["extended"], UNIT, "refrigerator", fee=Decimal(99), term=term, years=2)

    assert bought.kind is EntitlementKind.EXTENDED_WARRANTY
    assert (bought.begins_on, bought.ends_on) == (date(2026, 1, 4), date(2028, 1, 3))


def test_a_package_is_not_sold_for_other_goods_or_without_a_day() -> None:
    with pytest.raises(PackageRefused):
        sold(offers()["swap"], UNIT, "tv", fee=FEE, term=None)
    with pytest.raises(PackageRefused):
        sold(offers()["swap"], Unit("S2", "X"), "kitchen_appliance", fee=FEE, term=None)
    with pytest.raises(PackageRefused):
        sold(offers()["extended"], UNIT, "tv", fee=FEE, term=None)
