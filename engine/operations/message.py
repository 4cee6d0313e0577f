"""Publish messages and broadcast signals from outside."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

from engine.model.actor import Actor
from engine.model.history import EventKind
from engine.model.instance import Instance, InstanceState
from engine.model.job import Job, JobKind
from engine.model.wait import BufferedMessage, MessageWait
from engine.operations.correlation import choose_receiver
from engine.operations.deliver import deliver_follow_ups
from engine.operations.idempotency import keep, recall
from engine.operations.operation import after_commit
from engine.operations.start import begin_instance
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.runtime import ThrownMessage
from engine.ports.store import Transaction

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MessageOutcome:
    """What became of a message: delivered, started, buffered, duplicate or expired."""

    kind: str
    instance_id: str | None = None


def publish_message(  # noqa: PLR0913 - what a message carries
    engine: Engine,
    name: str,
    *,
    actor: Actor,
    correlation_key: str | None = None,
    business_key: str | None = None,
    variables: Mapping[str, object] | None = None,
    time_to_live: timedelta = HOUR,
    message_id: str | None = None,
) -> MessageOutcome:
    """Deliver a message to the instance that waits for it, or start one, or keep it for a while.

    A correlation key says whom it is for, without one the business key; with neither it goes to the only one
    that waits.

    With a `message_id` the same message is taken only once.

    Raises:
        MessageAmbiguous: several instances wait and nothing tells them apart.
    """
    message = ThrownMessage(name, correlation_key, business_key, variables or {})
    with engine.store.begin() as tx:
        known = recall(tx)
        if known is not None:
            return MessageOutcome(**json.loads(known))
        if message_id is not None and tx.was_published(message_id, name):
            return MessageOutcome("duplicate")
        outcome, work, stored = send(
            engine,
            tx,
            message,
            actor=actor,
            time_to_live=time_to_live,
            message_id=message_id,
            is_addressed=True,
        )
        keep(tx, _json({"kind": outcome.kind, "instance_id": outcome.instance_id}), at=engine.clock.now())
    if work is not None and stored is not None:
        after_commit(engine, work, stored)
    return outcome


def send(  # noqa: PLR0913 - as published
    engine: Engine,
    tx: Transaction,
    message: ThrownMessage,
    *,
    actor: Actor,
    time_to_live: timedelta = HOUR,
    message_id: str | None = None,
    is_addressed: bool = False,
) -> tuple[MessageOutcome, Work | None, Instance | None]:
    """Correlate a message inside a transaction; `is_addressed`: its business key says whom it is for."""
    receiver = choose_receiver(tx, message, is_addressed=is_addressed)
    # What another instance sends bears its sender's business key: that must not choose who takes it later.
    kept = message if is_addressed else replace(message, business_key=None)
    keep_for_later = partial(_keep, engine, tx, kept, actor, keep_for=time_to_live)
    if receiver is not None and message_id is not None:
        tx.mark_published(message_id, message.name, expires_at=engine.clock.now() + time_to_live)
    if receiver is None:
        keep_for_later(message_id=message_id)
        return MessageOutcome("buffered" if time_to_live > timedelta(0) else "expired"), None, None
    if receiver.instance_id is None:
        work = _start(engine, tx, receiver, message, actor)
        return MessageOutcome("started", work.before.id), work, work.finish()
    instance = tx.lock_instance(receiver.instance_id)
    if instance is not None and instance.state is InstanceState.ACTIVE and receiver.token is not None:
        work = Work(engine, tx, instance, actor)
        if work.live.waits(receiver.token):
            work.live.deliver_message(work.step, receiver.token, message.variables)
            return MessageOutcome("delivered", receiver.instance_id), work, work.finish()
    keep_for_later(message_id=None)
    return MessageOutcome("buffered"), None, None


def _start(
    engine: Engine, tx: Transaction, receiver: MessageWait, message: ThrownMessage, actor: Actor
) -> Work:
    definition = tx.definition(receiver.definition_id)
    assert definition is not None  # noqa: S101 - start waits belong to a deployed version
    key = message.business_key or message.correlation_key
    work = begin_instance(engine, tx, definition, actor=actor, business_key=key)
    work.happened(EventKind.MESSAGE_RECEIVED, detail={"message": message.name})
    work.live.start(work.step, message.variables, at_element=receiver.element_id)
    return work


def _keep(
    engine: Engine,
    tx: Transaction,
    message: ThrownMessage,
    actor: Actor,
    *,
    keep_for: timedelta,
    message_id: str | None,
) -> None:
    """Keep a message for later."""
    at = engine.clock.now()
    if keep_for <= timedelta(0):
        return
    texts = {name: engine.codec.encode(value) for name, value in message.variables.items()}
    tx.buffer_message(
        BufferedMessage(
            id=uuid4().hex,
            name=message.name,
            correlation_key=message.correlation_key,
            variables=_json(texts),
            published_at=at,
            expires_at=at + keep_for,
            message_id=message_id,
            actor=actor.id,
            business_key=message.business_key,
        )
    )


def broadcast_signal(
    engine: Engine, name: str, *, actor: Actor, variables: Mapping[str, object] | None = None
) -> int:
    """Let everybody who waits for a signal hear it; return how many do."""
    at = engine.clock.now()
    texts = {key: engine.codec.encode(value) for key, value in (variables or {}).items()}
    told = {"name": name, "key": None, "business_key": None, "variables": _json(texts), "actor": actor.id}
    payload = _json(told)
    batch = uuid4().hex
    with engine.store.begin() as tx:
        jobs = [
            Job(
                id=f"{batch}-{number}",
                kind=JobKind.START if wait.instance_id is None else JobKind.SIGNAL,
                type=name,
                run_at=at,
                payload=payload,
                instance_id=wait.instance_id,
                token=wait.token,
                element_id=wait.element_id,
                definition_id=wait.definition_id,
                owner=None,
            )
            for number, wait in enumerate(tx.waits_for_signal(name))
        ]
        if jobs:
            tx.add_jobs(jobs)
    deliver_follow_ups(engine, [job.id for job in jobs])
    return len(jobs)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
