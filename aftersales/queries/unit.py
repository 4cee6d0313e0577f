"""Finds units by serial number, order or owner, with their products and warranties."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from aftersales.model.customer import Customer
from aftersales.model.entitlement import Term
from aftersales.model.product import Product
from aftersales.model.unit import RepairRecord, Unit
from aftersales.operations.unit_history import history_of
from aftersales.ports.register import Either, Found, Register, Search
from aftersales.queries.customer import owners_of
from aftersales.queries.related import grouped, named
from engine.errors import NotFound


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit with its product and its owner's name."""

    unit: Unit
    product: Product | None
    customer_name: str | None


@dataclass(frozen=True, slots=True)
class UnitRights:
    """What the owner of a unit may count on, on one day."""

    warranty: Term | None
    is_covered: bool
    repairs: tuple[RepairRecord, ...]


def units(
    register: Register, search: Search, text: str | None = None, *, with_contacts: bool = True
) -> Found[UnitCard]:
    """Return a page of units; `text` is part of a serial number, an order or the owner's telephone number.

    Without contacts it finds whole telephone numbers only.
    """
    if text is not None:
        among = {"customer_id": owners_of(register, text, is_whole=not with_contacts)}
        search = replace(search, either=Either(text, ("id", "order_number"), among))
    found = register.find(Unit, search)
    return Found(_cards(register, found.items), found.next_after)


def unit(register: Register, serial_number: str) -> UnitCard:
    """Return one unit.

    Raises:
        NotFound: there is no such unit.
    """
    return _cards(register, (register.get(Unit, serial_number),))[0]


def rights(register: Register, serial_number: str, on: date) -> UnitRights:
    """Return the warranty and the repairs of a unit.

    Raises:
        NotFound: there is no such unit.
    """
    found = history_of(register, serial_number, on)
    if found is None:
        raise NotFound("unit", serial_number, zh="机器")
    term = found.warranty
    return UnitRights(term, is_covered=term is not None and term.covers(on), repairs=found.repairs)


def _cards(register: Register, found: Sequence[Unit]) -> tuple[UnitCard, ...]:
    products = grouped(register, Product, "id", (u.model for u in found))
    names = named(register, Customer, (u.customer_id for u in found), lambda customer: customer.name)
    return tuple(UnitCard(u, next(iter(products[u.model]), None), names.get(u.customer_id)) for u in found)
