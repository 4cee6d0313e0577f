"""The clock of a repair: how many days it took, and how many of them parts or the customer cost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aftersales.model.case import Case
from aftersales.ports.register import Register

_PARTS = "parts"
_CUSTOMER = "customer"
_REPAIRER = "repairer"
_CAUSE_OF_STATUS = {
    "waiting_for_parts": _PARTS,
    "waiting_for_customer": _CUSTOMER,
    "materials_missing": _CUSTOMER,
}


@dataclass(frozen=True, slots=True)
class Delay:
    """How long a case took so far, by who it waited for: parts, the customer, or the repairer."""

    spent: Mapping[str, timedelta]

    def days(self, cause: str) -> int:
        """Return the whole days that a cause cost."""
        return self.spent[cause].days

    @property
    def cause(self) -> str | None:
        """Return what cost most, None where nothing cost a day."""
        longest = max(self.spent, key=lambda cause: self.spent[cause])
        return longest if self.spent[longest] >= timedelta(days=1) else None


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of a case in one status, and who it waited for."""

    status: str
    since: datetime
    until: datetime

    @property
    def cause(self) -> str:
        """Return whom it waited for; what the customer is not waited for is the repairer's."""
        return _CAUSE_OF_STATUS.get(self.status, _REPAIRER)

    @property
    def length(self) -> timedelta:
        """Return how long it lasted."""
        return max(timedelta(0), self.until - self.since)


def delay_of(register: Register, case: Case, until: datetime) -> Delay:
    """Reckon from the record of the case's status, to its end where it has ended."""
    spent = {_REPAIRER: timedelta(0), _PARTS: timedelta(0), _CUSTOMER: timedelta(0)}
    for spell in spells_of(register, case, until):
        spent[spell.cause] += spell.length
    return Delay(spent)


def spells_of(register: Register, case: Case, until: datetime) -> Iterator[Spell]:
    """Return the stretches of a case in the order of time, to its end where it has ended."""
    end = until if case.closed_at is None else min(until, case.closed_at)
    since, status = case.opened_at, "opened"
    for change in register.changes(kind=Case, key=case.id):
        if "status" in change.fields and change.at <= end:
            if since < change.at:
                yield Spell(status, since, change.at)
            since, status = change.at, str(change.fields["status"][1])
    if since < end:
        yield Spell(status, since, end)
