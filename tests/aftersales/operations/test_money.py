"""Nothing is charged without consent, overpaid, or given back beyond what was paid."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.errors import RegisterInputRefused, RegisterRefusal
from aftersales.model.money import (
    ZERO,
    AmountRefused,
    ItemKind,
    Ledger,
    MoneyAccount,
    MoneyEntry,
    NotAgreed,
    Overpaid,
    Payout,
    PayoutRefused,
    PayoutState,
    QuoteLine,
    QuoteState,
    RefundOf,
    RefundTooHigh,
    yuan,
)
from aftersales.model.remedy import RemedyKind, RemedyNotGranted
from aftersales.model.unit import Unit
from aftersales.operations.money import (
    answer_quote,
    cancel_payout,
    charge,
    decide_payout,
    pay,
    pay_out,
    quote_line,
    request_compensation,
    request_refund,
    send_quote,
)
from aftersales.operations.purchase import advance_cost, open_purchase, refundable_price
from aftersales.operations.remedy import grant_remedy
from aftersales.ports.register import Register
from engine.errors import NotFound
from engine.ports.store import Store
from tests.aftersales.build import DEED, NOW, registering
from tests.aftersales.memory import in_memory

CASE = "WX-20261122-0001"


def a_line(quote_id: str, price: str, quantity: int = 1) -> QuoteLine:
    plain = QuoteLine(f"{quote_id}:1", quote_id, ItemKind.PART, "压缩机", quantity, Decimal(price), ZERO)
    return quote_line(plain)


def a_payout(payout_id: str, amount: str) -> Payout:
    return Payout(payout_id, CASE, "", Decimal(amount), PayoutState.REQUESTED, "质量问题", NOW)


def agreed(register: Register, price: str = "300.00") -> None:
    send_quote(register, "Q1", CASE, [a_line("Q1", price)], DEED)
    answer_quote(register, "Q1", agrees=True, by="signature", deed=DEED)


def balance(register: Register) -> dict[Ledger, Decimal]:
    """Return each account's balance; debits count up, credits down."""
    found = dict.fromkeys(Ledger, ZERO)
    for entry in register.all(MoneyEntry):
        found[entry.debit] += entry.amount
        found[entry.credit] -= entry.amount
    return found


def test_a_repair_is_quoted_agreed_charged_and_paid(database: Store) -> None:
    with registering(database) as register:
        agreed(register)
        charge(register, "c1", CASE, Decimal("300.00"), DEED)
        pay(register, "p1", CASE, Decimal("120.00"), DEED)
        account = pay(register, "p2", CASE, Decimal("180.00"), DEED)

        assert (account.charged, account.paid, account.owed) == (Decimal("300.00"), Decimal("300.00"), ZERO)
        assert balance(register)[Ledger.CASH] == Decimal("300.00")


def test_nothing_is_charged_beyond_consent(database: Store) -> None:
    with registering(database) as register:
        send_quote(register, "Q1", CASE, [a_line("Q1", "300.00")], DEED)

        with pytest.raises(NotAgreed):
            charge(register, "c1", CASE, Decimal("300.00"), DEED)

        answer_quote(register, "Q1", agrees=True, by="signature", deed=DEED)
        charge(register, "c1", CASE, Decimal("300.00"), DEED)
        with pytest.raises(NotAgreed):
            charge(register, "c2", CASE, Decimal("0.01"), DEED)


def test_a_new_quote_needs_new_consent() -> None:
    with in_memory() as register:
        agreed(register)

        second = send_quote(register, "Q2", CASE, [a_line("Q2", "500.00")], DEED)

        assert second.state is QuoteState.SENT
        with pytest.raises(NotAgreed):
            charge(register, "c1", CASE, Decimal("300.00"), DEED)


def test_a_refused_quote_stays_refused() -> None:
    with in_memory() as register:
        send_quote(register, "Q1", CASE, [a_line("Q1", "300.00")], DEED)
        answer_quote(register, "Q1", agrees=False, by="phone", deed=DEED)

        assert answer_quote(register, "Q1", agrees=True, by="phone", deed=DEED).state is QuoteState.REFUSED


def test_the_same_payment_counts_once() -> None:
    with in_memory() as register:
        agreed(register)
        charge(register, "c1", CASE, Decimal("300.00"), DEED)
        charge(register, "c1", CASE, Decimal("300.00"), DEED)
        pay(register, "p1", CASE, Decimal("100.00"), DEED)

        assert pay(register, "p1", CASE, Decimal("100.00"), DEED).paid == Decimal("100.00")


def test_more_than_owed_is_not_taken() -> None:
    with in_memory() as register:
        agreed(register)
        charge(register, "c1", CASE, Decimal("300.00"), DEED)

        with pytest.raises(Overpaid):
            pay(register, "p1", CASE, Decimal("300.01"), DEED)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity"])
def test_an_amount_is_above_zero_and_in_whole_fen(amount: str) -> None:
    with in_memory() as register, pytest.raises(AmountRefused):
        charge(register, "c1", CASE, Decimal(amount), DEED)


def test_the_price_of_a_unit_is_given_back_once(database: Store) -> None:
    with registering(database) as register:
        register.add(Unit("S1", "BCD-520", invoice_price=Decimal("3999.00")), DEED)
        grant_remedy(register, CASE, "S1", RemedyKind.REFUND, DEED)
        request_refund(register, a_payout("r1", "3999.00"), RefundOf.PURCHASE, "S1", DEED)

        with pytest.raises(RefundTooHigh):
            request_refund(register, a_payout("r2", "0.01"), RefundOf.PURCHASE, "S1", DEED)

        decide_payout(register, "r1", is_approved=True, deed=DEED)
        paid = pay_out(register, "r1", DEED)
        assert (paid.state, paid.approved_by) == (PayoutState.PAID, "li")
        assert balance(register)[Ledger.PAYABLE] == ZERO


