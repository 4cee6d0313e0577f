"""Service agreements: what a customer pays for by the year, what is waived, and when visits are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from aftersales.model.entitlement import add_months

_CENT = Decimal("0.01")


class AgreementState(StrEnum):
    """Whether an agreement binds."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A service agreement. `waived` names the kinds of items it lets the customer off.

    It is charged every `charged_every_months`, and visited every `visited_every_months` where that is agreed.
    """

    id: str
    customer_id: str
    begins_on: date
    ends_on: date
    amount: Decimal
    charged_every_months: int
    visited_every_months: int | None = None
    waived: tuple[str, ...] = ()
    terms: str | None = None
    state: AgreementState = AgreementState.DRAFT
    version: int = 1

    def binds(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.state is AgreementState.REVIEWED and self.begins_on <= day <= self.ends_on

    def visits(self) -> Iterator[date]:
        """Yield the days on which visits are due."""
        return _every(self.visited_every_months, self.begins_on, self.ends_on)

    def instalments(self) -> list[tuple[date, Decimal]]:
        """Return when how much is charged; the parts add up to the amount to the last fen."""
        days = list(_every(self.charged_every_months, self.begins_on, self.ends_on, from_the_first=True))
        if not days:
            return []
        # Rounded down: rounded up, the parts before the last could take more than there is.
        part = (self.amount / len(days)).quantize(_CENT, ROUND_DOWN)
        return [(day, part) for day in days[:-1]] + [(days[-1], self.amount - part * (len(days) - 1))]


def _every(months: int | None, first: date, last: date, *, from_the_first: bool = False) -> Iterator[date]:
    if not months:
        return
    count = 0 if from_the_first else 1
    while (day := add_months(first, months * count)) <= last:
        yield day
        count += 1
