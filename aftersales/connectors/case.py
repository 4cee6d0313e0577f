"""The connectors of the case: opening it with its human number, moving its status, closing it."""

from aftersales.connectors.reading import deed_of, needed, optional, transaction_of, word
from aftersales.errors import InputMissing
from aftersales.model.case import Case, CaseKind, CaseStage, closed, day_of_number, moved
from aftersales.operations.enrolment import enrol
from aftersales.ports.register import Register, RegisterOf
from engine.ports.connector import Call, Outcome

TOLD_AT_OPENING = ("customer_id", "unit_id", "parent", "channel", "demand", "symptom", "province")


class CaseOpen:
    """`case.open`: registers a case of a kind, allots its number and names the instance after it.

    Input: `kind` (WX, HH, TH, TS, AZ, BY). Output: `caseNumber`.
    """

    type = "case.open"
    is_local = True

    def __init__(self, register_of: RegisterOf) -> None:
        self._register_of = register_of

    def call(self, call: Call) -> Outcome:
        """Open the case; the same job opens it once."""
        register = self._register_of(transaction_of(call))
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
    return register.add(case, deed_of(call, number))


class CaseStatus:
    """`case.status`: moves a case to another status.

    Inputs: `case_number`, `status`, and where they matter `stage` and `substatus`.
    """

    type = "case.status"
    is_local = True

    def __init__(self, register_of: RegisterOf) -> None:
        self._register_of = register_of

    def call(self, call: Call) -> Outcome:
        """Move the case; the change stands in the register's record with old and new."""
        register = self._register_of(transaction_of(call))
        case = _case(register, call)
        there = moved(
            case,
            stage=word(call, "stage", CaseStage),
            status=needed(call, "status"),
            substatus=optional(call, "substatus"),
        )
        return _saved(register, there, call)


class CaseClose:
    """`case.close`: ends a case with its outcome.

    Inputs: `case_number`, `outcome`.
    """

    type = "case.close"
    is_local = True

    def __init__(self, register_of: RegisterOf) -> None:
        self._register_of = register_of

    def call(self, call: Call) -> Outcome:
        """Close the case; again with the same outcome changes nothing."""
        register = self._register_of(transaction_of(call))
        case = _case(register, call)
        return _saved(register, closed(case, outcome=needed(call, "outcome"), at=call.at), call)


def _case(register: Register, call: Call) -> Case:
    return register.get(Case, optional(call, "case_number") or needed(call, "caseNumber"))


def _saved(register: Register, case: Case, call: Call) -> Outcome:
    """Save the case with what the process knows by now of customer and unit."""
    deed = deed_of(call, case.id)
    stored = register.save(enrol(register, case, call.variables, deed), deed)
    return Outcome({}, subject=stored.customer_id)
