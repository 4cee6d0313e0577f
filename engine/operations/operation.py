"""One operation on one instance: lock it, work on it, save it, and keep it loaded.

An instance that this node has left last is taken for what it was: a step then asks the database nothing.
Where another node has changed it since, the operation is done again on what is stored.
"""

from collections.abc import Callable
from typing import TypeVar

from engine.errors import NotFound
from engine.model.actor import Actor
from engine.model.instance import Instance, InstanceState
from engine.operations.errors import InstanceEnded, InstanceSuspended
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.live_cache import Kept
from engine.ports.store import InstanceMoved, Transaction

T = TypeVar("T")


def on_instance(
    engine: Engine,
    instance_id: str,
    actor: Actor,
    play: Callable[[Work], T],
    *,
    even_if_suspended: bool = False,
    with_task: str | None = None,
) -> T:
    """Run one operation on one active instance in one transaction; `with_task` names the task it is about.

    `play` may be called twice, the first time in vain.

    Raises:
        NotFound: there is no such instance.
        InstanceEnded: it has ended.
        InstanceSuspended: it is suspended.
    """

    def attempt(kept: Kept | None) -> tuple[T, Work, Instance]:
        with engine.store.begin() as tx:
            instance = _lock(tx, instance_id, with_task) if kept is None else _hold(tx, kept)
            work = open_work(engine, tx, instance, actor, even_if_suspended=even_if_suspended)
            work.known_tasks.update({} if kept is None else kept.tasks)
            return play(work), work, work.finish()

    try:
        result, work, stored = attempt(engine.live.look(instance_id))
    except InstanceMoved:
        result, work, stored = attempt(None)
    after_commit(engine, work, stored)
    return result


def _lock(tx: Transaction, instance_id: str, task_id: str | None) -> Instance:
    instance = tx.lock_instance(instance_id, with_task=task_id)
    if instance is None:
        raise NotFound("process instance", instance_id)
    return instance


def _hold(tx: Transaction, kept: Kept) -> Instance:
    tx.hold_instance(kept.instance)
    return kept.instance


def open_work(
    engine: Engine, tx: Transaction, instance: Instance, actor: Actor, *, even_if_suspended: bool = False
) -> Work:
    """Work on an instance that is locked for one operation."""
    if instance.state in {InstanceState.COMPLETED, InstanceState.CANCELLED}:
        raise InstanceEnded(instance)
    if instance.state is InstanceState.SUSPENDED and not even_if_suspended:
        raise InstanceSuspended(instance)
    return Work(engine, tx, instance, actor)


def after_commit(engine: Engine, work: Work, stored: Instance) -> None:
    """Keep the instance loaded and let what it set off elsewhere run."""
    live = work.live_if_loaded()
    if live is not None and stored.state in {InstanceState.ACTIVE, InstanceState.SUSPENDED}:
        live.adopt(stored)
        engine.live.put(Kept(stored, live, work.open_tasks()))
    if work.follow_ups or work.change.new_timers or work.change.new_jobs:
        engine.wake()
    if work.follow_ups:
        from engine.operations.deliver import deliver_follow_ups  # the two need each other

        deliver_follow_ups(engine, work.follow_ups)
