"""Parts requisitions: asked for, approved, issued, then used or handed back."""

from dataclasses import dataclass, replace
from enum import StrEnum

from aftersales.errors import RegisterInputRefused, RegisterRefusal


class RequisitionState(StrEnum):
    """How far a requisition has come."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    ISSUED = "issued"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Requisition:
    """What a technician asks the warehouse for, for one case."""

    id: str
    case_number: str
    technician_id: str
    from_place: str
    state: RequisitionState = RequisitionState.REQUESTED
    note: str | None = None
    version: int = 1

    @property
    def van(self) -> str:
        """Return where issued parts go."""
        return f"van:{self.technician_id}"


@dataclass(frozen=True, slots=True)
class RequisitionLine:
    """One part of a requisition: asked ≥ approved ≥ issued ≥ used + handed back."""

    id: str
    requisition_id: str
    part_id: str
    asked: int
    approved: int = 0
    issued: int = 0
    used: int = 0
    handed_back: int = 0
    version: int = 1

    @property
    def unused(self) -> int:
        """Return how many issued pieces were neither used nor handed back."""
        return self.issued - self.used - self.handed_back

    @property
    def is_settled(self) -> bool:
        """Say whether every issued piece was used or handed back."""
        return self.issued == self.used + self.handed_back


class RequisitionRefused(RegisterRefusal):
    """A requisition is not in the state for that."""

    def __init__(self, requisition: Requisition, wanted: RequisitionState) -> None:
        super().__init__(
            f"Requisition {requisition.id} is {requisition.state}, it must be {wanted} for that.",
            zh=f"领料单 {requisition.id} 当前为 {requisition.state}，须为 {wanted} 才能操作。",
            requisition=requisition.id,
        )


class QuantityRefused(RegisterInputRefused):
    """More parts than the step before allows."""

    def __init__(self, part_id: str, wanted: int, most: int) -> None:
        super().__init__(
            f"{wanted} of {part_id} are more than the {most} that are possible.",
            zh=f"{part_id} 的数量 {wanted} 超过可用的 {most}。",
            part=part_id,
            wanted=wanted,
            most=most,
        )


def at_state(requisition: Requisition, wanted: RequisitionState) -> Requisition:
    """Return the requisition if it is in a state.

    Raises:
        RequisitionRefused: it is in another.
    """
    if requisition.state is not wanted:
        raise RequisitionRefused(requisition, wanted)
    return requisition


def counted(line: RequisitionLine, field: str, quantity: int) -> RequisitionLine:
    """Return the line with so many more pieces approved, issued, used or handed back.

    Raises:
        QuantityRefused: that is more than the step before allows.
    """
    left = {
        "approved": line.asked - line.approved,
        "issued": line.approved - line.issued,
        "used": line.issued - line.used - line.handed_back,
        "handed_back": line.issued - line.used - line.handed_back,
    }[field]
    if not 0 <= quantity <= left:
        raise QuantityRefused(line.part_id, quantity, left)
    return replace(line, **{field: getattr(line, field) + quantity})
