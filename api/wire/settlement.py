"""Settlements with outlets on the wire."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from aftersales.model.settlement import SettlementState
from aftersales.queries.settlement import StatementFile
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter, Yuan
from api.wire.scalar import Id, Name, Request, View


class SettlementView(View, Versioned):
    """What the brand owes an outlet for a period. `version` is its ETag."""

    id: str = Field(examples=["S000001"])
    outlet_id: str = Field(examples=["O01"])
    begins_on: date = Field(examples=["2026-11-01"])
    ends_on: date = Field(examples=["2026-11-30"])
    amount: Yuan = Field(examples=[130.00])
    state: SettlementState = Field(examples=["draft"])
    version: int = Field(examples=[1])


class SettlementLineView(View):
    """What is owed for one item of one case."""

    id: str = Field(examples=["WX-20261122-0007:labour"])
    case_number: str = Field(examples=["WX-20261122-0007"])
    item: str = Field(examples=["labour"])
    amount: Yuan = Field(examples=[80.00])


class SettlementStepView(View):
    """Who brought a statement to a state, and when."""

    state: SettlementState = Field(examples=["draft"])
    by: str = Field(examples=["finance"])
    at: datetime = Field(examples=["2026-12-01T02:00:00+00:00"])


class SettlementDetail(SettlementView):
    """A statement with its lines, and the steps it took."""

    lines: list[SettlementLineView]
    steps: list[SettlementStepView]

    @staticmethod
    def of(found: StatementFile) -> "SettlementDetail":
        """Return a statement as clients see it."""
        return SettlementDetail.model_validate(
            {**asdict(found.settlement), "lines": list(found.lines), "steps": list(found.steps)}
        )


class ServedCaseView(View):
    """A case that an outlet served and of which no item was settled."""

    case_number: str = Field(examples=["WX-20261122-0007"])
    visits: int = Field(description="How many of the period.", examples=[1])
    visited_on: date = Field(description="The last of them.", examples=["2026-11-23"])


class SettlementFilter(RegisterFilter):
    """Which statements; all conditions must hold."""

    outlet_id: Id | None = None
    state: SettlementState | None = None
    sort: Annotated[str | None, sortable("id", "begins_on", "ends_on", "amount")] = None


class ServedBy(Request):
    """Which outlet, and when."""

    outlet_id: Annotated[Id, Field(examples=["O01"])]
    begins_on: Annotated[date, Field(examples=["2026-11-01"])]
    ends_on: Annotated[date, Field(description="Included.", examples=["2026-11-30"])]


class SettleItem(Request):
    """One item of one case."""

    case_number: Annotated[Name, Field(examples=["WX-20261122-0007"])]
    item: Annotated[Name, Field(examples=["labour"])]
    amount: Annotated[Yuan, Field(examples=[80.00])]


class DrawUpSettlement(Request):
    """A statement for one outlet and one period."""

    outlet_id: Annotated[Id, Field(examples=["O01"])]
    begins_on: Annotated[date, Field(examples=["2026-11-01"])]
    ends_on: Annotated[date, Field(examples=["2026-11-30"])]
    items: Annotated[list[SettleItem], Field(min_length=1, max_length=5_000)]

    def amounts(self) -> list[tuple[str, str, Decimal]]:
        """Return the items as the register takes them."""
        return [(each.case_number, each.item, each.amount) for each in self.items]
