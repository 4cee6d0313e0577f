"""What lies ahead: open work by age, and the due dates that are missed or near."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from aftersales.model.case import Case, CaseStage
from aftersales.ports.register import Register, Search
from aftersales.reports.scope import Scope

_OPEN = tuple(stage for stage in CaseStage if stage is not CaseStage.ENDED)
_MOST = 200_000
# Ages in days: from, up to.
AGES: Final = ((0, 1), (1, 3), (3, 7), (7, 15), (15, 30), (30, None))


@dataclass(frozen=True, slots=True)
class Age:
    """The open cases of some age in days; `days_up_to` is None for the oldest."""

    days_from: int
    days_up_to: int | None
    kinds: Mapping[str, int]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Open cases by age, the oldest last."""

    ages: Sequence[Age]

    @property
    def count(self) -> int:
        """Return how many cases are open."""
        return sum(len(age.cases) for age in self.ages)


def ahead_of(register: Register, scope: Scope, now: datetime) -> Ahead:
    """Return the open cases of an area, whenever they were opened."""
    equal = {} if scope.province is None else {"province": scope.province}
    search = Search(equal=equal, among={"stage": _OPEN}, sort="opened_at", limit=_MOST)
    cases = register.find(Case, search).items
    return Ahead([_age(cases, begin, end, now) for begin, end in AGES])


def _age(cases: Sequence[Case], begin: int, end: int | None, now: datetime) -> Age:
    def is_of_age(case: Case) -> bool:
        age = now - case.opened_at
        return timedelta(days=begin) <= age and (end is None or age < timedelta(days=end))

    found = [case for case in cases if is_of_age(case)]
    kinds: dict[str, int] = {}
    for case in found:
        kinds[str(case.kind)] = kinds.get(str(case.kind), 0) + 1
    return Age(begin, end, kinds, tuple(case.id for case in found))
