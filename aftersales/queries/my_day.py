"""What a technician has to do on a day: the visits in their order, with whom and where."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from aftersales.model.case import Case
from aftersales.model.customer import Customer, CustomerAddress, CustomerPhone
from aftersales.model.visit import Visit, VisitState
from aftersales.ports.register import Register, Search
from aftersales.queries.related import grouped, named
from engine.clock import CHINA

_UNFINISHED: Final = (VisitState.AGREED, VisitState.UNDER_WAY, VisitState.ARRIVED)
_MOST = 500


@dataclass(frozen=True, slots=True)
class Stop:
    """One case of a technician's day, as the register knows it; `visit` is missing until one is agreed."""

    case_number: str
    visit: Visit | None
    case: Case | None
    customer_name: str | None
    phone: str | None
    address: str | None


def visits_of(
    register: Register, technician_id: str, day: date, *, left_over: Collection[str] = ()
) -> Sequence[Visit]:
    """Return a technician's visits of a day by time, after those of earlier days that never ended.

    `left_over` names the cases whose earlier visits still count.
    """
    begin = datetime.combine(day, time.min, CHINA)
    of_day = Search(
        equal={"technician_id": technician_id},
        since={"begins_at": begin},
        before={"begins_at": begin + timedelta(days=1)},
        sort="begins_at",
        limit=_MOST,
    )
    before = Search(
        equal={"technician_id": technician_id},
        before={"begins_at": begin},
        among={"state": _UNFINISHED, "case_number": left_over},
        sort="begins_at",
        limit=_MOST,
    )
    earlier = register.find(Visit, before).items if left_over else ()
    return [*earlier, *register.find(Visit, of_day).items]


def stops(register: Register, visits: Sequence[Visit], unbooked: Sequence[str]) -> Sequence[Stop]:
    """Return the visits, then the cases without one, each with the customer and the way to them."""
    numbers = [*(visit.case_number for visit in visits), *unbooked]
    cases = {number: found[0] for number, found in grouped(register, Case, "id", numbers).items() if found}
    customers = [case.customer_id for case in cases.values()]
    names = named(register, Customer, customers, lambda customer: customer.name)
    phones = grouped(register, CustomerPhone, "customer_id", customers)
    addresses = grouped(register, CustomerAddress, "customer_id", customers)

    def stop(number: str, visit: Visit | None) -> Stop:
        case = cases.get(number)
        whose = None if case is None else case.customer_id
        return Stop(
            number,
            visit,
            case,
            names.get(whose),
            _phone(phones.get(whose or "", [])),
            _address(addresses.get(whose or "", []), None if visit is None else visit.address_id),
        )

    return [*(stop(visit.case_number, visit) for visit in visits), *(stop(each, None) for each in unbooked)]


def _phone(phones: Sequence[CustomerPhone]) -> str | None:
    return next((each.digits for each in sorted(phones, key=lambda phone: not phone.is_primary)), None)


def _address(addresses: Sequence[CustomerAddress], wanted: str | None) -> str | None:
    ranked = sorted(addresses, key=lambda address: (address.id != wanted, not address.is_primary))
    return next((f"{each.city}{each.district}{each.street}" for each in ranked), None)
