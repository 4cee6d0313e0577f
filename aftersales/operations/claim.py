"""Holds goods that came back against the unit that was claimed; corrects a claim that named a wrong one."""

from collections.abc import Mapping
from dataclasses import replace

from aftersales.model.case import Case
from aftersales.model.deed import Deed
from aftersales.model.unit import WrongUnit
from aftersales.operations.enrolment import enrol
from aftersales.operations.remedy import move_claim
from aftersales.ports.register import Register


def is_claimed(found: str | None, claimed: str | None) -> bool:
    """Say whether a number read off the goods is that of the claim; what nobody told cannot differ."""
    return found is None or claimed is None or _plain(found) == _plain(claimed)


def expect_claimed(found: str | None, claimed: str | None) -> None:
    """Refuse goods that are another unit.

    Raises:
        WrongUnit: they bear another number than the claim.
    """
    if found is not None and claimed is not None and not is_claimed(found, claimed):
        raise WrongUnit(found, claimed)


def correct_claim(
    register: Register, case_number: str, unit_id: str, facts: Mapping[str, object], deed: Deed
) -> None:
    """Let the unit that came take the place of the one that a claim named by mistake.

    Raises:
        RemedyTaken: another case has settled or is settling the claim for it.
        UnitGone: nobody has that unit any more.
    """
    with register.whole():
        move_claim(register, case_number, unit_id, deed)
        case = register.look(Case, case_number)
        if case is not None:
            told = {**facts, "serial_number": unit_id}
            register.save(enrol(register, replace(case, unit_id=None), told, deed), deed)


def _plain(number: str) -> str:
    return number.strip().upper()
