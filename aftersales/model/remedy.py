"""Remedies: what a case grants for a unit. A claim is settled once, whichever case it comes from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aftersales.errors import RegisterRefusal


class RemedyKind(StrEnum):
    """What a customer is given for a unit; repairs may follow each other and are not counted here."""

    EXCHANGE = "exchange"
    REFUND = "refund"


class RemedyState(StrEnum):
    """How far it has come."""

    GRANTED = "granted"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a case grants. Its id names the claim: the unit, or the case where no unit is known."""

    id: str
    case_number: str
    kind: RemedyKind
    state: RemedyState
    granted_at: datetime
    unit_id: str | None = None
    fulfilled_at: datetime | None = None
    version: int = 1


class RemedyTaken(RegisterRefusal):
    """The claim has been settled, or another case settles it: nobody gets two remedies for one claim."""

    def __init__(self, remedy: Remedy) -> None:
        super().__init__(
            f"{remedy.id} has its remedy in case {remedy.case_number}: {remedy.kind}, {remedy.state}.",
            zh=f"{remedy.id} 已在个案 {remedy.case_number} 中办理：{remedy.kind}（{remedy.state}）。",
            claim=remedy.id,
            case=remedy.case_number,
        )


class RemedyNotGranted(RegisterRefusal):
    """Only what the customer was granted and has chosen is carried out."""

    def __init__(self, case_number: str, kind: RemedyKind) -> None:
        super().__init__(
            f"Case {case_number} has not been granted this remedy: {kind}.",
            zh=f"个案 {case_number} 没有获准此项办法：{kind}。",
            case=case_number,
        )


def claim_of(case_number: str, unit_id: str | None) -> str:
    """Return the id of a claim."""
    return f"case:{case_number}" if unit_id is None else f"unit:{unit_id}"
