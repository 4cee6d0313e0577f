"""A technician's day on the wire."""

from datetime import date, datetime

from pydantic import Field

from api.wire.scalar import Request, View
from api.wire.workforce import VisitView


class MyDayFilter(Request):
    """Which day; without one, today in China."""

    day: date | None = Field(default=None, examples=["2026-11-23"])


class StopTaskView(View):
    """An open task that is assigned to you in a case of the day."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-12"])
    element_id: str = Field(examples=["travel_to_customer"])
    name: str | None = Field(examples=["上门到户"])
    name_en: str | None = Field(examples=["Travel to the customer"])
    form_key: str | None = Field(examples=["visit/travel_to_customer"])
    due_at: datetime | None = Field(examples=["2026-11-23T06:00:00+00:00"])
    version: int = Field(examples=[1])


class StopView(View):
    """A case of the day: the visit if one is agreed, the customer, the way there, and what to do."""

    case_number: str = Field(examples=["WX-20261122-0007"])
    visit: VisitView | None
    customer_name: str | None = Field(examples=["陈晓梅"])
    phone: str | None = Field(examples=["13900000001"])
    address: str | None = Field(examples=["杭州市西湖区文苑路 12 号 501 室"])
    category: str | None = Field(examples=["refrigerator"])
    model: str | None = Field(examples=["BCD-520WGPZ"])
    symptom: str | None = Field(examples=["不制冷"])
    is_emergency: bool = Field(examples=[False])
    tasks: list[StopTaskView] = Field(description="The most urgent first.")


class MyDayView(View):
    """Your visits of a day in their order, then the cases in which you still have to agree one."""

    day: date = Field(examples=["2026-11-23"])
    stops: list[StopView]
