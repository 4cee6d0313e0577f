"""Visits: appointments with a window, kept, moved or missed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from aftersales.errors import RegisterInputRefused, RegisterRefusal


class VisitState(StrEnum):
    """How far a visit has come."""

    AGREED = "agreed"
    UNDER_WAY = "under_way"
    ARRIVED = "arrived"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


_NEXT = {
    VisitState.AGREED: {VisitState.UNDER_WAY, VisitState.ARRIVED, VisitState.MISSED, VisitState.CANCELLED},
    VisitState.UNDER_WAY: {VisitState.ARRIVED, VisitState.MISSED, VisitState.CANCELLED},
    VisitState.ARRIVED: {VisitState.DONE, VisitState.MISSED},
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of one technician for one case, in an agreed window."""

    id: str
    case_number: str
    technician_id: str
    begins_at: datetime
    ends_at: datetime
    state: VisitState = VisitState.AGREED
    address_id: str | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    result: str | None = None
    moved: int = 0
    version: int = 1

    @property
    def late_by(self) -> timedelta | None:
        """Return how much later than agreed the technician came; negative is early, None not there yet."""
        return None if self.arrived_at is None else self.arrived_at - self.begins_at

    def may_become(self, state: VisitState) -> bool:
        """Say whether a state follows."""
        return state in _NEXT.get(self.state, set())


class VisitRefused(RegisterRefusal):
    """A visit cannot go that way."""

    def __init__(self, visit: Visit, wanted: VisitState) -> None:
        super().__init__(
            f"Visit {visit.id} is {visit.state} and cannot become {wanted}.",
            zh=f"上门 {visit.id} 当前为 {visit.state}，不能变为 {wanted}。",
            visit=visit.id,
        )


class WindowRefused(RegisterInputRefused):
    """An appointment must end after it begins."""

    zh = "预约的结束时间必须晚于开始时间。"

    def __init__(self) -> None:
        super().__init__("The appointment ends before it begins.")


def agreed(visit: Visit) -> Visit:
    """Return a new appointment that makes sense.

    Raises:
        WindowRefused: it ends before it begins.
    """
    if visit.ends_at <= visit.begins_at:
        raise WindowRefused
    return visit


def rebooked(visit: Visit, begins_at: datetime, ends_at: datetime) -> Visit:
    """Return the visit in another window; how often it was moved is counted.

    Raises:
        VisitRefused: it has begun or ended.
        WindowRefused: the window ends before it begins.
    """
    if visit.state is not VisitState.AGREED:
        raise VisitRefused(visit, VisitState.AGREED)
    return agreed(replace(visit, begins_at=begins_at, ends_at=ends_at, moved=visit.moved + 1))


def went_on(visit: Visit, state: VisitState, at: datetime, *, result: str | None = None) -> Visit:
    """Return the visit one step further.

    Raises:
        VisitRefused: that step does not follow.
    """
    if not visit.may_become(state):
        raise VisitRefused(visit, state)
    return replace(
        visit,
        state=state,
        arrived_at=at if state is VisitState.ARRIVED else visit.arrived_at,
        left_at=at if state is VisitState.DONE else visit.left_at,
        result=result or visit.result,
    )
