"""Questions about process instances: the record, its state, its variables, lists, and where tokens wait."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select, union

from engine.model.change import StoredState
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery, Page, Paging
from engine.storage.column import NEVER
from engine.storage.page import Listing, Sort, equal, mentions
from engine.storage.search import search_conditions
from engine.storage.shape import INSTANCES
from engine.storage.tables import instance as tables
from engine.storage.tables import task, wait
from engine.storage.view import View

_table, _c = tables.instance, tables.instance.c

_LISTING = Listing(
    "instances",
    INSTANCES,
    {
        "started_at": Sort(_c.started_at),
        "ended_at": Sort(_c.ended_at, NEVER),
        "business_key": Sort(_c.business_key, ""),
        "process_key": Sort(_c.process_key),
        "id": Sort(_c.id),
    },
    usual="-started_at",
)

# Where a token can stand; a task and its boundary timers stand at elements of their own.
_PLACES = (task.task, wait.timer, wait.message_wait, wait.signal_wait, wait.job, tables.incident)


class InstanceReader(View):
    """Questions about instances."""

    def instance(self, instance_id: str) -> Instance | None:
        """Return an instance."""
        row = self._connection.execute(INSTANCES.select().where(_c.id == instance_id)).first()
        return None if row is None else INSTANCES.read(row)

    def instances(self, query: InstanceQuery, paging: Paging) -> Page[Instance]:
        """List instances."""
        conditions = _conditions(query) + search_conditions(query, is_postgresql=self._is_postgresql)
        if query.text:
            conditions.append(
                mentions((_c.business_key, _c.id), query.text, is_postgresql=self._is_postgresql)
            )
        return _LISTING.page(self._connection, conditions, paging)

    def state(self, instance_id: str) -> StoredState:
        """Return an instance's opaque state."""
        part = tables.part.c
        rows = self._connection.execute(select(part.name, part.value).where(part.instance_id == instance_id))
        parts: dict[str, bytes] = {name: bytes(value) for name, value in rows}
        return StoredState(parts, self.variables(instance_id))

    def variables(self, instance_id: str) -> Sequence[tuple[int, str, str]]:
        """Return the variables of all scopes, encoded."""
        c = tables.variable.c
        rows = self._connection.execute(
            select(c.scope, c.name, c.value).where(c.instance_id == instance_id).order_by(c.scope, c.name)
        )
        return [(scope, name, value) for scope, name, value in rows]

    def element_counts(self, definition_id: str) -> Mapping[str, int]:
        """Count the tokens that wait at each element of one version, in active instances.

        A called process runs inside its caller's instance: each place names its own version.
        """
        places = union(*(_waiting(place, definition_id) for place in _PLACES)).subquery()
        rows = self._connection.execute(
            select(places.c.element_id, func.count()).group_by(places.c.element_id)
        )
        return {element: count for element, count in rows}  # noqa: C416 - a Row is no tuple to mypy


def _is(state: InstanceState) -> ColumnElement[bool]:
    # A literal, not a parameter: the planner must see it to choose the index.
    return _c.state == literal_column(f"'{state.value}'")


def _waiting(place: Any, definition_id: str) -> Select[Any]:  # noqa: ANN401 - any table with the three columns
    statement = (
        select(place.c.instance_id, place.c.token, place.c.element_id)
        .join(_table, _c.id == place.c.instance_id)
        .where(place.c.definition_id == definition_id, _is(InstanceState.ACTIVE))
    )
    return statement.where(*_still_open(place))


def _still_open(place: Any) -> list[ColumnElement[bool]]:  # noqa: ANN401 - see _waiting
    if place is task.task:
        return [place.c.state == literal_column("'open'")]
    return [place.c.resolved_at.is_(None)] if place is tables.incident else []


def _conditions(query: InstanceQuery) -> list[ColumnElement[bool]]:
    found = equal(
        {
            _c.process_key: query.process_key,
            _c.definition_id: query.definition_id,
            _c.business_key: query.business_key,
            _c.started_by: query.started_by,
            _c.ended_in: query.ended_in,
        }
    )
    if query.state is not None:
        found.append(_is(query.state))
    if query.has_incident is not None:
        found.append(_c.incidents > literal_column("0") if query.has_incident else _c.incidents == 0)
    if query.element_id is not None:
        found.append(or_(*(_stands_at(place, query.element_id) for place in _PLACES)))
    found.extend(_within(query))
    return found


def _within(query: InstanceQuery) -> list[ColumnElement[bool]]:
    bounds = (
        (query.started_before, _c.started_at.__lt__),
        (query.started_after, _c.started_at.__ge__),
        (query.ended_before, _c.ended_at.__lt__),
        (query.ended_after, lambda moment: (_c.ended_at >= moment) & (_c.ended_at < NEVER)),
    )
    return [compare(moment) for moment, compare in bounds if moment is not None]


def _stands_at(place: Any, element_id: str) -> ColumnElement[bool]:  # noqa: ANN401 - see _waiting
    return (
        select(literal_column("1"))
        .where(place.c.instance_id == _c.id, place.c.element_id == element_id, *_still_open(place))
        .exists()
    )
