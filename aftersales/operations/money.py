"""Books money: no charge beyond consent, no payment beyond what is owed, no refund beyond what was paid."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from aftersales.model.deed import Deed
from aftersales.model.money import (
    ZERO,
    Ledger,
    MoneyAccount,
    MoneyEntry,
    NotAgreed,
    Overpaid,
    Payout,
    PayoutRefused,
    PayoutState,
    Quote,
    QuoteLine,
    QuoteState,
    RefundOf,
    RefundTooHigh,
    amount_of,
    yuan,
)
from aftersales.model.remedy import RemedyKind
from aftersales.operations.purchase import open_purchase
from aftersales.operations.remedy import granted_remedy
from aftersales.ports.register import Register

_BINDING = {QuoteState.AGREED, QuoteState.CHARGED}
_REMEDY_BEHIND = {RefundOf.PURCHASE: RemedyKind.REFUND, RefundOf.DIFFERENCE: RemedyKind.EXCHANGE}


def send_quote(
    register: Register, quote_id: str, case_number: str, lines: Sequence[QuoteLine], deed: Deed
) -> Quote:
    """Register a quote; its total is the sum of its lines. What was asked or agreed before is replaced.

    What was charged already stays: the new one comes on top of it.
    """
    for older in register.all(Quote, case_number=case_number):
        if older.state in {QuoteState.SENT, QuoteState.AGREED}:
            register.save(replace(older, state=QuoteState.REPLACED), deed)
    total = sum((line.amount for line in lines), ZERO)
    quote = register.add(Quote(quote_id, case_number, total, QuoteState.SENT, deed.at), deed)
    for line in lines:
        register.add(line, deed)
    return quote


def quote_line(line: QuoteLine) -> QuoteLine:
    """Return a line whose amount is quantity times price, in whole fen."""
    return replace(line, amount=yuan(line.unit_price * line.quantity))


def answer_quote(register: Register, quote_id: str, *, agrees: bool, by: str, deed: Deed) -> Quote:
    """Note the customer's written answer, once."""
    quote = register.get(Quote, quote_id)
    if quote.state is not QuoteState.SENT:
        return quote
    state = QuoteState.AGREED if agrees else QuoteState.REFUSED
    return register.save(replace(quote, state=state, answered_at=deed.at, consent_by=by), deed)


def quotes_of(register: Register, case_number: str, state: QuoteState) -> Sequence[Quote]:
    """Return the quotes of a case that have come so far."""
    return register.all(Quote, case_number=case_number, state=state)


def agreed_lines(register: Register, case_number: str) -> Sequence[QuoteLine]:
    """Return what the customer agreed to and was not charged yet, line by line."""
    agreed = quotes_of(register, case_number, QuoteState.AGREED)
    return [line for quote in agreed for line in register.all(QuoteLine, quote_id=quote.id)]


def lapse_quote(register: Register, case_number: str, deed: Deed) -> None:
    """Note that the customer never answered: what was asked binds nobody any more."""
    for quote in quotes_of(register, case_number, QuoteState.SENT):
        register.save(replace(quote, state=QuoteState.LAPSED, answered_at=deed.at), deed)


def lapse_quotes(register: Register, case_number: str, deed: Deed) -> None:
    """Note that nothing is charged any more of what was asked or agreed: the case is over."""
    lapse_quote(register, case_number, deed)
    for quote in quotes_of(register, case_number, QuoteState.AGREED):
        register.save(replace(quote, state=QuoteState.LAPSED), deed)


def charge_agreed(register: Register, case_number: str, deed: Deed) -> MoneyAccount:
    """Charge what the customer agreed to and was not charged yet; return how the account stands."""
    for quote in quotes_of(register, case_number, QuoteState.AGREED):
        if quote.total > ZERO:
            charge(register, f"{quote.id}:charge", case_number, quote.total, deed)
        register.save(replace(quote, state=QuoteState.CHARGED), deed)
    return _account(register, case_number, deed)


def collect_agreed(
    register: Register, collect_id: str, case_number: str, amount: Decimal, deed: Deed
) -> MoneyAccount:
    """Charge and enter at once what a customer has paid of what he agreed to; the agreement is used up.

    Raises:
        NotAgreed: the customer's consent does not reach so far.
    """
    charge(register, f"{collect_id}:charge", case_number, amount, deed)
    for quote in quotes_of(register, case_number, QuoteState.AGREED):
        register.save(replace(quote, state=QuoteState.CHARGED), deed)
    return pay(register, f"{collect_id}:payment", case_number, amount, deed)


def charge(register: Register, charge_id: str, case_number: str, amount: Decimal, deed: Deed) -> MoneyAccount:
    """Charge a case.

    Raises:
        NotAgreed: the customer's consent does not reach so far.
    """
    account = _account(register, case_number, deed)
    if register.look(MoneyEntry, charge_id) is not None:
        return account
    wanted = account.charged + amount_of(amount)
    binding = [q for q in register.all(Quote, case_number=case_number) if q.state in _BINDING]
    agreed = sum((quote.total for quote in binding), ZERO)
    if wanted > agreed:
        raise NotAgreed(case_number, wanted, agreed)
    _book(register, charge_id, case_number, (Ledger.RECEIVABLE, Ledger.REVENUE, amount), "charge", deed)
    return register.save(replace(account, charged=wanted), deed)


