"""Quotes and payouts on the wire."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from pydantic import Field

from aftersales.model.money import ItemKind, Ledger, PayoutState, QuoteState
from aftersales.queries.money import QuoteCard
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter, Yuan
from api.wire.scalar import Bound, Name, View


class QuoteLineView(View):
    """One line of a quote."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-41:1"])
    kind: ItemKind = Field(examples=["part"])
    text: str = Field(examples=["风扇电机"])
    quantity: int = Field(examples=[1])
    unit_price: Yuan = Field(examples=[128.00])
    amount: Yuan = Field(examples=[128.00])
    part_id: str | None = Field(examples=["P-FAN"])


class QuoteView(View, Versioned):
    """What a repair will cost. `version` is its ETag."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-41"])
    case_number: str = Field(examples=["WX-20261122-0007"])
    total: Yuan = Field(examples=[208.00])
    state: QuoteState = Field(examples=["sent"])
    sent_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    answered_at: datetime | None = Field(examples=[None])
    consent_by: str | None = Field(examples=[None])
    version: int = Field(examples=[1])
    lines: list[QuoteLineView]

    @staticmethod
    def of(card: QuoteCard) -> "QuoteView":
        """Return a quote with its lines."""
        return QuoteView.model_validate({**asdict(card.quote), "lines": list(card.lines)})


class QuoteFilter(RegisterFilter):
    """Which quotes; all conditions must hold."""

    case_number: Name | None = None
    state: QuoteState | None = None
    sent_at_after: Bound | None = None
    sent_at_before: Bound | None = None
    sort: Annotated[str | None, sortable("sent_at", "id", "case_number", "total", "state")] = None


class PayoutView(View, Versioned):
    """A refund or a compensation. `version` is its ETag."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-51"])
    case_number: str = Field(examples=["TH-20261122-0003"])
    account_id: str = Field(examples=["unit:AX2504230042"])
    amount: Yuan = Field(examples=[2549.00])
    state: PayoutState = Field(examples=["requested"])
    reason: str = Field(examples=["七天无理由退货"])
    requested_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    is_compensation: bool = Field(examples=[False])
    approved_by: str | None = Field(examples=[None])
    paid_at: datetime | None = Field(examples=[None])
    version: int = Field(examples=[1])


class PayoutFilter(RegisterFilter):
    """Which payouts; all conditions must hold."""

    case_number: Name | None = None
    state: PayoutState | None = None
    is_compensation: bool | None = None
    requested_at_after: Bound | None = None
    requested_at_before: Bound | None = None
    sort: Annotated[str | None, sortable("requested_at", "id", "case_number", "amount", "state")] = None


class MoneyEntryView(View):
    """One booking: the same amount on both sides; never changed."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-61"])
    at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    debit: Ledger = Field(examples=["cash"])
    credit: Ledger = Field(examples=["receivable"])
    amount: Yuan = Field(examples=[208.00])
    reason: str = Field(examples=["payment"])
    account_id: str = Field(
        description="The case, or `unit:…` for a purchase.", examples=["WX-20261122-0007"]
    )


class MoneyEntryFilter(RegisterFilter):
    """Which bookings; all conditions must hold."""

    account_id: Name | None = None
    reason: Name | None = None
    at_after: Bound | None = None
    at_before: Bound | None = None
    sort: Annotated[str | None, sortable("at", "id", "amount", "account_id")] = None
