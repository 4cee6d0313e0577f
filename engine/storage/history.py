"""The record as auditors read it, and the end of what is personal in it."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement, Row, select, text, update

from engine.model.history import HistoryEvent
from engine.model.query import EventQuery, Page, Paging
from engine.storage.page import Listing, Sort, equal
from engine.storage.record import RecordTable
from engine.storage.seal import place
from engine.storage.tables.history import event, subject_key
from engine.storage.view import View

_c, _key = event.c, subject_key.c
_SORTS = {"at": Sort(_c.at), "number": Sort(_c.number)}
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
        source = select(*_COLUMNS).outerjoin(subject_key, _key.id == _c.key_id)
        listing = Listing("events", _Opened(self), _SORTS, usual="at", ties=_TIES)
        usual = None if query.instance_id is None else "number"
        return listing.page(self._connection, _conditions(query), paging, source=source, usual=usual)

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


def _conditions(query: EventQuery) -> list[ColumnElement[bool]]:
    found = equal(
        {
            _c.instance_id: query.instance_id,
            _c.element_id: query.element_id,
            _c.actor: query.actor,
            _c.definition_id: query.definition_id,
        }
    )
    if query.kinds:
        found.append(_c.kind.in_(query.kinds))
    if query.after is not None:
        found.append(_c.at >= query.after)
    if query.before is not None:
        found.append(_c.at < query.before)
    return found
