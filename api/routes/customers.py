"""Customers of the register."""

from typing import Annotated

from fastapi import Query

from aftersales import reading
from aftersales.queries.customer import consents, customer, customers, owners_of
from api.access.caller import CustomerReader, TheEngine
from api.access.contacts import contacts_for
from api.exact_route import router
from api.routes.refused import FOUND
from api.wire.customer import CustomerDetail, CustomerFilter, CustomerView
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId

routes = router("/customers", "register")


@routes.get("", summary="List customers")
def list_customers(
    engine: TheEngine, caller: CustomerReader, asked: Annotated[CustomerFilter, Query()]
) -> PageView[CustomerView]:
    """List customers; `text` is part of a name, telephone number, mail address or id.

    Those who need not call anybody see masked numbers, and find numbers only if they know them; technicians
    see those of their own open cases.
    """
    shown = contacts_for(engine, caller)
    with reading(engine.store) as register:
        among = {} if asked.phone is None else {"id": owners_of(register, asked.phone, is_whole=True)}
        search = asked.search("id", apart=("phone",), among=among)
        found = customers(register, search, asked.text, with_contacts=shown.is_everybody)
    return found_page(found, lambda card: CustomerView.of(card, is_plain=shown.of_customer(card.customer.id)))


@routes.get("/{customer_id}", summary="Read a customer", responses=FOUND)
def read_customer(engine: TheEngine, caller: CustomerReader, customer_id: PathId) -> CustomerDetail:
    """Read a customer with telephones, addresses and consents."""
    is_plain = contacts_for(engine, caller).of_customer(customer_id)
    with reading(engine.store) as register:
        view = CustomerView.of(customer(register, customer_id), is_plain=is_plain)
        return CustomerDetail.with_consents(view, list(consents(register, customer_id)))
