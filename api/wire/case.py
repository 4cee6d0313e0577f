"""Service cases on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from aftersales.model.case import CaseKind, CaseStage
from aftersales.queries.case import CaseCard
from aftersales.queries.case_clock import CaseClock
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter, SearchText
from api.wire.scalar import Bound, Id, Name, View


class CaseView(View, Versioned):
    """A case; `id` is its number. `version` is its ETag."""

    id: str = Field(examples=["WX-20261122-0007"])
    kind: CaseKind = Field(examples=["WX"])
    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    process_key: str = Field(examples=["repair"])
    stage: CaseStage = Field(examples=["in_hand"])
    status: str = Field(examples=["in_progress"])
    substatus: str | None = Field(examples=[None])
    outcome: str | None = Field(examples=[None])
    opened_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    opened_by: str = Field(examples=["desk"])
    closed_at: datetime | None = Field(examples=[None])
    customer_id: str | None = Field(examples=["C000012"])
    customer_name: str | None = Field(examples=["陈晓梅"])
    unit_id: str | None = Field(description="The serial number.", examples=["AX2504230042"])
    model: str | None = Field(examples=["KFR-35GW-A1"])
    parent: str | None = Field(examples=[None])
    channel: str | None = Field(examples=["hotline"])
    demand: str | None = Field(examples=[None])
    symptom: str | None = Field(examples=["不制冷"])
    province: str | None = Field(examples=["浙江省"])
    priority: int = Field(examples=[50])
    outlet_id: str | None = Field(description="Who serves the place.", examples=["O06"])
    technician_id: str | None = Field(description="The account in charge.", examples=["technician"])
    version: int = Field(examples=[3])

    @staticmethod
    def of(card: CaseCard) -> "CaseView":
        """Return a case with the names that belong to it."""
        own = {name: getattr(card.case, name) for name in _OF_THE_CASE}
        return CaseView(**own, customer_name=card.customer_name, model=card.model)


class CaseClockView(View):
    """How the time of a case was spent. Waiting for the customer stops the clock."""

    begins_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    until: datetime = Field(
        description="Now, or the end of the case.", examples=["2026-11-25T01:00:00+00:00"]
    )
    total_seconds: int = Field(examples=[259200])
    counted_seconds: int = Field(description="All but waiting for the customer.", examples=[172800])
    customer_seconds: int = Field(description="Waiting for the customer.", examples=[86400])
    parts_seconds: int = Field(description="Waiting for parts; it counts.", examples=[0])
    waits_for: Literal["customer", "parts"] | None = Field(
        description="For whom it waits now.", examples=["customer"]
    )
    waits_since: datetime | None = Field(examples=["2026-11-24T01:00:00+00:00"])

    @staticmethod
    def of(clock: CaseClock) -> "CaseClockView":
        """Return the clock in whole seconds."""
        spent = {cause: int(span.total_seconds()) for cause, span in clock.spent.items()}
        return CaseClockView(
            begins_at=clock.begins_at,
            until=clock.until,
            total_seconds=int(clock.total.total_seconds()),
            counted_seconds=int(clock.counted.total_seconds()),
            customer_seconds=spent["customer"],
            parts_seconds=spent["parts"],
            waits_for=clock.waits_for,
            waits_since=clock.waits_since,
        )


_OF_THE_CASE = tuple(name for name in CaseView.model_fields if name not in {"customer_name", "model"})


class CaseFilter(RegisterFilter):
    """Which cases; all conditions must hold."""

    text: SearchText = None
    kind: CaseKind | None = None
    stage: CaseStage | None = None
    status: Name | None = None
    outcome: Name | None = None
    is_open: bool | None = None
    customer_id: Id | None = None
    unit_id: Annotated[Name | None, Field(description="A serial number.")] = None
    instance_id: Id | None = None
    parent: Name | None = None
    channel: Name | None = None
    province: Name | None = None
    opened_at_after: Bound | None = None
    opened_at_before: Bound | None = None
    sort: Annotated[str | None, sortable("opened_at", "id", "kind", "status", "priority")] = None
