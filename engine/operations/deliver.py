"""What was set off in one transaction reaches others: messages, signals and starts, each exactly once."""

import json
import logging
from collections.abc import Sequence

from engine.model.actor import SYSTEM, Actor
from engine.model.instance import InstanceState
from engine.model.job import Job, JobKind
from engine.operations.correlation import payload_of
from engine.operations.operation import after_commit
from engine.operations.start import begin_instance
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.runtime import ThrownMessage
from engine.ports.store import Transaction

log = logging.getLogger(__name__)


def deliver_follow_ups(engine: Engine, job_ids: Sequence[str]) -> None:
    """Deliver at once what an operation has just set off; what fails stays a job for the worker."""
    for job_id in job_ids:
        try:
            deliver(engine, job_id)
        except Exception:
            log.exception("Delivery failed, the worker tries again", extra={"action": "delivery_failed"})


def deliver(engine: Engine, job_id: str, *, owner: str | None = None) -> bool:
    """Deliver one job in one transaction; say whether it was still there."""
    with engine.store.begin() as tx:
        job = tx.job(job_id)
        if job is None:
            return False
        work = _work(engine, tx, job, owner)
        stored = None if work is None else work.finish()
    if work is not None and stored is not None:
        after_commit(engine, work, stored)
    return True


def _work(engine: Engine, tx: Transaction, job: Job, owner: str | None) -> Work | None:
    if job.kind is JobKind.START:
        return _start(engine, tx, job)
    instance = None if job.instance_id is None else tx.lock_instance(job.instance_id)
    # Whoever held the lock before may have delivered it meanwhile.
    if tx.job(job.id) is None or (owner is not None and not tx.owns_job(job.id, owner)):
        return None
    if instance is not None and instance.state is InstanceState.SUSPENDED:
        return None
    tx.delete_job(job.id)
    payload = payload_of(job.payload)
    if instance is None or instance.state is not InstanceState.ACTIVE:
        _elsewhere(engine, tx, job)
        return None
    work = Work(engine, tx, instance, Actor(payload["actor"] or SYSTEM.id))
    values = work.decode(payload["variables"] or "{}")
    if job.token is None or not work.live.waits(job.token):
        _elsewhere(engine, tx, job)
        return None
    if job.kind is JobKind.SIGNAL:
        work.live.deliver_signal(work.step, job.token, values)
    else:
        work.live.deliver_message(work.step, job.token, values)
    return work


def _elsewhere(engine: Engine, tx: Transaction, job: Job) -> None:
    """Find another receiver for a message whose first one has stopped waiting; a signal is gone."""
    if job.kind is not JobKind.MESSAGE:
        return
    payload = payload_of(job.payload)
    texts = json.loads(payload["variables"] or "{}")
    message = ThrownMessage(
        payload["name"] or "",
        payload["key"],
        payload["business_key"],
        {name: engine.codec.decode(text) for name, text in texts.items()},
    )
    from engine.operations.message import send  # the two need each other

    send(engine, tx, message, actor=SYSTEM)


def _start(engine: Engine, tx: Transaction, job: Job) -> Work | None:
    tx.delete_job(job.id)
    definition = tx.definition(job.definition_id or "")
    if definition is None:
        return None
    payload = payload_of(job.payload)
    actor = Actor(payload["actor"] or SYSTEM.id)
    work = begin_instance(engine, tx, definition, actor=actor, business_key=payload["business_key"])
    values = work.decode(payload["variables"] or "{}")
    work.live.start(work.step, values, at_element=job.element_id)
    return work
