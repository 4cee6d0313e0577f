"""Erases a customer: who it was is gone, that there was a case stays."""

from dataclasses import replace
from datetime import datetime

from aftersales.errors import RegisterRefusal
from aftersales.model.case import Case
from aftersales.model.customer import Consent, Customer, CustomerAddress, CustomerPhone
from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, DispatchState, InboxMessage
from aftersales.ports.register import Register, RegisterOf
from engine.ports.store import Transaction

ERASED = "—"


class CaseStillOpen(RegisterRefusal):
    """A customer with an open case cannot be erased: the brand still owes the service."""

    def __init__(self, customer_id: str, number: str) -> None:
        super().__init__(
            f"Customer {customer_id} has the open case {number}: close it first.",
            zh=f"客户 {customer_id} 有未结案的个案 {number}，请先结案。",
            customer=customer_id,
            case=number,
        )


def erase_customer(transaction: Transaction, register_of: RegisterOf, customer_id: str, deed: Deed) -> None:
    """Blank every personal datum in the register, and destroy the key that seals the engine's record.

    Raises:
        NotFound: there is no such customer.
        CaseStillOpen: a case of the customer is open.
    """
    register = register_of(transaction)
    customer = register.get(Customer, customer_id)
    cases = register.all(Case, customer_id=customer_id)
    for case in cases:
        if not case.is_closed:
            raise CaseStillOpen(customer_id, case.id)
        _erase_case(register, case, deed)
    _erase_contacts(register, customer_id, deed)
    register.save(_nobody(customer, deed.at), deed)
    register.forget_changes(customer_id)
    transaction.erase_subject(customer_id)


def _nobody(customer: Customer, at: datetime) -> Customer:
    return replace(customer, name=ERASED, email=None, note=None, erased_at=at)


def _erase_contacts(register: Register, customer_id: str, deed: Deed) -> None:
    for phone in register.all(CustomerPhone, customer_id=customer_id):
        register.save(replace(phone, digits=ERASED), deed)
    for address in register.all(CustomerAddress, customer_id=customer_id):
        # Province and city stay: reports by area need them, and they name nobody.
        register.save(replace(address, district=ERASED, street=ERASED), deed)
    for consent in register.all(Consent, customer_id=customer_id):
        register.save(replace(consent, withdrawn_at=consent.withdrawn_at or deed.at), deed)


def _erase_case(register: Register, case: Case, deed: Deed) -> None:
    register.save(replace(case, demand=None, symptom=None), deed)
    for message in register.all(InboxMessage, case_number=case.id):
        register.save(replace(message, text_zh=ERASED, text_en=ERASED), deed)
    for dispatch in register.all(Dispatch, case_number=case.id):
        is_waiting = dispatch.state is DispatchState.WAITING
        state = DispatchState.WITHHELD if is_waiting else dispatch.state
        register.save(replace(dispatch, address=ERASED, text=ERASED, state=state), deed)
