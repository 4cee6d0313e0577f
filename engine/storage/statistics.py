"""Questions about the elements of one version: how long they take, and where incidents were raised."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, case, func, select, true

from engine.model.statistics import ElementTimes
from engine.storage.tables.history import element_stay
from engine.storage.tables.instance import incident
from engine.storage.view import View

_SECOND = 1_000_000  # in the unit of `took`
# How many there were, and what half and nine tenths of them did not exceed, in seconds.
_Times = tuple[int, float, float]


class StatisticsReader(View):
    """Questions about elements."""

    def element_times(
        self, definition_id: str, *, after: datetime | None, before: datetime | None
    ) -> Sequence[ElementTimes]:
        """Return how often each element was completed in a period, and how long it took."""
        c = element_stay.c
        left = (c.definition_id == definition_id, *_within(c.left_at, after, before))
        found = self._ranked(left) if self._is_postgresql else self._sorted(left)
        return [ElementTimes(name, *times) for name, times in sorted(found.items())]

    def _ranked(self, left: Sequence[ColumnElement[bool]]) -> dict[str, _Times]:
        c = element_stay.c
        ranks = (func.percentile_disc(part).within_group(c.took) for part in (0.5, 0.9))
        rows = self._connection.execute(
            select(c.element_id, func.count(), *ranks).where(*left).group_by(c.element_id)
        )
        return {name: (number, half / _SECOND, most / _SECOND) for name, number, half, most in rows}

    def _sorted(self, left: Sequence[ColumnElement[bool]]) -> dict[str, _Times]:
        """Return the same from SQLite, which has no percentiles; window functions take four times as long."""
        c = element_stay.c
        rows = self._connection.execute(
            select(c.element_id, func.group_concat(c.took)).where(*left).group_by(c.element_id)
        )
        return {name: _by_rank(sorted(map(int, took.split(",")))) for name, took in rows}

    def incident_counts(
        self, definition_id: str, *, after: datetime | None, before: datetime | None
    ) -> Mapping[str, tuple[int, int]]:
        """Return how many incidents are open at each element, and how many were raised in a period."""
        c = incident.c
        raised = func.sum(case((and_(true(), *_within(c.raised_at, after, before)), 1), else_=0))
        is_open = func.sum(case((c.resolved_at.is_(None), 1), else_=0))
        rows = self._connection.execute(
            select(c.element_id, is_open, raised)
            .where(c.definition_id == definition_id)
            .group_by(c.element_id)
        )
        return {element: (int(standing), int(all_)) for element, standing, all_ in rows}


def _by_rank(took: Sequence[int]) -> _Times:
    # Nearest rank: the smallest time that so many did not exceed.
    number = len(took)
    return number, took[(number + 1) // 2 - 1] / _SECOND, took[(number * 9 + 9) // 10 - 1] / _SECOND


def _within(
    moment: Column[Any], after: datetime | None, before: datetime | None
) -> list[ColumnElement[bool]]:
    found = [] if after is None else [moment >= after]
    return found if before is None else [*found, moment < before]
