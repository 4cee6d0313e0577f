"""The connectors of the case: opening it with its human number, entering whom it concerns, closing it."""

from collections.abc import Sequence
from dataclasses import replace

from aftersales.connectors.local import Local
from aftersales.connectors.reading import case_of, deed_of, needed, optional, word
from aftersales.errors import InputMissing
from aftersales.model.case import Case, CaseKind, CaseStage, closed, day_of_number, moved
from aftersales.model.handling import Loan
from aftersales.operations.enrolment import enrol
from aftersales.operations.lapse import let_lapse
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome
from engine.ports.runtime import ThrownMessage

LOAN_LEFT = "loan_unit_left"
TOLD_AT_OPENING = ("customer_id", "unit_id", "parent", "channel", "demand", "symptom", "province")


class CaseOpen(Local):
    """`case.open`: registers a case of a kind, allots its number and names the instance after it.

    Input: `kind` (WX, HH, TH, TS, AZ, BY); `parent_case` where it follows from another case, whose customer
    and unit are known then. Output: `caseNumber`.
    """

    type = "case.open"
    results = ("caseNumber",)

    def call(self, call: Call) -> Outcome:
        """Open the case; the same job opens it once."""
        register = self.register(call)
        case = register.first(Case, job_id=call.job_id) or _open(register, call)
        return Outcome({"caseNumber": case.id}, business_key=case.id, subject=case.customer_id)


def _open(register: Register, call: Call) -> Case:
    kind = word(call, "kind", CaseKind)
    if kind is None:
        raise InputMissing(call.type, "kind")
    number = register.next_number(kind, day_of_number(call.at))
    case = Case(
        id=number,
        kind=kind,
        instance_id=call.instance_id,
        process_key=call.process_key,
        stage=CaseStage.INTAKE,
        status="opened",
        opened_at=call.at,
        opened_by=call.actor,
        job_id=call.job_id,
        **{name: optional(call, name) for name in TOLD_AT_OPENING},  # type: ignore[arg-type]  # all texts
    )
    return register.add(_with_parent(register, case, optional(call, "parent_case")), deed_of(call, number))


def _with_parent(register: Register, case: Case, parent_case: str | None) -> Case:
    """Return the case with what is known from the one that it follows."""
    parent = None if parent_case is None else register.look(Case, parent_case)
    if parent is None:
        return case
    return replace(
        case,
        parent=parent.id,
        customer_id=case.customer_id or parent.customer_id,
        unit_id=case.unit_id or parent.unit_id,
        province=case.province or parent.province,
    )


class CaseRegister(Local):
    """`case.register`: enters customer and unit as soon as they are known; the case is registered."""

    type = "case.register"

    def call(self, call: Call) -> Outcome:
        """Enter them; what the register knows already stays."""
        register = self.register(call)
        case = case_of(register, call)
        return saved(register, moved(case, status="registered", substatus=None), call)


class CaseClose(Local):
    """`case.close`: ends a case with its outcome.

    Visits that were still to be made are called off; a remedy that was not carried out lapses, and so do a
    refund or compensation that was not paid, a quote that was not charged and parts that were not issued.
    A loan unit that is still with the customer stays lent; the message `loan_unit_left` hands it to a person.

    Inputs: `case_number`, `outcome`.
    """

    type = "case.close"

    def call(self, call: Call) -> Outcome:
        """Close the case; again with the same outcome changes nothing."""
        register = self.register(call)
        case = case_of(register, call)
        let_lapse(register, case.id, deed_of(call, case.id))
        there = saved(register, closed(case, outcome=needed(call, "outcome"), at=call.at), call)
        return there if case.is_closed else replace(there, messages=_loan_left(register, case.id))


def _loan_left(register: Register, number: str) -> Sequence[ThrownMessage]:
    units = [loan.loan_unit_id for loan in register.all(Loan, case_number=number, returned_at=None)]
    variables = {"caseNumber": number, "loan_units": ", ".join(units)}
    return [ThrownMessage(LOAN_LEFT, None, number, variables)] if units else []


def saved(register: Register, case: Case, call: Call) -> Outcome:
    """Save the case with what the process knows by now of customer and unit."""
    deed = deed_of(call, case.id)
    stored = register.save(enrol(register, case, call.variables, deed), deed)
    return Outcome({}, subject=stored.customer_id)
