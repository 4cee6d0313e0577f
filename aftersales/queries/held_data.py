"""All that is held about a customer, to be handed out: rows of the register by what they are."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TypeVar

from aftersales.model.agreement import Agreement
from aftersales.model.case import Case
from aftersales.model.customer import Consent, Customer, CustomerAddress, CustomerPhone
from aftersales.model.entitlement import Entitlement
from aftersales.model.handling import Complaint, FollowUp, Loan, Parcel
from aftersales.model.money import Payout, Quote, QuoteLine
from aftersales.model.portal import ErasureRequest
from aftersales.model.unit import RepairRecord, Unit
from aftersales.model.visit import Visit
from aftersales.ports.register import Register
from aftersales.queries.customer_case import told
from aftersales.queries.related import grouped

R = TypeVar("R")
Rows = list[dict[str, object]]
# Ours, not the customer's: how rows are found and counted.
_INTERNAL = {"version", "job_id", "customer_id", "instance_id", "process_key", "priority"}


def held_data(register: Register, customer_id: str) -> Mapping[str, Rows]:
    """Return every row about a customer, by kind.

    Raises:
        NotFound: there is no such customer.
    """
    cases = register.all(Case, customer_id=customer_id)
    units = register.all(Unit, customer_id=customer_id)
    numbers, serials = [case.id for case in cases], [unit.id for unit in units]
    quotes = _all(register, Quote, "case_number", numbers)
    return {
        "customer": _rows([register.get(Customer, customer_id)]),
        "phones": _rows(register.all(CustomerPhone, customer_id=customer_id)),
        "addresses": _rows(register.all(CustomerAddress, customer_id=customer_id)),
        "consents": _rows(register.all(Consent, customer_id=customer_id)),
        "units": _rows(units),
        "entitlements": _rows(_all(register, Entitlement, "unit_id", serials)),
        "agreements": _rows(register.all(Agreement, customer_id=customer_id)),
        "repairs": _rows(_all(register, RepairRecord, "unit_id", serials)),
        "cases": _rows(cases),
        "visits": _rows(_all(register, Visit, "case_number", numbers)),
        "quotes": _rows(quotes),
        "quote_lines": _rows(_all(register, QuoteLine, "quote_id", (quote.id for quote in quotes))),
        "payouts": _rows(_all(register, Payout, "case_number", numbers)),
        "parcels": _rows(_all(register, Parcel, "case_number", numbers)),
        "loans": _rows(_all(register, Loan, "case_number", numbers)),
        "complaints": _rows(_all(register, Complaint, "case_number", numbers)),
        "follow_ups": _rows(_all(register, FollowUp, "case_number", numbers)),
        "messages": _rows(message for number in numbers for message in told(register, number)),
        "erasure_requests": _rows(register.all(ErasureRequest, customer_id=customer_id)),
    }


def _all(register: Register, kind: type[R], by: str, keys: Iterable[str]) -> list[R]:
    return [row for rows in grouped(register, kind, by, keys).values() for row in rows]


def _rows(records: Iterable[object]) -> Rows:
    return [
        {name: value for name, value in asdict(record).items() if name not in _INTERNAL}  # type: ignore[call-overload]  # every record is a dataclass
        for record in records
    ]