def test_no_price_goes_back_that_is_not_the_remedy_of_the_case() -> None:
    with in_memory() as register:
        register.add(Unit("S1", "BCD-520", invoice_price=Decimal("3999.00")), DEED)

        with pytest.raises(RemedyNotGranted):
            request_refund(register, a_payout("r1", "3999.00"), RefundOf.PURCHASE, "S1", DEED)

        grant_remedy(register, CASE, "S1", RemedyKind.EXCHANGE, DEED)
        with pytest.raises(RemedyNotGranted):
            request_refund(register, a_payout("r1", "3999.00"), RefundOf.PURCHASE, "S1", DEED)


def test_freight_that_was_advanced_goes_back_with_the_price() -> None:
    with in_memory() as register:
        grant_remedy(register, CASE, None, RemedyKind.REFUND, DEED)
        account = open_purchase(register, CASE, None, Decimal("399.00"), DEED)
        advance_cost(register, "f1", account, Decimal("15.00"), DEED)
        advance_cost(register, "f1", account, Decimal("15.00"), DEED)

        with pytest.raises(RefundTooHigh):
            request_refund(register, a_payout("r1", "414.01"), RefundOf.PURCHASE, None, DEED)
        request_refund(register, a_payout("r1", "414.00"), RefundOf.PURCHASE, None, DEED)

        decide_payout(register, "r1", is_approved=True, deed=DEED)
        pay_out(register, "r1", DEED)
        assert balance(register)[Ledger.SERVICE_COST] == Decimal("15.00")
        assert balance(register)[Ledger.REFUNDS] == Decimal("399.00")
        assert refundable_price(register, CASE, None) == ZERO


def test_what_was_approved_and_not_accepted_is_owed_no_more(database: Store) -> None:
    with registering(database) as register:
        request_compensation(register, a_payout("k1", "100.00"), DEED)
        decide_payout(register, "k1", is_approved=True, deed=DEED)

        cancelled = cancel_payout(register, "k1", DEED)

        assert cancelled.state is PayoutState.CANCELLED
        assert set(balance(register).values()) == {ZERO}
        with pytest.raises(PayoutRefused):
            pay_out(register, "k1", DEED)


def test_a_refused_refund_can_be_asked_for_anew() -> None:
    with in_memory() as register:
        agreed(register)
        charge(register, "c1", CASE, Decimal("300.00"), DEED)
        pay(register, "p1", CASE, Decimal("300.00"), DEED)
        request_refund(register, a_payout("r1", "300.00"), RefundOf.FEES, None, DEED)
        decide_payout(register, "r1", is_approved=False, deed=DEED)

        request_refund(register, a_payout("r2", "300.00"), RefundOf.FEES, None, DEED)

        with pytest.raises(PayoutRefused):
            decide_payout(register, "r1", is_approved=True, deed=DEED)
        with pytest.raises(PayoutRefused):
            pay_out(register, "r2", DEED)


def test_a_compensation_needs_no_payment_before() -> None:
    with in_memory() as register:
        request_compensation(register, a_payout("k1", "100.00"), DEED)
        decide_payout(register, "k1", is_approved=True, deed=DEED)
        pay_out(register, "k1", DEED)

        assert register.get(MoneyAccount, CASE).compensated == Decimal("100.00")


def test_half_a_fen_is_rounded_up() -> None:
    assert yuan("0.125") == Decimal("0.13")
    assert a_line("Q1", "33.335", 1).amount == Decimal("33.34")


AMOUNTS = st.decimals("0.01", "400", places=2)
STEPS = st.lists(st.tuples(st.sampled_from("cprRadokxf"), AMOUNTS, st.integers(0, 3)), max_size=25)


def taken(  # noqa: C901 - one line for each verb
    register: Register, number: int, step: tuple[str, Decimal, int]
) -> None:
    """Take one random step; what is refused changes nothing."""
    verb, amount, which = step
    payout = Payout(f"x{which}", CASE, "", amount, PayoutState.REQUESTED, "试", NOW)
    with contextlib.suppress(RegisterRefusal, RegisterInputRefused, NotFound), register.whole():
        match verb:
            case "c":
                charge(register, f"c{number}", CASE, amount, DEED)
            case "p":
                pay(register, f"p{number}", CASE, amount, DEED)
            case "r":
                request_refund(register, payout, RefundOf.FEES, None, DEED)
            case "R":
                request_refund(register, payout, RefundOf.PURCHASE, "S1", DEED)
            case "x":
                cancel_payout(register, f"x{which}", DEED)
            case "f":
                account = open_purchase(register, CASE, "S1", None, DEED)
                advance_cost(register, f"f{which}", account, amount, DEED)
            case "k":
                request_compensation(register, payout, DEED)
            case "a" | "d":
                decide_payout(register, f"x{which}", is_approved=verb == "a", deed=DEED)
            case _:
                pay_out(register, f"x{which}", DEED)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS)
def test_no_path_gives_back_more_than_was_paid(steps: list[tuple[str, Decimal, int]]) -> None:
    with in_memory() as register:
        register.add(Unit("S1", "BCD-520", invoice_price=Decimal("250.00")), DEED)
        grant_remedy(register, CASE, "S1", RemedyKind.REFUND, DEED)
        agreed(register)
        for number, step in enumerate(steps):
            taken(register, number, step)

        for account in register.all(MoneyAccount):
            assert account.refunded <= account.paid <= account.charged
            assert account.refundable >= 0
        assert sum(balance(register).values()) == 0
