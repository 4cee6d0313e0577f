"""Fire timers that are due."""

import logging
from dataclasses import replace
from datetime import timedelta

from engine.model.actor import SYSTEM
from engine.model.history import EventKind
from engine.model.wait import TimerRow
from engine.operations.awaited import awaited
from engine.operations.operation import after_commit
from engine.operations.recurrence import following
from engine.operations.start import begin_instance
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.store import Transaction

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)


def fire_due_timers(engine: Engine, *, limit: int = 100) -> int:
    """Fire timers that are due, each in a transaction of its own; return how many were claimed."""
    now = engine.clock.now()
    with engine.store.begin() as tx:
        due = tx.claim_timers(now=now, owner=engine.node, lease_until=now + LEASE, limit=limit)
    for timer in due:
        try:
            _fire(engine, timer)
        except Exception:
            # Its lease runs out and it is tried again; a timer must never be lost to one bad moment.
            log.exception(
                "Timer failed",
                extra={"action": "timer_failed", "timer": timer.id, "instance": timer.instance_id},
            )
    return len(due)


def _fire(engine: Engine, timer: TimerRow) -> None:
    with engine.store.begin() as tx:
        work = _start(engine, tx, timer) if timer.instance_id is None else _resume(engine, tx, timer)
        stored = None if work is None else work.finish()
    if work is not None and stored is not None:
        after_commit(engine, work, stored)


def _resume(engine: Engine, tx: Transaction, timer: TimerRow) -> Work | None:
    found = awaited(engine, tx, timer, owns=tx.owns_timer, delete=tx.delete_timer)
    if found is None:
        return None
    work, token = found
    work.live.fire_timer(work.step, token)
    return work


def _start(engine: Engine, tx: Transaction, timer: TimerRow) -> Work | None:
    definition = tx.definition(timer.definition_id)
    if definition is None or not tx.owns_timer(timer.id, engine.node):
        return None
    work = begin_instance(engine, tx, definition, actor=SYSTEM)
    work.happened(EventKind.TIMER_FIRED, detail={"due_at": timer.due_at.isoformat()})
    work.live.start(work.step, {}, at_element=timer.element_id)
    tx.delete_timer(timer.id)
    later = following(engine, timer)
    if later is not None:
        tx.save_timer(replace(timer, id=later.id, due_at=later.due_at, cycle=later.cycle, attempts=0))
    return work
