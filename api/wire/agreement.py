"""Service agreements on the wire."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from pydantic import Field

from aftersales.model.agreement import Agreement, AgreementState
from aftersales.model.money import ItemKind
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter, Yuan
from api.wire.scalar import Id, View


class AgreementView(View, Versioned):
    """What a customer pays for by the year. `version` is its ETag."""

    id: str = Field(examples=["XY-2026-0012"])
    customer_id: str = Field(examples=["C000012"])
    begins_on: date = Field(examples=["2026-01-31"])
    ends_on: date = Field(examples=["2026-12-31"])
    amount: Yuan = Field(examples=[1000.00])
    charged_every_months: int = Field(examples=[4])
    visited_every_months: int | None = Field(examples=[3])
    waived: list[ItemKind] = Field(
        description="The kinds of items that cost the customer nothing.", examples=[["labour", "visit"]]
    )
    terms: str | None = Field(examples=["三台空调，每季保养"])
    state: AgreementState = Field(examples=["reviewed"])
    version: int = Field(examples=[1])


class InstalmentView(View):
    """How much is charged on a day."""

    on: date = Field(examples=["2026-01-31"])
    amount: Yuan = Field(examples=[333.33])


class AgreementDetail(AgreementView):
    """An agreement with the days on which visits are due and money is charged."""

    visits: list[date] = Field(examples=[["2026-04-30", "2026-07-31", "2026-10-31"]])
    instalments: list[InstalmentView]

    @staticmethod
    def of(agreement: Agreement) -> "AgreementDetail":
        """Return an agreement with its plans."""
        plan = [InstalmentView(on=day, amount=amount) for day, amount in agreement.instalments()]
        return AgreementDetail.model_validate(
            {**asdict(agreement), "visits": list(agreement.visits()), "instalments": plan}
        )


class AgreementFilter(RegisterFilter):
    """Which agreements; all conditions must hold."""

    customer_id: Id | None = None
    state: AgreementState | None = None
    ends_on_before: date | None = None
    ends_on_after: date | None = None
    sort: Annotated[str | None, sortable("id", "begins_on", "ends_on", "amount")] = None
