"""The record as auditors read it, and the end of what is personal in it."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement, FromClause, Row, and_, select, text, update

from engine.model.history import HistoryEvent
from engine.model.query import EventQuery, Page, Paging
from engine.storage.cursor import read_cursor
from engine.storage.page import Listing, Sort, equal
from engine.storage.record import RecordTable
from engine.storage.seal import place
from engine.storage.tables.history import event, subject_key
from engine.storage.view import View

_c, _key = event.c, subject_key.c
# The first event of the change that brought an event: only these are indexed by time and by person.
_opening = event.alias("opening")
_first = _opening.c
_SORTS = {"at": Sort(_c.at), "number": Sort(_c.number)}
_SORTS_OF_ALL = {"at": Sort(_first.at), "number": Sort(_c.number)}
_TIES = ("instance_id", "number")
_FIELDS = tuple(field.name for field in fields(HistoryEvent))
_COLUMNS = (
    *(column for column in event.c if column.name in _FIELDS),
    _key.id.label("key"),
    _key.subject,
    _key.wrapped,
)


class HistoryReader(View):
    """Questions about the record."""

    def events(self, query: EventQuery, paging: Paging) -> Page[HistoryEvent]:
        """List events: of one instance by number, of all by time; what was erased stays in its place."""
        if query.instance_id is None:
            return self._events_of_all(query, paging)
        source = select(*_COLUMNS).outerjoin(subject_key, _key.id == _c.key_id)
        listing = Listing("events", _Opened(self), _SORTS, usual="number", ties=_TIES)
        shared = equal({_c.instance_id: query.instance_id}) + _shared(query, event)
        return listing.page(self._connection, shared + _own(query), paging, source=source)

    def _events_of_all(self, query: EventQuery, paging: Paging) -> Page[HistoryEvent]:
        """Find the changes by what their events share, and in them the events."""
        of_change = and_(
            _c.instance_id == _first.instance_id,
            _c.number.between(_first.number, _first.number + _first.opens - 1),
        )
        source = select(*_COLUMNS).select_from(_opening).join(event, of_change)
        source = source.outerjoin(subject_key, _key.id == _c.key_id).where(_first.opens.is_not(None))
        listing = _OfAll("events", _Opened(self), _SORTS_OF_ALL, usual="at", ties=_TIES)
        return listing.page(self._connection, _shared(query, _opening) + _own(query), paging, source=source)

    def misplaced_event(self, instance_id: str) -> int | None:
        """Return the number of the first event that lists over all instances leave out or repeat."""
        found = select(_c.number, _c.opens).where(_c.instance_id == instance_id).order_by(_c.number)
        following = 1
        for number, opens in self._connection.execute(found):
            if (opens is None) != (number < following):
                return int(number)
            following += opens or 0
        return None

    def read_event(self, row: Row[Any]) -> HistoryEvent:
        """Return an event with its sealed part opened, where its key is still there."""
        values = {name: value for name, value in row._mapping.items() if name in _FIELDS}
        salt, sealed, is_erased = self._open(row)
        values |= {"detail": json.loads(row.detail), "sealed": sealed, "salt": salt, "is_erased": is_erased}
        return HistoryEvent(**values)

    def _open(self, row: Row[Any]) -> tuple[str | None, Mapping[str, object] | None, bool]:
        if row.seal is None:
            return None, None, False
        if row.wrapped is None:
            return None, None, True
        key = self._tools.keyring.unwrap(row.key, row.subject, bytes(row.wrapped))
        try:
            salt, plain = key.open(bytes(row.sealed or b""), place(row.instance_id, row.number))
        except InvalidTag:
            # Somebody changed the ciphertext: without salt and content the chain's check reports it.
            return None, None, False
        return salt.hex(), json.loads(plain), False


class _Opened(RecordTable[HistoryEvent]):
    """Reads events through a reader that holds the keys."""

    def __init__(self, reader: HistoryReader) -> None:
        super().__init__(event, HistoryEvent)
        self._reader = reader

    def read(self, row: Any) -> HistoryEvent:  # noqa: ANN401 - rows with the key's columns
        """Return an event."""
        return self._reader.read_event(row)


class _OfAll(Listing[HistoryEvent]):
    """The record by time: a page is sought in the index of the events that open a change."""

    def _after(
        self, cursor: str, sort: str, fields: Mapping[str, Sort], *, is_descending: bool
    ) -> ColumnElement[bool]:
        # No index holds all that is compared, columns of two rows; the first of it does to begin with.
        first, *_ = fields.values()
        value, *_ = read_cursor(cursor, f"{self.name} {sort}", [field.kind for field in fields.values()])
        there = first.literal(value)
        near = first.expression <= there if is_descending else first.expression >= there
        return near & super()._after(cursor, sort, fields, is_descending=is_descending)


class HistoryWriter(View):
    """Erasing."""

    def erase_subject(self, subject: str) -> None:
        """Destroy the key that seals a person's history; the chain stays whole."""
        if not self._is_postgresql:
            # Overwrites the key's bytes in the file, instead of only freeing them.
            self._connection.execute(text("PRAGMA secure_delete = ON"))
        statement = (
            update(subject_key)
            .where(_key.subject == subject, _key.wrapped.is_not(None))
            .values(wrapped=None)
            .returning(_key.id)
        )
        for key_id in self._connection.scalars(statement).all():
            self._tools.keyring.forget(key_id)


def _shared(query: EventQuery, table: FromClause) -> list[ColumnElement[bool]]:
    """Return the conditions on what all events of a change share."""
    c = table.c
    found: list[ColumnElement[bool]] = [] if query.actor is None else [c.actor == query.actor]
    if query.after is not None:
        found.append(c.at >= query.after)
    if query.before is not None:
        found.append(c.at < query.before)
    return found


def _own(query: EventQuery) -> list[ColumnElement[bool]]:
    """Return the conditions on each event itself."""
    found = equal({_c.element_id: query.element_id, _c.definition_id: query.definition_id})
    if query.kinds:
        found.append(_c.kind.in_(query.kinds))
    return found
