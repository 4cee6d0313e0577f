"""Grants remedies, carries them out and takes them back: one for each claim."""

from dataclasses import replace

from aftersales.model.deed import Deed
from aftersales.model.remedy import (
    Remedy,
    RemedyKind,
    RemedyNotGranted,
    RemedyState,
    RemedyTaken,
    claim_of,
)
from aftersales.model.unit import Unit, UnitGone, UnitState
from aftersales.ports.register import Register


def grant_remedy(
    register: Register, case_number: str, unit_id: str | None, kind: RemedyKind, deed: Deed
) -> Remedy:
    """Grant what the customer has chosen; until it is carried out the same case may change it.

    Raises:
        RemedyTaken: the claim was settled, or another case is settling it.
        UnitGone: the customer does not have the unit any more.
    """
    own = remedy_of(register, case_number)
    _expect_unclaimed(register, case_number, (own and own.unit_id) or unit_id)
    found = own or _by_claim(register, case_number, unit_id)
    if found is None:
        _expect_in_use(register, unit_id)
        claim = _free_claim(register, case_number, unit_id)
        return register.add(
            Remedy(claim, case_number, kind, RemedyState.GRANTED, deed.at, unit_id=unit_id), deed
        )
    if _is_free(found, case_number, kind):
        granted = replace(found, case_number=case_number, kind=kind, granted_at=deed.at)
        return register.save(replace(granted, state=RemedyState.GRANTED), deed)
    if found.kind is kind and found.case_number == case_number:
        return found
    raise RemedyTaken(found)


def _expect_unclaimed(register: Register, case_number: str, unit_id: str | None) -> None:
    """Refuse where another case has settled or is settling a claim for the unit; none will before we have."""
    if unit_id is None:
        return
    register.lock(f"unit:{unit_id}")
    for other in register.all(Remedy, unit_id=unit_id):
        if other.state is not RemedyState.WITHDRAWN and other.case_number != case_number:
            raise RemedyTaken(other)


def _by_claim(register: Register, case_number: str, unit_id: str | None) -> Remedy | None:
    """Return what the claim was registered for, unless it has moved to another unit since."""
    found = register.look(Remedy, claim_of(case_number, unit_id))
    return None if found is None or (unit_id is not None and found.unit_id != unit_id) else found


def _free_claim(register: Register, case_number: str, unit_id: str | None) -> str:
    """Return the claim's own key, or the case's where that key has moved on to another unit."""
    claim = claim_of(case_number, unit_id)
    return claim if register.look(Remedy, claim) is None else claim_of(case_number, None)


def _expect_in_use(register: Register, unit_id: str | None) -> None:
    unit = None if unit_id is None else register.look(Unit, unit_id)
    if unit is not None and unit.state is not UnitState.IN_USE:
        raise UnitGone(unit)


def _is_free(found: Remedy, case_number: str, kind: RemedyKind) -> bool:
    if found.state is RemedyState.WITHDRAWN:
        return True
    is_own = found.case_number == case_number and found.state is RemedyState.GRANTED
    return is_own and found.kind is not kind


def name_unit(register: Register, case_number: str, unit_id: str, deed: Deed) -> None:
    """Note which unit a remedy is for, once the unit has been seen.

    Raises:
        RemedyTaken: another case has settled or is settling the claim for it.
    """
    found = remedy_of(register, case_number)
    if found is None or found.unit_id is not None or found.state is RemedyState.WITHDRAWN:
        return
    _expect_unclaimed(register, case_number, unit_id)
    register.save(replace(found, unit_id=unit_id), deed)


def move_claim(register: Register, case_number: str, unit_id: str, deed: Deed) -> None:
    """Note that a remedy is for another unit than was told: the number of the claim was wrong.

    Raises:
        RemedyTaken: another case has settled or is settling the claim for it.
        UnitGone: nobody has that unit any more.
    """
    found = remedy_of(register, case_number)
    if found is None or found.unit_id == unit_id or found.state is RemedyState.WITHDRAWN:
        return
    _expect_in_use(register, unit_id)
    register.save(replace(found, unit_id=None), deed)
    name_unit(register, case_number, unit_id, deed)


def granted_remedy(register: Register, case_number: str, kind: RemedyKind) -> Remedy:
    """Return what a case was granted.

    Raises:
        RemedyNotGranted: it is something else, or nothing.
    """
    found = remedy_of(register, case_number)
    if found is None or found.kind is not kind or found.state is RemedyState.WITHDRAWN:
        raise RemedyNotGranted(case_number, kind)
    return found


def fulfil_remedy(
    register: Register, case_number: str, unit_id: str | None, kind: RemedyKind, deed: Deed
) -> Remedy:
    """Note that the customer has what was granted; by now the unit is known.

    Raises:
        RemedyNotGranted: something else was granted, or nothing.
    """
    found = granted_remedy(register, case_number, kind)
    if found.state is RemedyState.FULFILLED:
        return found
    done = replace(found, state=RemedyState.FULFILLED, fulfilled_at=deed.at)
    return register.save(replace(done, unit_id=found.unit_id or unit_id), deed)


def withdraw_remedy(register: Register, case_number: str, deed: Deed) -> None:
    """Give the claim free again where what was granted was not carried out."""
    found = remedy_of(register, case_number)
    if found is not None and found.state is RemedyState.GRANTED:
        register.save(replace(found, state=RemedyState.WITHDRAWN), deed)


def remedy_of(register: Register, case_number: str) -> Remedy | None:
    """Return what a case grants or granted."""
    return register.first(Remedy, case_number=case_number)
