"""Requests to be forgotten on the wire."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from aftersales.model.portal import ErasureState
from api.wire.page import sortable
from api.wire.portal import Told
from api.wire.register import RegisterFilter
from api.wire.scalar import Request, View


class ErasureView(View):
    """A request to be forgotten."""

    id: str = Field(examples=["E000001"])
    customer_id: str = Field(examples=["C000012"])
    asked_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    state: ErasureState = Field(examples=["asked"])
    decided_at: datetime | None = Field(examples=[None])
    decided_by: str | None = Field(examples=[None])
    answer: str | None = Field(examples=[None])


class HeldKindView(View):
    """How many records of a kind are held."""

    kind: str = Field(examples=["cases"])
    rows: int = Field(examples=[2])


class GroundView(View):
    """A reason to keep the data; while it blocks, nobody can erase."""

    id: str = Field(examples=["dealings"])
    blocks: bool = Field(examples=[False])
    zh: str = Field(examples=["交易和服务记录须能在三年内出示。"])
    en: str = Field(examples=["Dealings must be shown on demand for three years."])
    until: date | None = Field(examples=["2029-11-22"])


class ErasureDetail(ErasureView):
    """A request to be forgotten with what is held and what speaks for keeping it."""

    customer_name: str = Field(examples=["陈晓梅"])
    held: list[HeldKindView]
    grounds: list[GroundView]


class ErasureFilter(RegisterFilter):
    """Which requests."""

    state: ErasureState | None = None
    sort: Annotated[str | None, sortable("asked_at", "id")] = None


class DecideErasure(Request):
    """Grant or refuse; the customer reads the answer."""

    is_granted: bool
    answer: Told
