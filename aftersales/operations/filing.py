"""Takes in what a customer files at the portal, so that nobody has to ask for it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from aftersales.model.case import Case, CaseKind
from aftersales.model.customer import Customer, CustomerAddress, CustomerPhone
from aftersales.model.deed import Deed
from aftersales.model.product import Product
from aftersales.model.unit import Unit
from aftersales.operations.enrolment import customer_of
from aftersales.ports.register import Register

PROCESS_OF: Final = {
    CaseKind.REPAIR: "repair",
    CaseKind.EXCHANGE: "exchange",
    CaseKind.RETURN: "return",
    CaseKind.COMPLAINT: "complaint",
}
CHANNEL: Final = "online"


class ReturnGround(StrEnum):
    """Why somebody wants to exchange or give back."""

    NO_REASON = "no_reason"
    QUALITY = "quality"
    NOT_AS_DESCRIBED = "not_as_described"
    TRANSIT_DAMAGE = "transit_damage"
    COUNTERFEIT = "counterfeit"


class ComplaintSubject(StrEnum):
    """What a complaint is about, in the customer's words."""

    PRODUCT_QUALITY = "product_quality"
    PRODUCT_FUNCTION = "product_function"
    USAGE = "usage"
    SERVICE_ATTITUDE = "service_attitude"
    LATENESS = "lateness"
    ARBITRARY_FEE = "arbitrary_fee"
    DELAY = "delay"
    DAMAGE_AT_HOME = "damage_at_home"
    INVOICE = "invoice"
    PACKAGING = "packaging"
    LOGISTICS = "logistics"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Filed:
    """A report that is ready to become a case."""

    process_key: str
    customer_id: str
    variables: Mapping[str, object]


def file_report(register: Register, kind: CaseKind, facts: Mapping[str, object], deed: Deed) -> Filed:
    """Enter who reports, and return what the case begins with; the register knows better than the report."""
    told = {name: _plain(value) for name, value in facts.items() if value not in {None, ""}}
    customer_id = customer_of(register, told, deed)
    if customer_id is None:
        raise TypeError("A report at the portal names its customer.")
    return _filed(register, kind, customer_id, told)


def file_complaint(register: Register, about: Case, facts: Mapping[str, object]) -> Filed:
    """Return what a complaint about a case begins with: what the register knows, and the customer's words.

    Raises:
        NotFound: nobody knows whose the case is.
    """
    customer = register.get(Customer, about.customer_id or "")
    phone = register.first(CustomerPhone, customer_id=customer.id, is_primary=True)
    address = register.first(CustomerAddress, customer_id=customer.id, is_primary=True)
    known = {
        "customer_name": customer.name,
        "customer_phone": None if phone is None else phone.digits,
        "province": about.province,
        "city": None if address is None else address.city,
        "address": None if address is None else address.street,
        "serial_number": about.unit_id,
        "parent": about.id,
        "parent_case": about.id,
    }
    told = {name: _plain(value) for name, value in {**known, **facts}.items() if value not in {None, ""}}
    return _filed(register, CaseKind.COMPLAINT, customer.id, told)


def _filed(register: Register, kind: CaseKind, customer_id: str, told: Mapping[str, object]) -> Filed:
    begins_with = {"channel": CHANNEL, "customer_type": "consumer", **told, **_of_the_unit(register, told)}
    return Filed(PROCESS_OF[kind], customer_id, {**begins_with, "customer_id": customer_id})


def _of_the_unit(register: Register, told: Mapping[str, object]) -> Mapping[str, object]:
    unit = register.look(Unit, str(told.get("serial_number", "")))
    if unit is None:
        return {}
    product = register.look(Product, unit.model)
    days = {
        "bought_on": unit.invoice_on,
        "delivered_on": unit.delivered_on,
        "installed_on": unit.installed_on,
    }
    return {
        "unit_id": unit.id,
        "product_model": unit.model,
        **({} if product is None else {"product_category": str(product.category)}),
        **{name: day.isoformat() for name, day in days.items() if day is not None},
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
