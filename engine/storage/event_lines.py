"""How the events of a change reach the table of the record, and the stays of its tokens theirs."""

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Column, Dialect, bindparam, insert

from engine.model.change import Change
from engine.storage.keyring import DataKey
from engine.storage.line import Batch, Convert, Line, Row
from engine.storage.seal import EVENT_ROW, Chained, event_rows
from engine.storage.tables import history

_STAY = tuple(column.name for column in history.element_stay.c)
# What all events of a change share travels once.
_SHARED = ("instance_id", "at", "actor", "on_behalf_of")
_own = itemgetter(*(place for place, name in enumerate(EVENT_ROW) if name not in _SHARED))
# Each number of events is a statement of its own for PostgreSQL, which every connection prepares.
_AT_ONCE = 12


class EventLines:
    """The statements that add events, rendered once per database."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        # One INSERT of five rows costs PostgreSQL a fraction of five INSERTs; to SQLite it is all the same.
        self._at_once = _AT_ONCE if dialect.name == "postgresql" else 1
        self._adding: dict[int, Line] = {}
        self._add_stay = Line(insert(history.element_stay).values(dict.fromkeys(_STAY)), dialect)
        assert self._add_stay.names == _STAY  # noqa: S101 - `_stays` relies on it
        moment = history.event.c.at.type.bind_processor(dialect)
        self._moment: Convert = moment or (lambda moment: moment)

    def add(self, change: Change, events: list[Chained], key: DataKey | None) -> Batch:
        """Return what adds the events of a change; `key` is needed where something is sealed."""
        batch = list(self._added(event_rows(change, events, key, self._moment)))
        stays = self._stays(change, events)
        return [*batch, (self._add_stay, stays)] if stays else batch

    def _added(self, rows: list[Row]) -> Iterator[tuple[Line, Sequence[Row]]]:
        if self._at_once == 1:
            yield self._line(1), rows
            return
        for begin in range(0, len(rows), self._at_once):
            found = rows[begin : begin + self._at_once]
            yield self._line(len(found)), [(*found[0], *chain.from_iterable(map(_own, found[1:])))]

    def _line(self, size: int) -> Line:
        line = self._adding.get(size)
        if line is None:
            line = self._adding[size] = _adding(size, self._dialect)
        return line

    def _stays(self, change: Change, events: list[Chained]) -> list[Row]:
        left_at = self._moment(change.at)
        return [
            (chained.happening.definition_id, chained.happening.element_id, left_at, chained.took)
            for chained in events
            if chained.took is not None
        ]


def _adding(size: int, dialect: Dialect) -> Line:
    """Return an INSERT of so many events."""
    rows = [{c.name: _value(c, place) for c in history.event.c} for place in range(size)]
    line = Line(insert(history.event).values(rows), dialect)
    assert line.names[: len(EVENT_ROW)] == EVENT_ROW  # noqa: S101 - `event_rows` relies on it
    return line


def _value(column: Column[Any], place: int) -> BindParameter[Any]:
    number = "" if column.name in _SHARED or not place else f"_{place}"
    return bindparam(column.name + number, type_=column.type)
