"""Who receives a message or signal."""

import json
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from engine.model.job import JobKind
from engine.model.wait import BufferedMessage, MessageWait
from engine.operations.errors import MessageAmbiguous
from engine.ports.runtime import ThrownMessage, ThrownSignal
from engine.ports.store import Transaction

if TYPE_CHECKING:
    from engine.operations.work import Work

BUFFERED_FOR = timedelta(hours=1)


def choose_receiver(
    tx: Transaction,
    message: ThrownMessage,
    *,
    own: Sequence[MessageWait] = (),
    gone: Collection[str] = (),
    is_addressed: bool = False,
) -> MessageWait | None:
    """Return who waits for a message: by key; without one by name alone, else by business key.

    `own` are waits of an operation under way that are not stored yet, `gone` are stored ones that it has
    ended. A message that reaches a waiting instance does not also start a new one. The business key of a
    message that `is_addressed` names who it is for; that of a message from another instance is its sender's,
    and only tells several apart.

    Raises:
        MessageAmbiguous: several wait and nothing tells them apart.
    """
    stored = tx.waits_for_message(message.name, correlation_key=message.correlation_key, business_key=None)
    waiting = [wait for wait in (*own, *stored) if wait.id not in gone]
    running = [wait for wait in waiting if wait.instance_id is not None]
    is_for_one = is_addressed and message.business_key is not None
    if message.correlation_key is None and (is_for_one or len(running) > 1):
        known = _of_business_key(tx, message)
        running = [wait for wait in running if wait.id in known or _has_key(wait, message)]
        if len(running) > 1 or not (running or is_for_one):
            raise MessageAmbiguous(message.name, len(waiting))
    if running:
        return running[0]
    starts: Sequence[MessageWait] = waiting
    if message.correlation_key is not None:
        starts = tx.waits_for_message(message.name, correlation_key=None, business_key=None)
    return next((wait for wait in starts if wait.instance_id is None), None)


def _of_business_key(tx: Transaction, message: ThrownMessage) -> Collection[str]:
    """Return the stored waits of the instances that have a message's business key."""
    if message.business_key is None:
        return ()
    found = tx.waits_for_message(message.name, correlation_key=None, business_key=message.business_key)
    return {wait.id for wait in found}


def _has_key(wait: MessageWait, message: ThrownMessage) -> bool:
    return message.business_key is not None and wait.business_key == message.business_key


def find_receiver(work: "Work", message: ThrownMessage) -> MessageWait | None:
    """Find who receives a message thrown by a model; nobody means that it is kept for a while."""
    own = [wait for wait in work.change.new_message_waits if _fits(wait, message)]
    try:
        found = choose_receiver(work.tx, message, own=own, gone=set(work.change.cleared_message_waits))
    except MessageAmbiguous:
        found = None
    if found is not None:
        return found
    work.tx.buffer_message(
        BufferedMessage(
            id=uuid4().hex,
            name=message.name,
            correlation_key=message.correlation_key,
            variables=work.encode(message.variables),
            published_at=work.change.at,
            expires_at=work.change.at + BUFFERED_FOR,
            actor=work.actor.id,
        )
    )
    return None


def _fits(wait: MessageWait, message: ThrownMessage) -> bool:
    key = message.correlation_key
    return wait.message == message.name and (key is None or wait.correlation_key == key)


def spread_signal(work: "Work", signal: ThrownSignal) -> list[str]:
    """Let every other instance and every start event hear a signal; return the jobs' ids."""
    before = len(work.follow_ups)
    told = ThrownMessage(signal.name, None, None, signal.variables)
    for wait in work.tx.waits_for_signal(signal.name):
        if wait.instance_id == work.before.id:
            continue  # it has heard the signal at once
        work.follow_up(
            JobKind.START if wait.instance_id is None else JobKind.SIGNAL,
            wait_id=wait.id,
            instance_id=wait.instance_id,
            token=wait.token,
            element_id=wait.element_id,
            definition_id=wait.definition_id,
            message=told,
        )
    added = work.follow_ups[before:]
    del work.follow_ups[before:]
    return added


def payload_of(text: str) -> dict[str, str | None]:
    """Read a follow-up job's payload."""
    payload: dict[str, str | None] = json.loads(text)
    return payload
