"""Finds customers by name, telephone or mail address, with how they are reached."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from aftersales.model.customer import Consent, Customer, CustomerAddress, CustomerPhone, digits_of
from aftersales.ports.register import Either, Found, Register, Search
from aftersales.queries.related import grouped

# So many telephones may share a few digits before a search has to be narrowed.
_MOST = 500
_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """A customer with telephones and addresses."""

    customer: Customer
    phones: tuple[CustomerPhone, ...]
    addresses: tuple[CustomerAddress, ...]


def customers(
    register: Register, search: Search, text: str | None = None, *, with_contacts: bool = True
) -> Found[CustomerCard]:
    """Return a page of customers; `text` is part of a name, a telephone number, a mail address or the id.

    Without contacts a text finds whole numbers only: whoever is shown none shall not guess them.
    """
    if text is not None:
        among = {"id": owners_of(register, text, is_whole=not with_contacts)}
        fields = ("name", "id", "email") if with_contacts else ("name", "id")
        search = replace(search, either=Either(text, fields, among))
    found = register.find(Customer, search)
    return Found(_cards(register, found.items), found.next_after)


def customer(register: Register, customer_id: str) -> CustomerCard:
    """Return one customer.

    Raises:
        NotFound: there is no such customer.
    """
    return _cards(register, [register.get(Customer, customer_id)])[0]


def consents(register: Register, customer_id: str) -> Sequence[Consent]:
    """Return what a customer agreed to, withdrawn consents included."""
    return register.all(Consent, customer_id=customer_id)


def owners_of(register: Register, number: str, *, is_whole: bool = False) -> Collection[str]:
    """Return the customers with a telephone number, or one that holds these digits."""
    digits = digits_of(number)
    if len(digits) < _FEWEST_DIGITS:
        return ()
    search = Search(equal={"digits": digits}) if is_whole else Search(like={"digits": digits})
    found = register.find(CustomerPhone, replace(search, limit=_MOST)).items
    return sorted({phone.customer_id for phone in found})


def _cards(register: Register, found: Sequence[Customer]) -> tuple[CustomerCard, ...]:
    keys = [each.id for each in found]
    phones = grouped(register, CustomerPhone, "customer_id", keys)
    addresses = grouped(register, CustomerAddress, "customer_id", keys)
    return tuple(CustomerCard(c, tuple(phones[c.id]), tuple(addresses[c.id])) for c in found)
