"""The dispatch board on the wire."""

from datetime import date, datetime

from pydantic import Field

from aftersales.model.assignment import OVERRULABLE, told
from aftersales.model.language import Language
from aftersales.model.workforce import Fitness
from aftersales.queries.dispatch import Day
from api.wire.scalar import Request, View
from api.wire.workforce import VisitView


class BoardFilter(Request):
    """Which day; without one, today in China."""

    day: date | None = Field(default=None, examples=["2026-11-23"])


class WaitingView(View):
    """A visit that waits for its technician."""

    task_id: str = Field(examples=["0198b6e1f0c2a91b4-12"])
    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    case_number: str | None = Field(examples=["WX-20261122-0007"])
    due_at: datetime | None = Field(examples=["2026-11-22T09:00:00+00:00"])
    priority: int = Field(examples=[70])
    assignee: str | None = Field(description="Who is choosing just now.", examples=[None])
    province: str | None = Field(examples=["jiangsu"])
    city: str | None = Field(examples=["南京市鼓楼区"])
    category: str | None = Field(examples=["refrigerator"])
    model: str | None = Field(examples=["BCD-520WGPZ"])
    symptom: str | None = Field(examples=["不制冷"])
    is_emergency: bool = Field(examples=[False])
    outlet_id: str | None = Field(description="The outlet that serves the place.", examples=["O01"])


class DayView(View):
    """A technician's day."""

    technician_id: str = Field(examples=["technician"])
    name: str = Field(examples=["张伟"])
    outlet_id: str = Field(examples=["O01"])
    outlet: str | None = Field(examples=["杭州市服务网点"])
    skills: list[str] = Field(examples=[["refrigerator", "tv"]])
    visits_a_day: int = Field(examples=[5])
    absence: str | None = Field(description="Why there is no work that day.", examples=[None])
    visits: list[VisitView]

    @classmethod
    def of(cls, day: Day) -> "DayView":
        """Return a day as clients see it."""
        who = day.technician
        return cls(
            technician_id=who.id,
            name=who.name,
            outlet_id=who.outlet_id,
            outlet=None if day.outlet is None else day.outlet.name,
            skills=list(who.skills),
            visits_a_day=who.visits_a_day,
            absence=day.absence,
            visits=[VisitView.model_validate(visit) for visit in day.visits],
        )


class BoardView(View):
    """What waits, and everybody's day."""

    day: date = Field(examples=["2026-11-23"])
    waiting: list[WaitingView] = Field(description="The most urgent first; 100 at most.")
    technicians: list[DayView]


class CandidateView(View):
    """Whether a technician may make a visit; if not, why, and whether a reason overrules that."""

    technician_id: str = Field(examples=["technician"])
    obstacles: list[str] = Field(description="In the reader's language.", examples=[["当天已排满"]])
    is_fit: bool = Field(examples=[False])
    may_overrule: bool = Field(examples=[True])
    load: float = Field(description="How much of the day is taken, 1 being all.", examples=[0.4])

    @classmethod
    def of(cls, fit: Fitness, language: Language) -> "CandidateView":
        """Return a candidate as clients see it."""
        reasons = [told(obstacle) for obstacle in fit.obstacles]
        return cls(
            technician_id=fit.technician.id,
            obstacles=[zh if language == "zh" else en for zh, en in reasons],
            is_fit=fit.is_fit,
            may_overrule=OVERRULABLE.issuperset(fit.obstacles),
            load=fit.load,
        )
