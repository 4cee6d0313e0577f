"""Enters what a report tells into the register: the customer, the unit, and both into the case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from aftersales.model.case import Case
from aftersales.model.customer import (
    CardTier,
    Customer,
    CustomerAddress,
    CustomerKind,
    CustomerPhone,
    digits_of,
)
from aftersales.model.deed import Deed
from aftersales.model.money import yuan
from aftersales.model.unit import Unit
from aftersales.ports.register import Register
from engine.clock import CHINA

Facts = Mapping[str, object]


def enrol(register: Register, case: Case, facts: Facts, deed: Deed) -> Case:
    """Return the case with what is known by now of its customer and unit; what it knows already stays."""
    customer_id = case.customer_id or customer_of(register, facts, deed)
    unit_id = case.unit_id or _unit_id(register, facts, customer_id, deed)
    return replace(
        case,
        customer_id=customer_id,
        unit_id=unit_id,
        channel=case.channel or _text(facts, "channel"),
        symptom=case.symptom or _text(facts, "symptom"),
        province=case.province or _text(facts, "province"),
    )


def customer_of(register: Register, facts: Facts, deed: Deed) -> str | None:
    """Return the customer of a report, entered where not known yet; None where it names nobody."""
    name, phone = _text(facts, "customer_name"), _text(facts, "customer_phone")
    if name is None or phone is None:
        return None
    # Families share a telephone: only name and number together are the same person.
    for known in register.all(CustomerPhone, digits=digits_of(phone)):
        if register.get(Customer, known.customer_id).name == name:
            return known.customer_id
    return _new_customer(register, facts, name, phone, deed)


def _new_customer(register: Register, facts: Facts, name: str, phone: str, deed: Deed) -> str:
    key = register.next_id("C")
    kind, tier = _text(facts, "customer_type"), _text(facts, "customer_tier")
    customer = Customer(
        id=key,
        name=name,
        created_at=deed.at,
        kind=CustomerKind(kind) if kind in list(CustomerKind) else CustomerKind.CONSUMER,
        tier=CardTier(tier) if tier in list(CardTier) else CardTier.NONE,
    )
    register.add(customer, deed)
    register.add(CustomerPhone(f"{key}:1", key, digits_of(phone), is_primary=True), deed)
    _enter_address(register, facts, key, deed)
    return key


def _enter_address(register: Register, facts: Facts, customer_id: str, deed: Deed) -> None:
    province, city, street = (_text(facts, name) for name in ("province", "city", "address"))
    if province and street:
        address = CustomerAddress(
            f"{customer_id}:1",
            customer_id,
            province,
            city or "",
            _text(facts, "district") or "",
            street,
            is_primary=True,
        )
        register.add(address, deed)


def _unit_id(register: Register, facts: Facts, customer_id: str | None, deed: Deed) -> str | None:
    serial, model = _text(facts, "serial_number"), _text(facts, "product_model")
    if serial is None:
        return None
    known = register.look(Unit, serial)
    if known is None and model is None:
        return None
    if known is None:
        known = register.add(Unit(serial, str(model)), deed)
    register.save(_completed(known, facts, customer_id), deed)
    return serial


def _completed(unit: Unit, facts: Facts, customer_id: str | None) -> Unit:
    """Return the unit with what was not known of it; what a report says never overrules the register."""
    return replace(
        unit,
        customer_id=unit.customer_id or customer_id,
        order_number=unit.order_number or _text(facts, "order_number"),
        channel=unit.channel or _text(facts, "purchase_channel"),
        invoice_on=unit.invoice_on or _day(facts, "bought_on"),
        invoice_price=unit.invoice_price or _proven_price(facts),
        delivered_on=unit.delivered_on or _day(facts, "delivered_on"),
        installed_on=unit.installed_on or _day(facts, "installed_on"),
        province=unit.province or _text(facts, "province"),
    )


def _proven_price(facts: Facts) -> Decimal | None:
    """Return what was paid if there is proof of it: a price without papers stays a claim."""
    told, proof = facts.get("paid_amount"), facts.get("proof_state")
    if isinstance(told, bool) or not isinstance(told, int | Decimal) or proof != "present":
        return None
    return yuan(told)


def _text(facts: Facts, name: str) -> str | None:
    value = facts.get(name)
    return value.strip() if isinstance(value, str) and value.strip() else None


def _day(facts: Facts, name: str) -> date | None:
    value = facts.get(name)
    if isinstance(value, datetime):
        return value.astimezone(CHINA).date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
