"""Whose contact data a technician needs: of the cases that are theirs and not over."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from aftersales.model.case import Case
from aftersales.model.visit import Visit, VisitState
from aftersales.ports.register import Register, Search
from aftersales.queries.related import grouped

_GIVEN_AWAY: Final = frozenset({VisitState.CANCELLED, VisitState.MISSED})
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Reachable:
    """The cases and customers that somebody has to reach."""

    cases: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()


def reachable_by(register: Register, technician_id: str, tasked: Collection[str]) -> Reachable:
    """Return the open cases that a technician visits or visited, and those of open tasks (`tasked`)."""
    latest = Search(equal={"technician_id": technician_id}, sort="-begins_at", limit=_MOST)
    visited = {
        visit.case_number for visit in register.find(Visit, latest).items if visit.state not in _GIVEN_AWAY
    }
    found = grouped(register, Case, "id", {*visited, *tasked})
    cases = [case for records in found.values() for case in records if not case.is_closed]
    customers = {case.customer_id for case in cases if case.customer_id is not None}
    return Reachable(frozenset(case.id for case in cases), frozenset(customers))
