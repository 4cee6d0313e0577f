"""Messages and signals: who waits for them, and published messages that wait for somebody."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, insert, or_, select

from engine.model.query import Page, Paging, RowQuery
from engine.model.wait import BufferedMessage, MessageWait, SignalWait
from engine.storage.page import Listing, Sort, equal
from engine.storage.shape import BUFFERED, MESSAGE_WAITS, SIGNAL_WAITS
from engine.storage.tables.account import answer
from engine.storage.tables.instance import instance
from engine.storage.tables.wait import buffered_message, message_wait, published_message, signal_wait
from engine.storage.view import View

_ANSWERS_KEPT = timedelta(days=7)

_wait, _signal, _buffered = message_wait.c, signal_wait.c, buffered_message.c

_MESSAGE_WAITS = Listing(
    "message_waits", MESSAGE_WAITS, {"message": Sort(_wait.message), "id": Sort(_wait.id)}, usual="message"
)
_SIGNAL_WAITS = Listing(
    "signal_waits", SIGNAL_WAITS, {"signal": Sort(_signal.signal), "id": Sort(_signal.id)}, usual="signal"
)
_BUFFERED = Listing(
    "buffered_messages",
    BUFFERED,
    {
        "published_at": Sort(_buffered.published_at),
        "expires_at": Sort(_buffered.expires_at),
        "name": Sort(_buffered.name),
        "id": Sort(_buffered.id),
    },
    usual="published_at",
)


class MessageReader(View):
    """Questions about messages and signals."""

    def message_waits(self, query: RowQuery, paging: Paging) -> Page[MessageWait]:
        """List who waits for a message; `is_open` tells instances (True) from start events (False)."""
        return _MESSAGE_WAITS.page(
            self._connection, _wait_conditions(message_wait, _wait.message, query), paging
        )

    def signal_waits(self, query: RowQuery, paging: Paging) -> Page[SignalWait]:
        """List who waits for a signal; `is_open` tells instances (True) from start events (False)."""
        return _SIGNAL_WAITS.page(
            self._connection, _wait_conditions(signal_wait, _signal.signal, query), paging
        )

    def buffered_messages(self, query: RowQuery, paging: Paging) -> Page[BufferedMessage]:
        """List messages that found nobody; `due_before` looks at when they expire."""
        conditions = equal({_buffered.name: query.name})
        if query.due_before is not None:
            conditions.append(_buffered.expires_at < query.due_before)
        return _BUFFERED.page(self._connection, conditions, paging)


class MessageWriter(View):
    """Delivering, buffering and forgetting messages."""

    def waits_for_message(
        self, name: str, *, correlation_key: str | None, business_key: str | None
    ) -> Sequence[MessageWait]:
        """Return who waits for a message; start events always, since they wait for every key.

        An instance is known by the business key that it has now too: it may have waited before it got one.
        """
        conditions = [_wait.message == name]
        if correlation_key is not None:
            conditions.append(or_(_wait.correlation_key == correlation_key, _wait.instance_id.is_(None)))
        if business_key is not None:
            known = select(instance.c.id).where(instance.c.business_key == business_key)
            is_known = or_(_wait.business_key == business_key, _wait.instance_id.in_(known))
            conditions.append(or_(is_known, _wait.instance_id.is_(None)))
        statement = MESSAGE_WAITS.select().where(*conditions).order_by(_wait.id)
        return MESSAGE_WAITS.read_all(self._connection.execute(statement))

    def waits_for_signal(self, name: str) -> Sequence[SignalWait]:
        """Return who waits for a signal."""
        statement = SIGNAL_WAITS.select().where(_signal.signal == name).order_by(_signal.id)
        return SIGNAL_WAITS.read_all(self._connection.execute(statement))

    def buffer_message(self, message: BufferedMessage) -> None:
        """Keep a message until it is taken or expires."""
        self._connection.execute(insert(buffered_message), BUFFERED.values(message))
        if message.message_id is not None:
            self.mark_published(message.message_id, message.name, expires_at=message.expires_at)

    def mark_published(self, message_id: str, name: str, *, expires_at: datetime) -> None:
        """Remember a message id, so that the same message is not taken twice until then."""
        self._upsert(published_message, {"message_id": message_id, "name": name, "expires_at": expires_at})

    def take_buffered(
        self, name: str, *, correlation_key: str | None, business_key: str | None, now: datetime
    ) -> BufferedMessage | None:
        """Take the oldest buffered message for a wait with these keys that has not expired."""
        oldest = (
            select(_buffered.id)
            .where(_buffered.name == name, _buffered.expires_at > now, _fits(correlation_key, business_key))
            .order_by(_buffered.published_at, _buffered.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        statement = delete(buffered_message).where(_buffered.id == oldest.scalar_subquery())
        row = self._connection.execute(statement.returning(*BUFFERED.columns)).first()
        return None if row is None else BUFFERED.read(row)

    def was_published(self, message_id: str, name: str) -> bool:
        """Return whether a message with this id and name was published and has not been forgotten."""
        c = published_message.c
        found = select(c.message_id).where(c.message_id == message_id, c.name == name)
        return self._connection.scalar(found) is not None

    def drop_expired_messages(self, now: datetime) -> int:
        """Forget what has expired, old idempotency keys too; return how many messages found nobody."""
        self._connection.execute(delete(answer).where(answer.c.at < now - _ANSWERS_KEPT))
        self._connection.execute(delete(published_message).where(published_message.c.expires_at <= now))
        return self._connection.execute(delete(buffered_message).where(_buffered.expires_at <= now)).rowcount


def _fits(correlation_key: str | None, business_key: str | None) -> ColumnElement[bool]:
    """Return which buffered messages fit a wait: those with its key; without one, for its case or anybody."""
    is_for_it = or_(_buffered.business_key.is_(None), _buffered.business_key == business_key)
    fits = and_(_buffered.correlation_key.is_(None), is_for_it)
    return fits if correlation_key is None else or_(_buffered.correlation_key == correlation_key, fits)


def _wait_conditions(table: Table, name: ColumnElement[Any], query: RowQuery) -> list[ColumnElement[bool]]:
    c = table.c
    found = equal(
        {
            c.instance_id: query.instance_id,
            c.definition_id: query.definition_id,
            c.element_id: query.element_id,
        }
    )
    if query.name is not None:
        found.append(name == query.name)
    if query.is_open is not None:
        found.append(c.instance_id.is_not(None) if query.is_open else c.instance_id.is_(None))
    return found
