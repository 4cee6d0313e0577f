"""Tells what was bought or agreed for a unit, uses it up, and ends what an exchange ends."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from aftersales.model.agreement import Agreement
from aftersales.model.deed import Deed
from aftersales.model.entitlement import Entitlement, EntitlementKind, EntitlementState
from aftersales.model.package import offers
from aftersales.model.unit import Unit
from aftersales.ports.register import Register


def rights_of(register: Register, unit: Unit, bought: Iterable[Entitlement], on: date) -> list[Entitlement]:
    """Return what was bought for a unit, and what its owner's agreements in force waive."""
    if unit.customer_id is None:
        return list(bought)
    agreed = register.all(Agreement, customer_id=unit.customer_id)
    return [*bought, *(_of_agreement(unit, one) for one in agreed if one.binds(on))]


def _of_agreement(unit: Unit, one: Agreement) -> Entitlement:
    kind = EntitlementKind.AGREEMENT
    return Entitlement(one.id, unit.id, kind, one.begins_on, one.ends_on, one.amount, waived=one.waived)


def end_with_exchange(register: Register, unit_id: str, on: date, deed: Deed) -> None:
    """Close the packages of a unit that was exchanged: the swap is used, the covers of the old unit end."""
    ending = {offer.kind for offer in offers().values() if offer.ends_with_exchange}
    for held in register.all(Entitlement, unit_id=unit_id, state=EntitlementState.ACTIVE):
        if held.kind in ending:
            register.save(replace(held, state=_state_after(held, on)), deed)


def _state_after(held: Entitlement, on: date) -> EntitlementState:
    is_used = held.kind is EntitlementKind.SWAP and held.covers(on)
    return EntitlementState.USED if is_used else EntitlementState.CANCELLED
