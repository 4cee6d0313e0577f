"""Agreements bind for their days, plan their visits, and are charged to the last fen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.model.agreement import Agreement, AgreementState

YEAR = Agreement(
    "A1",
    "C1",
    date(2026, 1, 31),
    date(2026, 12, 31),
    Decimal("1000.00"),
    charged_every_months=4,
    visited_every_months=3,
    waived=("labour", "visit"),
    state=AgreementState.REVIEWED,
)


def test_it_binds_within_its_days_once_it_is_reviewed() -> None:
    inside, after = date(2026, 6, 1), date(2027, 1, 1)

    assert [YEAR.binds(inside), YEAR.binds(after)] == [True, False]
    assert not replace(YEAR, state=AgreementState.DRAFT).binds(inside)


def test_visits_are_due_every_so_many_months() -> None:
    assert [str(day) for day in YEAR.visits()] == ["2026-04-30", "2026-07-31", "2026-10-31"]
    assert list(replace(YEAR, visited_every_months=None).visits()) == []


def test_instalments_begin_with_the_agreement() -> None:
    assert [(str(day), str(amount)) for day, amount in YEAR.instalments()] == [
        ("2026-01-31", "333.33"),
        ("2026-05-31", "333.33"),
        ("2026-09-30", "333.34"),
    ]


@settings(deadline=None)
@given(
    amount=st.decimals("0.01", "99999", places=2) | st.just(Decimal("0.05")),
    every=st.integers(1, 24),
    length=st.integers(0, 1500),
)
def test_instalments_add_up(amount: Decimal, every: int, length: int) -> None:
    ends_on = date.fromordinal(date(2026, 1, 31).toordinal() + length)
    agreement = replace(YEAR, amount=amount, charged_every_months=every, ends_on=ends_on)

    assert sum(part for _, part in agreement.instalments()) == amount
    assert all(part >= 0 for _, part in agreement.instalments())
