"""Parts, stock and requisitions on the wire."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from pydantic import Field

from aftersales.model.requisition import RequisitionState
from aftersales.model.stock import Condition, MoveKind, Shelf
from aftersales.operations.stock import StockCount
from aftersales.queries.stock import RequisitionCard, StockCard
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter, SearchText, Yuan
from api.wire.scalar import Bound, Id, Name, Reason, Request, View

_MOST = 1_000_000


class PartView(View, Versioned):
    """A spare part. `version` is its ETag."""

    id: str = Field(examples=["P-FAN"])
    name_zh: str = Field(examples=["风扇电机"])
    name_en: str = Field(examples=["Fan motor"])
    price: Yuan = Field(examples=[128.00])
    must_return: bool = Field(description="The old piece goes back to the brand.", examples=[False])
    is_large: bool = Field(examples=[False])
    safety_stock: int = Field(examples=[5])
    replaced_by: str | None = Field(examples=[None])
    version: int = Field(examples=[1])


class PartFilter(RegisterFilter):
    """Which parts; all conditions must hold."""

    text: SearchText = None
    must_return: bool | None = None
    is_large: bool | None = None
    sort: Annotated[str | None, sortable("id", "name_zh", "name_en", "price")] = None


class StockView(View, Versioned):
    """How many of one part lie in one place, in one condition. `version` is its ETag."""

    id: str = Field(examples=["central:main|good|P-FAN"])
    place: str = Field(
        description="central:…, outlet:…, van:…; what is outside: may be owed.", examples=["central:main"]
    )
    condition: Condition = Field(examples=["good"])
    part_id: str = Field(examples=["P-FAN"])
    part_name: str | None = Field(examples=["风扇电机"])
    part_name_en: str | None = Field(examples=["Fan motor"])
    safety_stock: int = Field(examples=[5])
    quantity: int = Field(examples=[120])
    version: int = Field(examples=[7])

    @staticmethod
    def of(card: StockCard) -> "StockView":
        """Return a stock level with its part's name."""
        level, part = card.level, card.part
        return StockView(
            id=level.id,
            place=level.place,
            condition=level.condition,
            part_id=level.part_id,
            part_name=None if part is None else part.name_zh,
            part_name_en=None if part is None else part.name_en,
            safety_stock=0 if part is None else part.safety_stock,
            quantity=level.quantity,
            version=level.version,
        )


class StockFilter(RegisterFilter):
    """Which shelves; all conditions must hold."""

    place: Name | None = None
    place_kind: Annotated[
        str | None, Field(pattern="^(central|outlet|van|outside)$", description="Of which kind the place is.")
    ] = None
    part_id: Id | None = None
    condition: Condition | None = None
    sort: Annotated[str | None, sortable("id", "place", "part_id", "quantity")] = None


class StockMoveView(View):
    """One movement of one part; never changed."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-31:P-FAN"])
    at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    kind: MoveKind = Field(examples=["issue"])
    part_id: str = Field(examples=["P-FAN"])
    quantity: int = Field(examples=[2])
    from_place: str = Field(examples=["outlet:O01"])
    from_condition: Condition = Field(examples=["good"])
    to_place: str = Field(examples=["van:technician"])
    to_condition: Condition = Field(examples=["good"])
    case_number: str | None = Field(examples=["WX-20261122-0007"])
    requisition_id: str | None = Field(examples=["0198b6e1f0c2a91b4-31"])
    note: str | None = Field(description="Why a count differed from the books.", examples=[None])


class StockMoveFilter(RegisterFilter):
    """Which movements; all conditions must hold."""

    part_id: Id | None = None
    kind: MoveKind | None = None
    case_number: Name | None = None
    at_after: Bound | None = None
    at_before: Bound | None = None
    sort: Annotated[str | None, sortable("at", "id", "part_id", "quantity")] = None


class CountStock(Request):
    """What somebody found of one part in one place."""

    place: Annotated[Name, Field(description="central:…, outlet:…, van:….", examples=["central:main"])]
    condition: Condition = Condition.GOOD
    part_id: Annotated[Id, Field(examples=["P-FAN"])]
    booked: Annotated[
        int, Field(ge=0, le=_MOST, description="What the books said when it was counted.", examples=[120])
    ]
    found: Annotated[int, Field(ge=0, le=_MOST, description="What was counted.", examples=[118])]
    reason: Reason

    def count(self, count_id: str) -> StockCount:
        """Return it as the register takes it."""
        shelf = Shelf(self.place, self.condition)
        return StockCount(count_id, shelf, self.part_id, self.booked, self.found)


class StockCountView(View):
    """What a count came to; without a movement the books were right."""

    id: str = Field(examples=["K000001"])
    difference: int = Field(description="Found less booked.", examples=[-2])
    move: StockMoveView | None


class RequisitionLineView(View):
    """One part of a requisition."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-31:1"])
    part_id: str = Field(examples=["P-FAN"])
    asked: int = Field(examples=[2])
    approved: int = Field(examples=[2])
    issued: int = Field(examples=[0])
    used: int = Field(examples=[0])
    handed_back: int = Field(examples=[0])


class RequisitionView(View, Versioned):
    """What a technician asks the warehouse for. `version` is its ETag."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-31"])
    case_number: str = Field(examples=["WX-20261122-0007"])
    technician_id: str = Field(examples=["technician"])
    from_place: str = Field(examples=["outlet:O01"])
    state: RequisitionState = Field(examples=["requested"])
    note: str | None = Field(examples=[None])
    version: int = Field(examples=[1])
    lines: list[RequisitionLineView]

    @staticmethod
    def of(card: RequisitionCard) -> "RequisitionView":
        """Return a requisition with its lines."""
        return RequisitionView.model_validate({**asdict(card.requisition), "lines": list(card.lines)})


class RequisitionFilter(RegisterFilter):
    """Which requisitions; all conditions must hold."""

    case_number: Name | None = None
    technician_id: Id | None = None
    from_place: Name | None = None
    state: RequisitionState | None = None
    sort: Annotated[str | None, sortable("id", "case_number", "state")] = None
