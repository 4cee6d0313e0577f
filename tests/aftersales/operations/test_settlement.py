"""Outlets are paid once for each item, by a statement that two people saw."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aftersales.model.case import Case
from aftersales.model.money import AmountRefused, Ledger
from aftersales.model.settlement import (
    ItemSettled,
    ItemTwice,
    PayeeIsReviewer,
    Settlement,
    SettlementEmpty,
    SettlementRefused,
    SettlementState,
)
from aftersales.model.workforce import Outlet, OutletKind
from aftersales.operations.settlement import draw_up, pay_settlement, review
from aftersales.ports.register import Register
from engine.errors import EngineError, NotFound
from engine.ports.store import Store
from tests.aftersales.build import CASE, DEED, a_case, registering
from tests.aftersales.memory import in_memory
from tests.aftersales.operations.test_money import balance

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
ITEMS = [(CASE, "visit", Decimal("50.00")), (CASE, "labour", Decimal("80.00"))]
OUTLET = Outlet("O01", "杭州服务中心", OutletKind.OWN, "zhejiang", "杭州市", "0571-80000001")
BOSS = replace(DEED, actor="boss")


def drawn_up(register: Register, key: str = "S1") -> Settlement:
    if register.look(Case, CASE) is None:
        register.add_all((a_case(), OUTLET), DEED)
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

        with pytest.raises(ItemSettled) as refused:
            drawn_up(register, "S2")

        assert register.look(Settlement, "S2") is None
        assert refused.value.message_zh == f"工单 {CASE} 的上门费已列入结算单 S1。"


def test_whoever_drew_it_up_does_not_review_it() -> None:
    with in_memory() as register:
        drawn_up(register)

        with pytest.raises(PayeeIsReviewer):
            review(register, "S1", DEED)


def test_steps_come_in_order_and_once() -> None:
    with in_memory() as register:
        drawn_up(register)
        with pytest.raises(SettlementRefused) as refused:
            pay_settlement(register, "S1", BOSS)
        review(register, "S1", BOSS)
        with pytest.raises(SettlementRefused):
            review(register, "S1", BOSS)

        assert refused.value.message_zh == "结算单 S1 待审核，不能这样操作。"


@pytest.mark.parametrize(
    ("period", "items", "refusal"),
    [
        (NOVEMBER, [(CASE, "visit", Decimal(0))], AmountRefused),
        (NOVEMBER, [ITEMS[0], ITEMS[0]], ItemTwice),
        (NOVEMBER, [], SettlementEmpty),
        (NOVEMBER[::-1], ITEMS, SettlementEmpty),
        (NOVEMBER, [("WX-9", "visit", Decimal(1))], NotFound),
    ],
)
def test_a_statement_that_is_none_is_refused(
    period: tuple[date, date], items: list[tuple[str, str, Decimal]], refusal: type[EngineError]
) -> None:
    with in_memory() as register:
        register.add_all((a_case(), OUTLET), DEED)

        with pytest.raises(refusal):
            draw_up(register, "S1", "O01", period, items, DEED)

        assert register.look(Settlement, "S1") is None


def test_an_unknown_outlet_is_owed_nothing() -> None:
    with in_memory() as register, pytest.raises(NotFound):
        draw_up(register, "S1", "O99", NOVEMBER, ITEMS, DEED)
