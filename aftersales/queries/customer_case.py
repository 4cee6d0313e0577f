"""A case as its customer sees it: their own facts, and nothing of what the staff write for each other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from aftersales.model.case import Case
from aftersales.model.handling import FollowUp, Parcel
from aftersales.model.message import InboxMessage
from aftersales.model.money import Payout, PayoutState
from aftersales.model.product import Product
from aftersales.model.unit import Unit
from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Technician
from aftersales.ports.register import Register, Search
from aftersales.queries.money import QuoteCard, quotes
from aftersales.queries.related import grouped

_MOST = 200
# While a visit lies ahead the customer may have to call; afterwards the number is nobody's business.
_REACHABLE = {VisitState.AGREED, VisitState.UNDER_WAY, VisitState.ARRIVED}


@dataclass(frozen=True, slots=True)
class PromisedVisit:
    """An appointment with the technician who comes."""

    visit: Visit
    technician_name: str | None
    technician_phone: str | None


@dataclass(frozen=True, slots=True)
class CustomerCase:
    """Everything that the register tells a customer about a case."""

    case: Case
    product: Product | None
    visits: tuple[PromisedVisit, ...]
    quotes: tuple[QuoteCard, ...]
    payouts: tuple[Payout, ...]
    parcels: tuple[Parcel, ...]
    messages: tuple[InboxMessage, ...]
    rating: FollowUp | None


def customer_case(register: Register, number: str) -> CustomerCase:
    """Return a case as its customer sees it.

    Raises:
        NotFound: there is no such case.
    """
    case = register.get(Case, number)
    unit = None if case.unit_id is None else register.look(Unit, case.unit_id)
    mine = Search(equal={"case_number": number}, limit=_MOST)
    return CustomerCase(
        case=case,
        product=None if unit is None else register.look(Product, unit.model),
        visits=promised(register, register.find(Visit, mine).items),
        quotes=quotes(register, mine).items,
        # What is only asked for is not promised yet.
        payouts=tuple(
            each
            for each in register.find(Payout, mine).items
            if each.state in {PayoutState.APPROVED, PayoutState.PAID}
        ),
        parcels=register.find(Parcel, mine).items,
        messages=told(register, number),
        rating=register.look(FollowUp, rating_id(number)),
    )


def own_cases(register: Register, customers: Collection[str]) -> Sequence[tuple[Case, Product | None]]:
    """Return the cases of some customers with what they are about, the latest first."""
    search = Search(among={"customer_id": customers}, sort="-opened_at", limit=_MOST)
    cases = register.find(Case, search).items
    units = grouped(register, Unit, "id", (case.unit_id for case in cases))
    models = {key: found[0].model for key, found in units.items() if found}
    products = grouped(register, Product, "id", models.values())
    return [(case, next(iter(products.get(models.get(case.unit_id or "", ""), ())), None)) for case in cases]


def told(register: Register, number: str) -> tuple[InboxMessage, ...]:
    """Return what the customer was told in a case, the latest first."""
    inbox = Search(equal={"recipient": f"customer:{number}"}, sort="-sent_at", limit=_MOST)
    return register.find(InboxMessage, inbox).items


def promised(register: Register, visits: Sequence[Visit]) -> tuple[PromisedVisit, ...]:
    """Return visits with who comes, in their order in time."""
    people = grouped(register, Technician, "id", (visit.technician_id for visit in visits))
    return tuple(_promised(visit, people) for visit in sorted(visits, key=lambda visit: visit.begins_at))


def rating_id(number: str) -> str:
    """Return the id of a customer's own rating of a case: there is one."""
    return f"{number}:portal"


def _promised(visit: Visit, people: Mapping[str, list[Technician]]) -> PromisedVisit:
    person = next(iter(people[visit.technician_id]), None)
    if person is None:
        return PromisedVisit(visit, None, None)
    return PromisedVisit(visit, person.name, person.phone if visit.state in _REACHABLE else None)
