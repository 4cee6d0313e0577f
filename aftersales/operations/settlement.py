"""Settles with outlets: drawn up by one person, reviewed by another, paid once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from aftersales.model.case import Case
from aftersales.model.deed import Deed
from aftersales.model.money import ZERO, Ledger, MoneyEntry, amount_of
from aftersales.model.settlement import (
    ItemSettled,
    ItemTwice,
    PayeeIsReviewer,
    Settlement,
    SettlementEmpty,
    SettlementLine,
    SettlementRefused,
    SettlementState,
)
from aftersales.model.workforce import Outlet
from aftersales.ports.register import Register

# (case number, item, amount)
Items = Sequence[tuple[str, str, Decimal]]


def draw_up(
    register: Register,
    settlement_id: str,
    outlet_id: str,
    period: tuple[date, date],
    items: Items,
    deed: Deed,
) -> Settlement:
    """Draw up a statement.

    Raises:
        NotFound: the outlet or a case is unknown.
        SettlementEmpty: it has no item, or ends before it begins.
        ItemSettled: an item was settled before; nothing is drawn up.
        ItemTwice: an item stands twice.
        AmountRefused: an item's amount is none.
    """
    register.get(Outlet, outlet_id)
    if not items or period[0] > period[1]:
        raise SettlementEmpty
    lines = [
        SettlementLine(f"{case}:{item}", settlement_id, case, item, amount_of(amount))
        for case, item, amount in items
    ]
    _check(register, lines)
    total = sum((line.amount for line in lines), ZERO)
    settlement = Settlement(settlement_id, outlet_id, *period, total)
    register.add_all((settlement, *lines), deed)
    return settlement


def review(register: Register, settlement_id: str, deed: Deed) -> Settlement:
    """Approve a statement: from now on the brand owes it.

    Raises:
        SettlementRefused: it was reviewed already.
        PayeeIsReviewer: whoever drew it up cannot review it.
    """
    settlement = _at(register, settlement_id, SettlementState.DRAFT)
    if register.changes(kind=Settlement, key=settlement_id)[0].actor == deed.actor:
        raise PayeeIsReviewer(settlement)
    return _booked(
        register, settlement, SettlementState.REVIEWED, (Ledger.SERVICE_COST, Ledger.PAYABLE), deed
    )


def pay_settlement(register: Register, settlement_id: str, deed: Deed) -> Settlement:
    """Note that the outlet was paid.

    Raises:
        SettlementRefused: it is not reviewed, or was paid already.
    """
    settlement = _at(register, settlement_id, SettlementState.REVIEWED)
    return _booked(register, settlement, SettlementState.PAID, (Ledger.PAYABLE, Ledger.CASH), deed)


def _check(register: Register, lines: Sequence[SettlementLine]) -> None:
    seen = set[str]()
    for line in lines:
        register.get(Case, line.case_number)
        settled = register.look(SettlementLine, line.id)
        if settled is not None:
            raise ItemSettled(settled)
        if line.id in seen:
            raise ItemTwice(line)
        seen.add(line.id)


def _at(register: Register, settlement_id: str, state: SettlementState) -> Settlement:
    settlement = register.get(Settlement, settlement_id)
    if settlement.state is not state:
        raise SettlementRefused(settlement)
    return settlement


def _booked(
    register: Register,
    settlement: Settlement,
    state: SettlementState,
    sides: tuple[Ledger, Ledger],
    deed: Deed,
) -> Settlement:
    key = f"{settlement.id}:{state}"
    with register.whole():
        entry = MoneyEntry(
            key, deed.at, *sides, settlement.amount, "settlement", f"outlet:{settlement.outlet_id}"
        )
        register.add(entry, deed)
        return register.save(replace(settlement, state=state), deed)
