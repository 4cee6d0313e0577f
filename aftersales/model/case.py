"""Service cases: their human numbers, kinds and three levels of status."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from aftersales.errors import CaseClosed
from engine.clock import CHINA


class CaseKind(StrEnum):
    """What a case is about; the letters begin its number."""

    REPAIR = "WX"
    EXCHANGE = "HH"
    RETURN = "TH"
    COMPLAINT = "TS"
    INSTALLATION = "AZ"
    MAINTENANCE = "BY"


class CaseStage(StrEnum):
    """The first of the three levels of status, the same for all kinds of cases."""

    INTAKE = "intake"
    IN_HAND = "in_hand"
    WAITING = "waiting"
    ENDED = "ended"


STAGE_OF_STATUS = {
    "opened": CaseStage.INTAKE,
    "registered": CaseStage.INTAKE,
    "materials_missing": CaseStage.WAITING,
    "in_progress": CaseStage.IN_HAND,
    "waiting_for_customer": CaseStage.WAITING,
    "waiting_for_parts": CaseStage.WAITING,
    "waiting_for_parcel": CaseStage.WAITING,
    "closed": CaseStage.ENDED,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One matter that a customer brings to the brand, whatever processes work on it."""

    id: str  # the human number, such as WX-20261122-0007
    kind: CaseKind
    instance_id: str
    process_key: str
    stage: CaseStage
    status: str
    opened_at: datetime
    opened_by: str
    job_id: str
    substatus: str | None = None
    outcome: str | None = None
    closed_at: datetime | None = None
    customer_id: str | None = None
    unit_id: str | None = None
    parent: str | None = None
    channel: str | None = None
    demand: str | None = None
    symptom: str | None = None
    province: str | None = None
    priority: int = 50
    outlet_id: str | None = None
    technician_id: str | None = None
    version: int = 1

    @property
    def is_closed(self) -> bool:
        """Say whether it has an outcome."""
        return self.closed_at is not None


def day_of_number(at: datetime) -> date:
    """Return the day that a case number carries: the day in China."""
    return at.astimezone(CHINA).date()


def case_number(kind: CaseKind, day: date, count: int) -> str:
    """Return the human number; the ten-thousandth case of a day simply has five digits."""
    return f"{kind}-{day:%Y%m%d}-{count:04d}"


def moved(case: Case, *, status: str, substatus: str | None) -> Case:
    """Return the case at another status.

    Raises:
        CaseClosed: it has ended.
    """
    if case.is_closed:
        raise CaseClosed(case.id, case.outcome)
    return replace(case, stage=STAGE_OF_STATUS[status], status=status, substatus=substatus)


def closed(case: Case, *, outcome: str, at: datetime) -> Case:
    """Return the case closed; closing it again with the same outcome changes nothing.

    Raises:
        CaseClosed: it has ended with another outcome.
    """
    if case.is_closed and case.outcome != outcome:
        raise CaseClosed(case.id, case.outcome)
    if case.is_closed:
        return case
    return replace(
        case, stage=CaseStage.ENDED, status="closed", substatus=None, outcome=outcome, closed_at=at
    )
