"""Messages that leave the house, on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from aftersales.model.message import DispatchState, Reach
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter
from api.wire.scalar import Bound, Name, View


class OutgoingView(View, Versioned):
    """One message on its way out of the house by one channel."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-71:email"])
    reach: Reach = Field(examples=["email"])
    address: str = Field(examples=["chen@example.com"])
    template: str = Field(examples=["case_accepted"])
    title: str = Field(examples=["服务单已受理"])
    text: str = Field(examples=["您的服务单 WX-20261122-0007 已受理。"])
    state: DispatchState = Field(examples=["dead"])
    case_number: str | None = Field(examples=["WX-20261122-0007"])
    created_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    due_at: datetime = Field(description="When it is tried next.", examples=["2026-11-22T02:25:00+00:00"])
    attempts: int = Field(examples=[5])
    sent_at: datetime | None = Field(examples=[None])
    last_error: str | None = Field(examples=["ConnectionError: away"])
    version: int = Field(examples=[11])


class OutgoingFilter(RegisterFilter):
    """Which messages; all conditions must hold."""

    state: DispatchState | None = None
    reach: Reach | None = None
    case_number: Name | None = None
    created_at_after: Bound | None = None
    created_at_before: Bound | None = None
    sort: Annotated[str | None, sortable("created_at", "due_at", "id")] = None
