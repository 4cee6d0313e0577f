"""How the events of a change reach the table of the record: row by row, or all of them in one statement."""

from sqlalchemy import JSON, Dialect, Text, bindparam, cast, column, func, insert, select

from engine.model.change import Change
from engine.storage.keyring import DataKey
from engine.storage.seal import EVENT_ROW, SHARED, Chained, event_row, event_rows
from engine.storage.tables import history
from engine.storage.wire import Convert, Line, Row


class EventLines:
    """The statement that adds events, rendered once per database."""

    def __init__(self, dialect: Dialect) -> None:
        self._is_postgresql = dialect.name == "postgresql"
        self._add = _all_at_once(dialect) if self._is_postgresql else _one_by_one(dialect)
        moment = history.event.c.at.type.bind_processor(dialect)
        self._moment: Convert = moment or (lambda moment: moment)

    def add(self, change: Change, events: list[Chained], key: DataKey | None) -> tuple[Line, list[Row]]:
        """Return what adds the events of a change; `key` is needed where something is sealed."""
        if self._is_postgresql:
            return self._add, [event_row(change, events, key, self._moment)]
        return self._add, event_rows(change, events, key, self._moment)


def _one_by_one(dialect: Dialect) -> Line:
    line = Line(
        insert(history.event).values({c.name: bindparam(c.name, type_=c.type) for c in history.event.c}),
        dialect,
    )
    assert line.names == EVENT_ROW  # noqa: S101 - `event_rows` relies on it
    return line


def _all_at_once(dialect: Dialect) -> Line:
    """Return an INSERT of any number of events: it costs PostgreSQL half of what six INSERTs do."""
    c = history.event.c
    own = [column(name, c[name].type) for name in EVENT_ROW if name not in SHARED]
    text = cast(bindparam("events", type_=Text()), JSON)
    told = func.json_to_recordset(text).table_valued(*own, name="told").render_derived(with_types=True)
    values = [bindparam(name, type_=c[name].type) if name in SHARED else told.c[name] for name in EVENT_ROW]
    line = Line(insert(history.event).from_select(EVENT_ROW, select(*values)), dialect)
    assert line.names == (*SHARED, "events")  # noqa: S101 - `event_row` relies on it
    return line