def pay(register: Register, payment_id: str, case_number: str, amount: Decimal, deed: Deed) -> MoneyAccount:
    """Note a payment, once for each id.

    Raises:
        Overpaid: it is more than is owed.
    """
    account = _account(register, case_number, deed)
    if register.look(MoneyEntry, payment_id) is not None:
        return account
    if amount_of(amount) > account.owed:
        raise Overpaid(account, amount)
    _book(register, payment_id, case_number, (Ledger.CASH, Ledger.RECEIVABLE, amount), "payment", deed)
    return register.save(replace(account, paid=account.paid + amount), deed)


def request_refund(
    register: Register, payout: Payout, of: RefundOf, unit_id: str | None, deed: Deed
) -> Payout:
    """Ask for money back: fees of the case, or the unit's price. What is asked for is set aside at once.

    Raises:
        RefundTooHigh: more than was paid would be given back.
        RemedyNotGranted: the price of a unit goes back only where that is the remedy of the case.
    """
    found = register.look(Payout, payout.id)
    if found is not None:
        return found
    if of is RefundOf.FEES:
        account = _account(register, payout.case_number, deed)
    else:
        granted_remedy(register, payout.case_number, _REMEDY_BEHIND[of])
        account = open_purchase(register, payout.case_number, unit_id, None, deed)
    if amount_of(payout.amount) > account.refundable:
        raise RefundTooHigh(account, payout.amount)
    register.save(replace(account, refunded=account.refunded + payout.amount), deed)
    return register.add(replace(payout, account_id=account.id, state=PayoutState.REQUESTED), deed)


def request_compensation(register: Register, payout: Payout, deed: Deed) -> Payout:
    """Ask for a compensation."""
    found = register.look(Payout, payout.id)
    if found is not None:
        return found
    amount_of(payout.amount)
    wanted = replace(payout, account_id=payout.case_number, is_compensation=True, state=PayoutState.REQUESTED)
    return register.add(wanted, deed)


def decide_payout(register: Register, payout_id: str, *, is_approved: bool, deed: Deed) -> Payout:
    """Approve or refuse; what is refused can be asked for anew.

    Raises:
        PayoutRefused: it was decided already.
    """
    payout = _at(register, payout_id, PayoutState.REQUESTED)
    if is_approved:
        expense = Ledger.COMPENSATIONS if payout.is_compensation else Ledger.REFUNDS
        _book(
            register,
            f"{payout_id}:approved",
            payout.account_id,
            (expense, Ledger.PAYABLE, payout.amount),
            "payout",
            deed,
        )
        return register.save(replace(payout, state=PayoutState.APPROVED, approved_by=deed.actor), deed)
    _free(register, payout, deed)
    return register.save(replace(payout, state=PayoutState.REFUSED), deed)


def pay_out(register: Register, payout_id: str, deed: Deed) -> Payout:
    """Note that an approved refund or compensation reached the customer.

    Raises:
        PayoutRefused: it is not approved, or was paid already.
    """
    payout = _at(register, payout_id, PayoutState.APPROVED)
    sides = (Ledger.PAYABLE, Ledger.CASH, payout.amount)
    _book(register, f"{payout_id}:paid", payout.account_id, sides, "payout", deed)
    if payout.is_compensation:
        account = _account(register, payout.account_id, deed)
        register.save(replace(account, compensated=account.compensated + payout.amount), deed)
    return register.save(replace(payout, state=PayoutState.PAID, paid_at=deed.at), deed)


def cancel_payout(register: Register, payout_id: str, deed: Deed) -> Payout:
    """Take back what was approved and not paid: the customer did not accept it.

    Raises:
        PayoutRefused: it is not approved, or was paid already.
    """
    payout = _at(register, payout_id, PayoutState.APPROVED)
    expense = Ledger.COMPENSATIONS if payout.is_compensation else Ledger.REFUNDS
    sides = (Ledger.PAYABLE, expense, payout.amount)
    _book(register, f"{payout_id}:cancelled", payout.account_id, sides, "payout", deed)
    _free(register, payout, deed)
    return register.save(replace(payout, state=PayoutState.CANCELLED), deed)


def withdraw_payouts(register: Register, case_number: str, deed: Deed) -> None:
    """Take back what was asked for or approved and never paid: the case is over."""
    for payout in register.all(Payout, case_number=case_number):
        if payout.state is PayoutState.REQUESTED:
            decide_payout(register, payout.id, is_approved=False, deed=deed)
        elif payout.state is PayoutState.APPROVED:
            cancel_payout(register, payout.id, deed)


def _free(register: Register, payout: Payout, deed: Deed) -> None:
    """Give free what was set aside for a refund."""
    if not payout.is_compensation:
        account = register.get(MoneyAccount, payout.account_id)
        register.save(replace(account, refunded=account.refunded - payout.amount), deed)


def _at(register: Register, payout_id: str, state: PayoutState) -> Payout:
    payout = register.get(Payout, payout_id)
    if payout.state is not state:
        raise PayoutRefused(payout)
    return payout


def _account(register: Register, key: str, deed: Deed) -> MoneyAccount:
    return register.look(MoneyAccount, key) or register.add(MoneyAccount(key), deed)


def _book(
    register: Register,
    key: str,
    account_id: str,
    sides: tuple[Ledger, Ledger, Decimal],
    reason: str,
    deed: Deed,
) -> None:
    debit, credit, amount = sides
    register.add(MoneyEntry(key, deed.at, debit, credit, amount, reason, account_id), deed)
