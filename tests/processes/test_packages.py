"""What packages bring stands in the register and is told to the customer with its reason."""

from decimal import Decimal

import pytest

from aftersales.model.case import Case
from aftersales.model.entitlement import Entitlement, EntitlementState
from aftersales.model.handling import Loan
from aftersales.model.message import InboxMessage
from aftersales.model.money import (
    ZERO,
    ItemKind,
    MoneyAccount,
    NotAgreed,
    Payout,
    PayoutState,
    Quote,
    QuoteLine,
    QuoteState,
)
from aftersales.model.remedy import Remedy
from tests.processes.conftest import Theatre
from tests.processes.desk import complete

SWAP = "Swap instead of repair: thirty yuan and a new unit"
TABLET = (
    "A tablet is swapped: a person sets the depreciation, never above the cap; "
    "the dearer model costs its difference too"
)
REFUSED = "Dropped and beyond repair: the fee is refused and the customer keeps the unit"


def test_the_payout_of_a_package_is_a_compensation_that_was_approved_and_paid(theatre: Theatre) -> None:
    theatre.play("repair", "The no-reason warranty repairs free and pays the customer")

    with theatre.register() as register:
        (paid,) = register.all(Payout)
    assert (paid.amount, paid.state, paid.is_compensation) == (Decimal("100.00"), PayoutState.PAID, True)


def test_the_quote_says_why_it_is_charged_and_what_the_package_takes_off(theatre: Theatre) -> None:
    theatre.play("repair_work", "An accident costs a fifth under the no-reason warranty")

    with theatre.register() as register:
        (quote,) = (message for message in register.all(InboxMessage) if "报价" in message.title_zh)
    assert "使用不当造成，由您购买的服务包承担。无理由保修：疏忽或意外造成，维修费减免 80%" in quote.text_zh
    assert "package covers it. No-reason warranty: carelessness or accident; 80 % off" in quote.text_en


def test_a_loan_unit_comes_back_where_the_repair_becomes_a_refund(theatre: Theatre) -> None:
    theatre.play("repair", "The repair takes too long and the customer wants a refund")

    with theatre.register() as register:
        (loan,) = register.all(Loan)
    assert loan.returned_at is not None


def test_a_swap_costs_its_handling_fee_and_uses_the_package(theatre: Theatre) -> None:
    theatre.play("exchange", SWAP)

    with theatre.register() as register:
        (case,), (held,) = register.all(Case), register.all(Entitlement)
        account = register.get(MoneyAccount, case.id)
        (quote,) = (m for m in register.all(InboxMessage) if "报价" in m.title_zh)
    assert (account.charged, account.paid) == (Decimal("30.00"), Decimal("30.00"))
    assert held.state is EntitlementState.USED
    assert "付 30 元手续费换新机" in quote.text_zh
    assert "a new unit for a handling fee of 30 CNY" in quote.text_en


def test_a_tablet_costs_no_more_than_its_cap_and_the_difference_agreed_on_top(theatre: Theatre) -> None:
    theatre.play("exchange", TABLET)

    with theatre.register() as register:
        (case,) = register.all(Case)
        account = register.get(MoneyAccount, case.id)
        (agreed,) = register.all(Quote, state=QuoteState.CHARGED)
        lines = {line.kind: line.amount for line in register.all(QuoteLine, quote_id=agreed.id)}
    assert (account.charged, account.paid) == (Decimal("880.00"), Decimal("880.00"))
    assert lines[ItemKind.DIFFERENCE] == Decimal("100.00")
    assert sum(lines.values()) - lines[ItemKind.DIFFERENCE] == Decimal("780.00")


def test_no_more_is_collected_for_a_swap_than_was_agreed(theatre: Theatre) -> None:
    theatre.play_until("exchange", SWAP, "settle_price")

    with pytest.raises(NotAgreed):
        complete(theatre, "settle_price", {"price_payer": "none", "price_amount": 0, "fee_collected": 31})


def test_who_refuses_the_fee_pays_nothing_and_keeps_unit_and_package(theatre: Theatre) -> None:
    theatre.play("exchange", REFUSED)

    with theatre.register() as register:
        (case,), (held,) = register.all(Case), register.all(Entitlement)
        account, remedies = register.look(MoneyAccount, case.id), register.all(Remedy)
    assert account is None or account.charged == ZERO
    assert held.state is EntitlementState.ACTIVE
    assert [remedy.state.value for remedy in remedies] == ["withdrawn"]
