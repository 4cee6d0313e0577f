"""Finds cases by number, customer, telephone or serial number, with the names of both."""

from dataclasses import dataclass, replace

from aftersales.model.case import Case
from aftersales.model.customer import Customer
from aftersales.model.unit import Unit
from aftersales.ports.register import Either, Found, Register, Search
from aftersales.queries.customer import owners_of
from aftersales.queries.related import named

_MOST = 500


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case with whose it is and what it is about."""

    case: Case
    customer_name: str | None
    model: str | None


def cases(
    register: Register, search: Search, text: str | None = None, *, with_contacts: bool = True
) -> Found[CaseCard]:
    """Return a page of cases; `text` is part of a number, serial number, name or telephone number.

    Without contacts it finds whole telephone numbers only.
    """
    if text is not None:
        people = register.find(Customer, Search(either=Either(text, ("name",)), limit=_MOST)).items
        keys = {*owners_of(register, text, is_whole=not with_contacts), *(customer.id for customer in people)}
        search = replace(search, either=Either(text, ("id", "unit_id"), {"customer_id": keys}))
    found = register.find(Case, search)
    return Found(_cards(register, found.items), found.next_after)


def case(register: Register, number: str) -> CaseCard:
    """Return one case.

    Raises:
        NotFound: there is no such case.
    """
    return _cards(register, (register.get(Case, number),))[0]


def _cards(register: Register, found: tuple[Case, ...]) -> tuple[CaseCard, ...]:
    names = named(register, Customer, (c.customer_id for c in found), lambda customer: customer.name)
    models = named(register, Unit, (c.unit_id for c in found), lambda unit: unit.model)
    return tuple(CaseCard(c, names.get(c.customer_id), models.get(c.unit_id)) for c in found)
