"""Warranty terms are reckoned to the customer's good: from delivery, without the days in repair."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.model.entitlement import (
    Entitlement,
    EntitlementKind,
    EntitlementState,
    StartBasis,
    add_months,
    extension_of,
    repair_days,
    start_of,
    warranty_term,
)
from aftersales.model.product import Category, PartRole, Product
from aftersales.model.unit import RepairRecord, Unit

FRIDGE = Product("BCD-520", Category.REFRIGERATOR, "冰箱", "Fridge", 12, 36, 6)
AIR_CONDITIONER = Product(
    "KFR-35", Category.AIR_CONDITIONER, "空调", "AC", 12, 36, 6, is_installed_by_seller=True
)
# The worked case of the sources: bought 06-22, received 06-25, failed a year later.
BOUGHT = Unit("S1", "BCD-520", invoice_on=date(2012, 6, 22), delivered_on=date(2012, 6, 25))


def a_repair(first: date, last: date | None) -> RepairRecord:
    return RepairRecord("r", "S1", "WX-1", first, last, "不制冷", "漏氟", "补焊充氟")


@pytest.mark.parametrize("years", [0, 13])
def test_the_worked_case_is_covered_from_delivery_and_not_from_invoice(years: int) -> None:
    unit = Unit(
        "S1",
        "BCD-520",
        invoice_on=date(2012 + years, 6, 22),
        delivered_on=date(2012 + years, 6, 25),
    )
    failed_on = date(2013 + years, 6, 24)

    delivery = warranty_term(unit, FRIDGE, on=failed_on)
    invoice = warranty_term(unit, FRIDGE, on=failed_on, by_invoice=True)

    assert delivery is not None
    assert delivery.covers(failed_on)
    assert invoice is not None
    assert not invoice.covers(failed_on)


def test_what_the_seller_installs_counts_from_installation() -> None:
    unit = Unit("S1", "KFR-35", delivered_on=date(2025, 5, 1), installed_on=date(2025, 5, 9))

    assert start_of(unit, AIR_CONDITIONER) == (StartBasis.INSTALLATION, date(2025, 5, 9))
    assert start_of(unit, FRIDGE) == (StartBasis.DELIVERY, date(2025, 5, 1))


def test_without_a_day_or_a_term_a_person_judges() -> None:
    assert warranty_term(Unit("S1", "BCD-520"), FRIDGE, on=date(2025, 1, 1)) is None
    undecided = Product("X", Category.OTHER, "其他", "Other", None, None, None)
    assert warranty_term(BOUGHT, undecided, on=date(2025, 1, 1)) is None


def test_each_part_has_a_term_of_its_own() -> None:
    on = date(2012, 7, 1)

    ends = [warranty_term(BOUGHT, FRIDGE, role=role, on=on) for role in PartRole]

    assert [str(term.ends_on) for term in ends if term] == ["2013-06-25", "2015-06-25", "2012-12-25"]


def test_days_in_repair_are_added() -> None:
    repairs = [
        a_repair(date(2013, 1, 1), date(2013, 1, 11)),
        a_repair(date(2013, 1, 5), date(2013, 1, 8)),
        a_repair(date(2013, 6, 1), None),
    ]

    term = warranty_term(BOUGHT, FRIDGE, repairs, on=date(2013, 6, 4))

    assert term is not None
    assert term.repair_days == 13
    assert term.ends_on == date(2013, 6, 25) + timedelta(days=13)
    assert (
        term.sentences()[0]
        == "自签收之日 2012-06-25 起 12 个月，修理占用 13 天不计入，保修至 2013-07-08（含当日）。"
    )
    assert term.sentences()[1].startswith(
        "12 months from delivery on 2012-06-25, 13 days of repair not counted"
    )


def test_the_last_day_of_a_short_month_is_kept() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 11, 30), 15) == date(2025, 2, 28)


def test_an_extension_begins_the_day_after_the_maker_s_term() -> None:
    term = warranty_term(BOUGHT, FRIDGE, on=date(2012, 7, 1))

    assert term is not None
    assert extension_of(term, 2) == (date(2013, 6, 26), date(2015, 6, 25))


def test_a_used_package_covers_nothing() -> None:
    package = Entitlement(
        "e", "S1", EntitlementKind.SWAP, date(2025, 1, 1), date(2025, 12, 31), Decimal("30.00")
    )
    used = Entitlement(
        "e",
        "S1",
        EntitlementKind.SWAP,
        date(2025, 1, 1),
        date(2025, 12, 31),
        Decimal("30.00"),
        state=EntitlementState.USED,
    )

    assert package.covers(date(2025, 12, 31))
    assert not package.covers(date(2026, 1, 1))
    assert not used.covers(date(2025, 6, 1))


DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
REPAIRS = st.lists(
    st.tuples(DAYS, st.none() | st.integers(0, 90)).map(
        lambda told: a_repair(told[0], None if told[1] is None else told[0] + timedelta(days=told[1]))
    ),
    max_size=5,
)


@settings(deadline=None)
@given(delivered=DAYS, on=DAYS, repairs=REPAIRS)
def test_a_repair_never_shortens_a_term(delivered: date, on: date, repairs: list[RepairRecord]) -> None:
    unit = Unit("S1", "BCD-520", invoice_on=delivered, delivered_on=delivered + timedelta(days=3))

    plain = warranty_term(unit, FRIDGE, on=on)
    repaired = warranty_term(unit, FRIDGE, repairs, on=on)
    by_invoice = warranty_term(unit, FRIDGE, repairs, on=on, by_invoice=True)

    assert plain is not None
    assert repaired is not None
    assert by_invoice is not None
    assert repaired.ends_on >= plain.ends_on
    assert repaired.begins_on >= by_invoice.begins_on
    assert (repaired.ends_on - plain.ends_on).days == repair_days(repairs, repaired.begins_on, on)


@settings(deadline=None)
@given(first=DAYS, repairs=REPAIRS, until=DAYS)
def test_days_in_repair_never_exceed_the_days_there_were(
    first: date, repairs: list[RepairRecord], until: date
) -> None:
    assert 0 <= repair_days(repairs, first, until) <= max(0, (until - first).days)
