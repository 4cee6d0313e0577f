"""Questions about the elements of one version: how long they take, and where incidents were raised."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, and_, case, extract, func, select, true, type_coerce
from sqlalchemy.sql import literal_column

from engine.model.statistics import ElementTimes
from engine.storage.tables.history import event
from engine.storage.tables.instance import incident
from engine.storage.view import View

_MICROSECONDS = 1_000_000
_COMPLETED: ColumnElement[str] = literal_column("'element_completed'")
_ENTERED: ColumnElement[str] = literal_column("'element_entered'")


class StatisticsReader(View):
    """Questions about elements."""

    def element_times(
        self, definition_id: str, *, after: datetime | None, before: datetime | None
    ) -> Sequence[ElementTimes]:
        """Return how often each element was completed in a period, and how long it took."""
        done, begun = event.alias("done"), event.alias("begun")
        # A token is one visit to one element: it enters once and leaves at most once.
        same = and_(
            begun.c.instance_id == done.c.instance_id,
            begun.c.token == done.c.token,
            begun.c.kind == _ENTERED,
        )
        spans = (
            select(done.c.element_id, self._took(begun.c.at, done.c.at).label("took"))
            .select_from(done.join(begun, same))
            .where(done.c.definition_id == definition_id, done.c.kind == _COMPLETED)
            .where(*_within(done.c.at, after, before))
            .subquery()
        )
        ranked = select(
            spans.c.element_id,
            spans.c.took,
            func.row_number().over(partition_by=spans.c.element_id, order_by=spans.c.took).label("place"),
            func.count().over(partition_by=spans.c.element_id).label("number"),
        ).subquery()
        # Nearest rank: the smallest time that so many did not exceed. SQLite knows no percentiles.
        median, p90 = (ranked.c.number + 1) // 2, (ranked.c.number * 9 + 9) // 10
        statement = (
            select(ranked.c.element_id, ranked.c.number, _at(ranked, median), _at(ranked, p90))
            .group_by(ranked.c.element_id, ranked.c.number)
            .order_by(ranked.c.element_id)
        )
        unit = 1 if self._is_postgresql else _MICROSECONDS
        rows = self._connection.execute(statement)
        return [
            ElementTimes(name, number, float(half) / unit, float(most) / unit)
            for name, number, half, most in rows
        ]

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

    def _took(self, begun: Column[Any], done: Column[Any]) -> ColumnElement[Any]:
        if self._is_postgresql:
            return extract("epoch", done - begun)
        return type_coerce(done, BigInteger) - type_coerce(begun, BigInteger)


def _at(ranked: Any, place: ColumnElement[int]) -> ColumnElement[Any]:  # noqa: ANN401 - a subquery
    return func.max(case((ranked.c.place == place, ranked.c.took)))


def _within(
    moment: Column[Any], after: datetime | None, before: datetime | None
) -> list[ColumnElement[bool]]:
    found = [] if after is None else [moment >= after]
    return found if before is None else [*found, moment < before]
