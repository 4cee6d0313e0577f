"""The account of a unit's purchase: what was paid for it, and what the customer advanced for us."""

from dataclasses import replace
from decimal import Decimal

from aftersales.model.deed import Deed
from aftersales.model.money import ZERO, Ledger, MoneyAccount, MoneyEntry, amount_of
from aftersales.model.unit import Unit
from aftersales.ports.register import Register


def purchase_id(case_number: str, unit_id: str | None) -> str:
    """Return the account's id: the unit's, or the case's where no unit is known."""
    return f"purchase:{case_number}" if unit_id is None else f"unit:{unit_id}"


def open_purchase(
    register: Register, case_number: str, unit_id: str | None, told: Decimal | None, deed: Deed
) -> MoneyAccount:
    """Return the account; at first what the invoice says was paid, else what the case was told."""
    key = purchase_id(case_number, unit_id)
    price = price_paid(register, unit_id) or told or ZERO
    return register.look(MoneyAccount, key) or register.add(MoneyAccount(key, price, price), deed)


def estimate_purchase(
    register: Register, case_number: str, unit_id: str | None, amount: Decimal, deed: Deed
) -> None:
    """Let what a person has set stand for a price that nobody knows, until something is given back of it."""
    account = register.get(MoneyAccount, purchase_id(case_number, unit_id))
    is_free = price_paid(register, unit_id) is None and account.refunded == ZERO
    if is_free and account.paid != amount:
        register.save(replace(account, charged=amount, paid=amount), deed)


def price_paid(register: Register, unit_id: str | None) -> Decimal | None:
    """Return what the register says was paid for a unit."""
    unit = None if unit_id is None else register.look(Unit, unit_id)
    return None if unit is None else unit.invoice_price


def refundable_price(register: Register, case_number: str, unit_id: str | None) -> Decimal | None:
    """Return what of the price can still be given back; None where the register does not know it."""
    account = register.look(MoneyAccount, purchase_id(case_number, unit_id))
    return price_paid(register, unit_id) if account is None else account.refundable


def advance_cost(
    register: Register, advance_id: str, account: MoneyAccount, amount: Decimal, deed: Deed
) -> MoneyAccount:
    """Note what the customer advanced for a cost of ours, such as freight: it goes back with the refund.

    The refund is booked as a whole, so the advance moves its part from the refunds to the costs.
    """
    if register.look(MoneyEntry, advance_id) is not None:
        return account
    sides = (Ledger.SERVICE_COST, Ledger.REFUNDS)
    entry = MoneyEntry(advance_id, deed.at, *sides, amount_of(amount), "freight", account.id)
    register.add(entry, deed)
    changed = replace(account, charged=account.charged + amount, paid=account.paid + amount)
    return register.save(changed, deed)
