"""What customers may ask about their own data: to be forgotten, and to agree or not agree any more."""

from dataclasses import replace
from datetime import datetime

from aftersales.model.case import Case
from aftersales.model.customer import Consent, ConsentPurpose
from aftersales.model.deed import Deed
from aftersales.model.portal import AlreadyDecided, ErasureRequest, ErasureState
from aftersales.operations.erasure import erase_customer
from aftersales.operations.portal_access import revoke_links
from aftersales.ports.register import Register, RegisterOf
from engine.ports.store import Transaction


def ask_erasure(register: Register, customer_id: str, deed: Deed) -> ErasureRequest:
    """Note that a customer wants to be forgotten; an undecided request stands for all later ones."""
    known = register.first(ErasureRequest, customer_id=customer_id, state=ErasureState.ASKED)
    return known or register.add(ErasureRequest(register.next_id("E"), customer_id, deed.at), deed)


def refuse_erasure(register: Register, request_id: str, answer: str, deed: Deed) -> ErasureRequest:
    """Refuse a request with the reason that the customer will read.

    Raises:
        NotFound: there is no such request.
        AlreadyDecided: somebody has decided it.
    """
    request = _undecided(register, request_id)
    return register.save(_decided(request, ErasureState.REFUSED, answer, deed), deed)


def grant_erasure(
    transaction: Transaction, register_of: RegisterOf, request_id: str, answer: str, deed: Deed
) -> ErasureRequest:
    """Erase the customer who asked for it, in the same transaction as the decision.

    Raises:
        NotFound: there is no such request.
        AlreadyDecided: somebody has decided it.
        CaseStillOpen: the brand still owes the customer a service.
    """
    register = register_of(transaction)
    request = _undecided(register, request_id)
    erase_customer(transaction, register_of, request.customer_id, deed)
    for case in register.all(Case, customer_id=request.customer_id):
        revoke_links(register, case.id, deed.at)
    return register.save(_decided(request, ErasureState.DONE, answer, deed), deed)


def set_consent(
    register: Register, customer_id: str, purpose: ConsentPurpose, *, is_given: bool, source: str, deed: Deed
) -> None:
    """Note that a customer agrees to something, or does so no longer."""
    known = [
        c for c in register.all(Consent, customer_id=customer_id, purpose=purpose) if c.withdrawn_at is None
    ]
    if is_given and not known:
        key = f"{customer_id}:{purpose}:{_stamp(deed.at)}"
        register.add(Consent(key, customer_id, purpose, deed.at, source), deed)
    if not is_given:
        for consent in known:
            register.save(replace(consent, withdrawn_at=deed.at), deed)


def _undecided(register: Register, request_id: str) -> ErasureRequest:
    request = register.get(ErasureRequest, request_id)
    if request.state is not ErasureState.ASKED:
        raise AlreadyDecided(request)
    return request


def _decided(request: ErasureRequest, state: ErasureState, answer: str, deed: Deed) -> ErasureRequest:
    return replace(request, state=state, answer=answer, decided_at=deed.at, decided_by=deed.actor)


def _stamp(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M%S%f}"
