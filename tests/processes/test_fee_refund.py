"""Fees of a repair that is called off go back by the approval ladder, never by one desk alone."""

from decimal import Decimal

import pytest

from aftersales.model.case import Case
from aftersales.model.money import ZERO, MoneyAccount, Payout, PayoutState, RefundTooHigh
from engine import operations
from engine.model.actor import Actor
from tests.processes.conftest import Theatre
from tests.processes.desk import complete, open_task

PAID = "Without a delivery record the same soy-milk maker is out of warranty"
SETTLED = {"cancellation_reason": "客户不修了", "unit_is_back": True, "loan_unit_back": True}
PAYMENT = {"refunded_amount": 210, "refund_method": "original", "refund_reference": "TK-000301"}


@pytest.fixture
def called_off(theatre: Theatre) -> Theatre:
    """A repair whose fee of 210 was paid, and which the customer cancels."""
    case = theatre.play_as_far_as("repair", PAID, "collect_fee")
    operations.publish_message(
        theatre.engine, "repair_cancelled", actor=Actor("customer"), business_key=case.business_key
    )
    return theatre


def state(theatre: Theatre) -> tuple[PayoutState, Decimal]:
    with theatre.register() as register:
        ((payout,), (case,)) = register.all(Payout), register.all(Case)
        return payout.state, register.get(MoneyAccount, case.id).refundable


def test_the_desk_asks_a_supervisor_approves_and_finance_pays(called_off: Theatre) -> None:
    complete(called_off, "settle_cancellation", {**SETTLED, "refunded": 210})
    assert state(called_off) == (PayoutState.REQUESTED, ZERO)
    assert list(open_task(called_off, "approve_fee_refund").candidate_groups) == ["supervisor"]

    complete(called_off, "approve_fee_refund", {"refund_decision": "approved"})
    assert state(called_off)[0] is PayoutState.APPROVED

    complete(called_off, "pay_fees_back", {**PAYMENT, "refunded_on": "2026-06-25"})
    with called_off.register() as register:
        (case,) = register.all(Case)
    assert state(called_off) == (PayoutState.PAID, ZERO)
    assert case.outcome == "cancelled"


def test_a_refused_refund_is_free_again_and_asked_for_anew(called_off: Theatre) -> None:
    complete(called_off, "settle_cancellation", {**SETTLED, "refunded": 210})
    refused = {"refund_decision": "returned", "refund_return_reason": "上门费不退"}
    complete(called_off, "approve_fee_refund", refused)
    assert state(called_off) == (PayoutState.REFUSED, Decimal(210))

    complete(called_off, "correct_amount", {"refunded": 150})

    with called_off.register() as register:
        amounts = sorted((each.state, each.amount) for each in register.all(Payout))
    assert amounts == [(PayoutState.REFUSED, Decimal(210)), (PayoutState.REQUESTED, 150)]


def test_more_than_was_paid_is_refused_at_the_desk(called_off: Theatre) -> None:
    with pytest.raises(RefundTooHigh):
        complete(called_off, "settle_cancellation", {**SETTLED, "refunded": 211})
