"""Outlets are paid once for each item, by a statement that two people saw."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aftersales.errors import AlreadyRegistered
from aftersales.model.money import AmountRefused, Ledger
from aftersales.model.settlement import PayeeIsReviewer, Settlement, SettlementRefused, SettlementState
from aftersales.operations.settlement import draw_up, pay_settlement, review
from aftersales.ports.register import Register
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering
from tests.aftersales.memory import in_memory
from tests.aftersales.operations.test_money import balance

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
ITEMS = {("WX-1", "visit"): Decimal("50.00"), ("WX-1", "labour"): Decimal("80.00")}
BOSS = replace(DEED, actor="boss")


def drawn_up(register: Register, key: str = "S1") -> Settlement:
    return draw_up(register, key, "O01", NOVEMBER, ITEMS, DEED)


def test_a_statement_is_reviewed_and_paid(database: Store) -> None:
    with registering(database) as register:
        total = drawn_up(register).amount
        review(register, "S1", BOSS)
        paid = pay_settlement(register, "S1", BOSS)

        assert (total, paid.state) == (Decimal("130.00"), SettlementState.PAID)
        assert balance(register)[Ledger.CASH] == Decimal("-130.00")
        assert balance(register)[Ledger.PAYABLE] == 0


def test_no_item_is_settled_twice(database: Store) -> None:
    with registering(database) as register:
        drawn_up(register)

        with pytest.raises(AlreadyRegistered):
            drawn_up(register, "S2")

        assert register.look(Settlement, "S2") is None


def test_whoever_drew_it_up_does_not_review_it() -> None:
    with in_memory() as register:
        drawn_up(register)

        with pytest.raises(PayeeIsReviewer):
            review(register, "S1", DEED)


def test_steps_come_in_order_and_once() -> None:
    with in_memory() as register:
        drawn_up(register)
        with pytest.raises(SettlementRefused):
            pay_settlement(register, "S1", BOSS)
        review(register, "S1", BOSS)
        with pytest.raises(SettlementRefused):
            review(register, "S1", BOSS)


def test_an_item_without_amount_is_refused() -> None:
    with in_memory() as register, pytest.raises(AmountRefused):
        draw_up(register, "S1", "O01", NOVEMBER, {("WX-1", "visit"): Decimal(0)}, DEED)
