"""Quotes are sent and answered in writing; what was agreed to is charged once, paid, and given back."""

from decimal import Decimal
from typing import Any

import pytest

from aftersales import register_in
from aftersales.connectors.fee import FeeCharge, FeeGiveBack, FeePay, FeeRefund
from aftersales.connectors.quote import QuoteAnswer, QuoteLapse, QuoteSend
from aftersales.connectors.refund import RefundDecide
from aftersales.errors import InputMissing
from aftersales.model.money import (
    ZERO,
    ItemKind,
    MoneyAccount,
    Overpaid,
    Payout,
    PayoutState,
    Quote,
    QuoteLine,
    QuoteState,
    RefundTooHigh,
)
from engine.ports.connector import Outcome
from engine.ports.store import Store
from tests.aftersales.build import CASE, NOW, a_call, called, registering

KINDS = {
    kind.type: kind(register_in)
    for kind in (QuoteSend, QuoteAnswer, QuoteLapse, FeeCharge, FeePay, FeeRefund, FeeGiveBack, RefundDecide)
}
ITEMS = [
    {"kind": "part", "name": "电脑板", "quantity": 1, "list_price": 180, "card_price": Decimal(150)},
    {"kind": "labour", "name": "更换电脑板", "quantity": 2, "list_price": 30},
]


def does(store: Store, kind: str, job_id: str = "j1", **told: Any) -> Outcome:
    variables = {"caseNumber": CASE, **told}
    return called(store, KINDS[kind], a_call(kind, job_id, variables=variables))


def sent(store: Store, job_id: str = "q1", amount: object = 210, why: str = "") -> None:
    does(store, "quote.send", job_id, quote_items=ITEMS, fee={"amount": amount, "text_zh": why})


def agreed(store: Store, job_id: str = "q1") -> None:
    sent(store, job_id)
    does(store, "quote.answer", consent="agreed", consent_signature="signature-1")


def charged(store: Store, **told: Any) -> object:
    accepted = {"acceptance": "signed", "next_step": "done", **told}
    return does(store, "fee.charge", **accepted).variables["fee_owed"]


def quotes(store: Store) -> list[Quote]:
    with registering(store) as register:
        return list(register.all(Quote, case_number=CASE))


def account(store: Store) -> MoneyAccount:
    with registering(store) as register:
        return register.get(MoneyAccount, CASE)


def test_the_lower_price_stands_in_the_quote(database: Store) -> None:
    sent(database)

    with registering(database) as register:
        lines = register.all(QuoteLine, quote_id="q1")
    assert [(line.kind, line.quantity, line.amount) for line in lines] == [
        (ItemKind.PART, 1, Decimal("150.00")),
        (ItemKind.LABOUR, 2, Decimal("60.00")),
    ]
    assert [(quote.total, quote.state) for quote in quotes(database)] == [
        (Decimal("210.00"), QuoteState.SENT)
    ]


@pytest.mark.parametrize(("amount", "rest"), [(100, "-110.00"), (Decimal("250.5"), "40.50")])
def test_a_fee_that_a_person_set_is_made_up_by_a_line_that_says_why(
    light: Store, amount: object, rest: str
) -> None:
    sent(light, amount=amount, why="减免决定：老客户")

    with registering(light) as register:
        last = register.all(QuoteLine, quote_id="q1")[-1]
    assert (last.kind, last.amount, last.text) == (ItemKind.ADJUSTMENT, Decimal(rest), "减免决定：老客户")
    assert quotes(light)[0].total == Decimal(str(amount))


def test_a_quote_without_a_fee_is_refused(light: Store) -> None:
    with pytest.raises(InputMissing):
        sent(light, amount=None)


def test_the_customer_s_answer_binds_once(database: Store) -> None:
    agreed(database)
    does(database, "quote.answer", consent="refused")

    (quote,) = quotes(database)
    assert (quote.state, quote.consent_by, quote.answered_at) == (QuoteState.AGREED, "signature-1", NOW)


def test_asking_for_a_reduction_leaves_it_open_until_the_next_quote(light: Store) -> None:
    sent(light)
    does(light, "quote.answer", consent="reduction")
    sent(light, "q2", amount=100)
    does(light, "quote.answer", consent="refused")

    assert [quote.state for quote in quotes(light)] == [QuoteState.REPLACED, QuoteState.REFUSED]


def test_a_quote_that_nobody_answers_lapses(light: Store) -> None:
    sent(light)
    does(light, "quote.lapse")
    agreed_too_late = does(light, "quote.answer", consent="agreed")

    assert agreed_too_late.variables == {}
    assert [quote.state for quote in quotes(light)] == [QuoteState.LAPSED]
    assert charged(light) == ZERO


def test_what_was_agreed_is_charged_once_and_paid(database: Store) -> None:
    agreed(database)

    assert charged(database) == Decimal("210.00")
    assert charged(database) == Decimal("210.00")
    does(database, "fee.pay", "p1", paid_amount=Decimal("210.0"))
    does(database, "fee.pay", "p1", paid_amount=210)

    assert (account(database).charged, account(database).owed) == (Decimal("210.00"), ZERO)
    assert charged(database) == ZERO


def test_a_second_repair_of_the_case_is_charged_on_top(light: Store) -> None:
    agreed(light)
    charged(light)
    does(light, "fee.pay", "p1", paid_amount=210)

    agreed(light, "q2")

    assert charged(light) == Decimal("210.00")
    assert account(light).charged == Decimal("420.00")
    assert [quote.state for quote in quotes(light)] == [QuoteState.CHARGED, QuoteState.CHARGED]


@pytest.mark.parametrize("told", [{"acceptance": "objection"}, {"next_step": "no_fault"}])
def test_nothing_is_charged_for_what_was_not_done_or_not_accepted(light: Store, told: dict[str, Any]) -> None:
    agreed(light)

    assert charged(light, **told) == ZERO
    assert quotes(light)[0].state is QuoteState.AGREED


def test_more_than_is_owed_cannot_be_paid(light: Store) -> None:
    agreed(light)
    charged(light)

    with pytest.raises(Overpaid):
        does(light, "fee.pay", paid_amount=300)


def payouts(store: Store) -> list[tuple[PayoutState, Decimal, str]]:
    with registering(store) as register:
        found = register.all(Payout, case_number=CASE)
    return [(payout.state, payout.amount, payout.reason) for payout in found]


def test_fees_are_given_back_at_a_cancellation_and_never_more(database: Store) -> None:
    agreed(database)
    charged(database)
    does(database, "fee.pay", "p1", paid_amount=210)

    does(database, "fee.refund", "r1", refunded=200, cancellation_reason="不修了")
    with pytest.raises(RefundTooHigh):
        does(database, "fee.refund", "r2", refunded=11)

    assert payouts(database) == [(PayoutState.REQUESTED, Decimal("200.00"), "不修了")]
    does(database, "refund.decide", "d1", refund_decision="approved")
    does(database, "fee.give_back", "g1", refunded_amount=20)
    assert payouts(database) == [(PayoutState.APPROVED, Decimal("200.00"), "不修了")]
    does(database, "fee.give_back", "g2", refunded_amount=200)
    assert payouts(database) == [(PayoutState.PAID, Decimal("200.00"), "不修了")]
    assert account(database).refundable == Decimal("10.00")


def test_nothing_paid_and_nothing_given_back_book_nothing(light: Store) -> None:
    does(light, "fee.pay", paid_amount=0)
    does(light, "fee.refund")

    with registering(light) as register:
        assert register.look(MoneyAccount, CASE) is None
