"""What packages bring stands in the register and is told to the customer with its reason."""

from decimal import Decimal

from aftersales.model.handling import Loan
from aftersales.model.message import InboxMessage
from aftersales.model.money import Payout, PayoutState
from tests.processes.conftest import Theatre


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
