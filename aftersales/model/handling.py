"""What happens around a case: parcels, loan units, units in custody, complaints, follow-ups, files."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from aftersales.errors import RegisterRefusal


class Direction(StrEnum):
    """Which way a parcel goes."""

    TO_BRAND = "to_brand"
    TO_CUSTOMER = "to_customer"


class ParcelState(StrEnum):
    """Where a parcel is; the last five are the exceptions.

    A problem parcel (疑难件) has an unknown number or is stuck; the others lie outside the courier's area
    (超区件), are lost or damaged (破损丢件).
    """

    ANNOUNCED = "announced"
    UNDER_WAY = "under_way"
    SIGNED = "signed"
    UNKNOWN_NUMBER = "unknown_number"
    STUCK = "stuck"
    OUT_OF_AREA = "out_of_area"
    LOST = "lost"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel with its courier, its number and what the inspection found.

    Goods that no courier carries are here too: `courier` is then pickup, store or on_site, without a number.
    """

    id: str
    case_number: str
    direction: Direction
    courier: str
    tracking_number: str
    state: ParcelState = ParcelState.ANNOUNCED
    sent_on: date | None = None
    signed_at: datetime | None = None
    inspected_by: str | None = None
    inspection: str | None = None
    is_intact: bool | None = None
    version: int = 1


# A parcel in one of these states has come to its end.
SETTLED_PARCELS = frozenset({ParcelState.SIGNED, ParcelState.LOST, ParcelState.DAMAGED})


class ParcelSettled(RegisterRefusal):
    """The parcel has come to its end."""

    def __init__(self, parcel: Parcel, wanted: ParcelState) -> None:
        super().__init__(
            f"Parcel {parcel.tracking_number} is {parcel.state} and cannot become {wanted}.",
            zh=f"快件 {parcel.tracking_number} 当前为 {parcel.state}，不能变为 {wanted}。",
            parcel=parcel.id,
        )


@dataclass(frozen=True, slots=True)
class LoanUnit:
    """A unit that customers use while theirs is in repair; `id` is its serial number."""

    id: str
    model: str
    outlet_id: str
    is_usable: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True)
class Loan:
    """One lending of a loan unit, with the receipt that the customer signed."""

    id: str
    case_number: str
    loan_unit_id: str
    issued_at: datetime
    due_on: date
    receipt_file: str | None = None
    returned_at: datetime | None = None
    condition: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Custody:
    """A customer's unit in the brand's hands, from the receipt given for it until it is back.

    It is `kept` where the repair becomes an exchange or a refund: that case takes it in, or gives it back.
    `exterior` is how it looked when it was taken, so that nobody can quarrel about scratches afterwards.
    """

    id: str
    case_number: str
    taken_at: datetime
    exterior: str
    unit_id: str | None = None
    accessories: str | None = None
    promised_on: date | None = None
    receipt_file: str | None = None
    received_at: datetime | None = None
    matches_receipt: bool | None = None
    returned_at: datetime | None = None
    kept_at: datetime | None = None
    version: int = 1

    @property
    def is_over(self) -> bool:
        """Say whether the repair has no unit to give back any more."""
        return self.returned_at is not None or self.kept_at is not None


class ComplaintClass(StrEnum):
    """What a complaint is about at root."""

    QUALITY = "quality"
    NON_QUALITY = "non_quality"
    OTHER = "other"


class Severity(StrEnum):
    """How grave a complaint is."""

    MINOR = "minor"
    SEVERE = "severe"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a customer complains about, how it is judged, and who answers for it."""

    id: str
    case_number: str
    received_at: datetime
    content: str
    demand: str | None = None
    complaint_class: ComplaintClass | None = None
    severity: Severity | None = None
    cause: str | None = None
    departments: tuple[str, ...] = ()
    answered_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CorrectiveAction:
    """What a department does so that it does not happen again, and whether that helped."""

    id: str
    complaint_id: str
    department: str
    measure: str
    due_on: date
    done_on: date | None = None
    checked_by: str | None = None
    is_effective: bool | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One call after the work; scores are 1 to 5."""

    id: str
    case_number: str
    at: datetime
    result: str
    attempt: int = 1
    works_normally: bool | None = None
    score_quality: int | None = None
    score_attitude: int | None = None
    opinion: str | None = None
    score_speed: int | None = None
    score_fee: int | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A photo, signature or paper of a case; its content lies among the engine's attachments."""

    id: str
    case_number: str
    attachment_id: str
    kind: str
    added_at: datetime
    note: str | None = None
