"""Units in the brand's hands and units on loan: each is given against a receipt and taken back once."""

from dataclasses import replace
from datetime import datetime

from aftersales.errors import RegisterRefusal
from aftersales.model.deed import Deed
from aftersales.model.handling import Custody, Loan, LoanUnit
from aftersales.ports.register import Register
from engine.errors import NotFound


class LoanUnitTaken(RegisterRefusal):
    """The loan unit is with another customer, or not usable."""

    def __init__(self, loan_unit_id: str) -> None:
        super().__init__(
            f"Loan unit {loan_unit_id} is lent or not usable: take another.",
            zh=f"周转机 {loan_unit_id} 已借出或不可用，请换一台。",
            loan_unit=loan_unit_id,
        )


def take(register: Register, custody: Custody, deed: Deed) -> Custody:
    """Enter that a unit was taken against a receipt, once."""
    return register.look(Custody, custody.id) or register.add(custody, deed)


def receive(register: Register, case_number: str, *, matches_receipt: bool, deed: Deed) -> None:
    """Enter that the workshop has the unit."""
    for custody in _held(register, case_number):
        there = replace(custody, received_at=deed.at, matches_receipt=matches_receipt)
        register.save(there, deed)


def give_back(register: Register, case_number: str, at: datetime, deed: Deed) -> None:
    """Enter when the customer had the unit again."""
    for custody in _held(register, case_number):
        register.save(replace(custody, returned_at=at), deed)


def keep(register: Register, case_number: str, deed: Deed) -> None:
    """Enter that the unit stays, as the goods of an exchange or a refund."""
    for custody in _held(register, case_number):
        register.save(replace(custody, kept_at=deed.at), deed)


def lend(register: Register, loan: Loan, deed: Deed) -> Loan:
    """Lend a unit, once for each id.

    Raises:
        NotFound: there is no such loan unit.
        LoanUnitTaken: somebody else has it.
    """
    done = register.look(Loan, loan.id)
    if done is not None:
        return done
    unit = register.look(LoanUnit, loan.loan_unit_id)
    if unit is None:
        raise NotFound("loan unit", loan.loan_unit_id, zh="备用机")
    if not unit.is_usable or register.first(Loan, loan_unit_id=unit.id, returned_at=None) is not None:
        raise LoanUnitTaken(unit.id)
    return register.add(loan, deed)


def take_back(register: Register, case_number: str, condition: str | None, deed: Deed) -> None:
    """Enter that the customer brought the loan unit back."""
    for loan in register.all(Loan, case_number=case_number, returned_at=None):
        register.save(replace(loan, returned_at=deed.at, condition=condition), deed)


def _held(register: Register, case_number: str) -> list[Custody]:
    return [c for c in register.all(Custody, case_number=case_number) if not c.is_over]
