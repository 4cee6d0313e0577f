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


def delay_of(register: Register, case: Case, until: datetime) -> Delay:
    """Reckon from the record of the case's status; what the customer is not waited for is the repairer's."""
    spent = {_REPAIRER: timedelta(0), _PARTS: timedelta(0), _CUSTOMER: timedelta(0)}
    for status, length in _spells(register, case, until):
        spent[_CAUSE_OF_STATUS.get(status, _REPAIRER)] += length
    return Delay(spent)


def _spells(register: Register, case: Case, until: datetime) -> Iterator[tuple[str, timedelta]]:
    since, status = case.opened_at, "opened"
    for change in register.changes(kind=Case, key=case.id):
        if "status" in change.fields and change.at <= until:
            yield status, change.at - since
            since, status = change.at, str(change.fields["status"][1])
    yield status, max(timedelta(0), until - since)
