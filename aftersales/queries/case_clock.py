"""The clock of a case: how long it took so far, and how much of that it stood still for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from aftersales.model.case import Case
from aftersales.operations.delay import spells_of
from aftersales.ports.register import Register

CUSTOMER: Final = "customer"
PARTS: Final = "parts"
OWN: Final = "repairer"
_WAITING: Final[Mapping[str, Literal["customer", "parts"]]] = {CUSTOMER: CUSTOMER, PARTS: PARTS}


@dataclass(frozen=True, slots=True)
class CaseClock:
    """How the time of a case was spent: `waits_for` says for whom it stands still now, since `waits_since`.

    Waiting for the customer stops the clock; waiting for parts is told apart, the brand answers for it.
    """

    begins_at: datetime
    until: datetime
    spent: Mapping[str, timedelta]
    waits_for: Literal["customer", "parts"] | None = None
    waits_since: datetime | None = None

    @property
    def total(self) -> timedelta:
        """Return the time from the beginning until now, or until the end of the case."""
        return sum(self.spent.values(), timedelta(0))

    @property
    def counted(self) -> timedelta:
        """Return the time that counts: all but what the customer was waited for."""
        return self.total - self.spent[CUSTOMER]


def clock_of(register: Register, number: str, now: datetime) -> CaseClock:
    """Return the clock of a case, read from the record of its status.

    Raises:
        NotFound: there is no such case.
    """
    case = register.get(Case, number)
    spells = list(spells_of(register, case, now))
    spent = {OWN: timedelta(0), PARTS: timedelta(0), CUSTOMER: timedelta(0)}
    for spell in spells:
        spent[spell.cause] += spell.length
    last = spells[-1] if spells and not case.is_closed else None
    waits_for = None if last is None else _WAITING.get(last.cause)
    return CaseClock(
        begins_at=case.opened_at,
        until=case.closed_at or now,
        spent=spent,
        waits_for=waits_for,
        waits_since=last.since if last is not None and waits_for is not None else None,
    )
