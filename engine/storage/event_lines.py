"""How the events of a change reach the table of the record, and the stays of its tokens theirs."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Dialect,
    Text,
    bindparam,
    cast,
    column,
    func,
    insert,
    select,
)

from engine.model.change import Change
from engine.storage.keyring import DataKey
from engine.storage.line import Batch, Convert, Line, Row
from engine.storage.seal import EVENT_ROW, ROW_OF_ALL, SHARED, Chained, event_row, event_rows
from engine.storage.tables import history

_STAY = tuple(column.name for column in history.element_stay.c)


class EventLines:
    """The statements that add events, rendered once per database."""

    def __init__(self, dialect: Dialect) -> None:
        self._is_postgresql = dialect.name == "postgresql"
        self._add = _all_at_once(dialect) if self._is_postgresql else _one_by_one(dialect)
        self._add_stay = Line(insert(history.element_stay).values(dict.fromkeys(_STAY)), dialect)
        assert self._add_stay.names == _STAY  # noqa: S101 - `_stays` relies on it
        moment = history.event.c.at.type.bind_processor(dialect)
        self._moment: Convert = moment or (lambda moment: moment)

    def add(self, change: Change, events: list[Chained], key: DataKey | None) -> Batch:
        """Return what adds the events of a change; `key` is needed where something is sealed."""
        if self._is_postgresql:
            return [(self._add, [event_row(change, events, key, self._moment)])]
        added = (self._add, event_rows(change, events, key, self._moment))
        stays = self._stays(change, events)
        return [added, (self._add_stay, stays)] if stays else [added]

    def _stays(self, change: Change, events: list[Chained]) -> list[Row]:
        left_at = self._moment(change.at)
        return [
            (chained.happening.definition_id, chained.happening.element_id, left_at, chained.took)
            for chained in events
            if chained.took is not None
        ]


def _one_by_one(dialect: Dialect) -> Line:
    line = Line(
        insert(history.event).values({c.name: bindparam(c.name, type_=c.type) for c in history.event.c}),
        dialect,
    )
    assert line.names == EVENT_ROW  # noqa: S101 - `event_rows` relies on it
    return line


def _all_at_once(dialect: Dialect) -> Line:
    """Return an INSERT of any number of events and stays: it costs PostgreSQL half of what six INSERTs do."""
    c = history.event.c
    own = [column(name, c[name].type) for name in EVENT_ROW if name not in SHARED]
    text = cast(bindparam("events", type_=Text()), JSON)
    took = column("took", BigInteger)
    found = func.json_to_recordset(text).table_valued(*own, took, name="found")
    told = select(found.render_derived(with_types=True)).cte("told")
    at = bindparam("at", type_=c.at.type)
    stayed = select(told.c.definition_id, told.c.element_id, at, told.c.took)
    stays = insert(history.element_stay).from_select(_STAY, stayed.where(told.c.took.is_not(None)))
    values = [bindparam(name, type_=c[name].type) if name in SHARED else told.c[name] for name in EVENT_ROW]
    events = insert(history.event).from_select(EVENT_ROW, select(*values))
    line = Line(events.add_cte(stays.cte("stays")), dialect)
    assert line.names == ROW_OF_ALL  # noqa: S101 - `event_row` relies on it
    return line
