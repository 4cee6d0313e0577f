"""Gives a new unit for an old one, and takes units back: the register says at any time who has which."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from aftersales.model.deed import Deed
from aftersales.model.remedy import RemedyKind
from aftersales.model.unit import Unit, UnitNotNew, UnitState
from aftersales.operations.entitlement import end_with_exchange
from aftersales.operations.remedy import fulfil_remedy
from aftersales.ports.register import Register


def expect_new(register: Register, unit_id: str) -> None:
    """Refuse a unit that somebody had before: the law wants a new one, no repaired or refurbished one.

    Raises:
        UnitNotNew: the register knows it as sold, sent back or scrapped.
    """
    if register.look(Unit, unit_id) is not None:
        raise UnitNotNew(unit_id)


def give_new_unit(
    register: Register, case_number: str, old_id: str | None, new: Unit, on: date, deed: Deed
) -> Unit:
    """Register the new unit as the customer's; its warranty counts from today, the old one's has ended.

    Raises:
        RemedyNotGranted: the case was not granted an exchange.
        AlreadyRegistered: the new unit is somebody's already.
    """
    with register.whole():
        fulfil_remedy(register, case_number, old_id, RemedyKind.EXCHANGE, deed)
        old = None if old_id is None else register.look(Unit, old_id)
        if old is not None:
            register.save(replace(old, state=UnitState.EXCHANGED), deed)
            end_with_exchange(register, old.id, on, deed)
        return register.add(_heir(new, old, on), deed)


def _heir(new: Unit, old: Unit | None, on: date) -> Unit:
    """Return the new unit with what it takes over from the old one."""
    dated = replace(new, invoice_on=on, delivered_on=on, installed_on=None)
    if old is None:
        return dated
    return replace(
        dated,
        customer_id=old.customer_id,
        order_number=old.order_number,
        channel=old.channel,
        province=old.province,
        invoice_price=new.invoice_price or _same_price(new, old),
        replaces=old.id,
    )


def _same_price(new: Unit, old: Unit) -> Decimal | None:
    return old.invoice_price if new.model == old.model else None


def note_faulty(register: Register, unit: Unit, deed: Deed) -> None:
    """Note a new unit that was faulty out of the box: it goes back and is nobody's new unit any more."""
    if register.look(Unit, unit.id) is None:
        register.add(replace(unit, state=UnitState.RETURNED), deed)


def take_back(register: Register, case_number: str, unit_id: str | None, deed: Deed) -> None:
    """Note that the refund of a unit is paid: it is the brand's again.

    Raises:
        RemedyNotGranted: the case was not granted a refund.
    """
    fulfil_remedy(register, case_number, unit_id, RemedyKind.REFUND, deed)
    unit = None if unit_id is None else register.look(Unit, unit_id)
    if unit is not None:
        register.save(replace(unit, state=UnitState.RETURNED), deed)
