"""Keeps a case's visits: the one that is under way, booked, moved, made or missed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from aftersales.model.case import Case
from aftersales.model.customer import CustomerAddress
from aftersales.model.deed import Deed
from aftersales.model.visit import Visit, VisitState, agreed, rebooked, went_on
from aftersales.ports.register import Register

_OPEN = {VisitState.AGREED, VisitState.UNDER_WAY, VisitState.ARRIVED}
_AHEAD = {VisitState.AGREED, VisitState.UNDER_WAY}


@dataclass(frozen=True, slots=True)
class Window:
    """When a technician is to arrive."""

    begins_at: datetime
    ends_at: datetime


def open_visits(register: Register, case_number: str) -> Sequence[Visit]:
    """Return the visits of a case that are agreed, under way or going on: one, mostly."""
    return [v for v in register.all(Visit, case_number=case_number) if v.state in _OPEN]


def book(register: Register, visit_id: str, case: Case, technician: str, window: Window, deed: Deed) -> Visit:
    """Book a visit; one that is agreed with the same technician is moved instead.

    Raises:
        WindowRefused: the window ends before it begins.
    """
    found = register.look(Visit, visit_id)
    if found is not None:
        return found
    for older in open_visits(register, case.id):
        if older.state is VisitState.AGREED and older.technician_id == technician:
            return register.save(rebooked(older, window.begins_at, window.ends_at), deed)
    call_off(register, case.id, deed)
    visit = Visit(visit_id, case.id, technician, window.begins_at, window.ends_at)
    return register.add(agreed(replace(visit, address_id=_address(register, case))), deed)


def call_off(register: Register, case_number: str, deed: Deed) -> None:
    """Cancel the visits of a case that have not been made."""
    for visit in open_visits(register, case_number):
        if visit.state in _AHEAD:
            register.save(went_on(visit, VisitState.CANCELLED, deed.at), deed)


def go_on(
    register: Register,
    case_number: str,
    state: VisitState,
    at: datetime,
    deed: Deed,
    result: str | None = None,
) -> Visit | None:
    """Bring the open visit of a case one step further; None where there is none for which that follows."""
    for visit in open_visits(register, case_number):
        if visit.may_become(state):
            return register.save(went_on(visit, state, at, result=result), deed)
    return None


def _address(register: Register, case: Case) -> str | None:
    if case.customer_id is None:
        return None
    found = register.first(CustomerAddress, customer_id=case.customer_id, is_primary=True)
    return None if found is None else found.id
