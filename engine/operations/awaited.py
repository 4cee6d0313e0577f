"""A timer or job that was claimed goes on only where nobody was faster and its token still waits for it."""

from collections.abc import Callable

from engine.model.actor import SYSTEM
from engine.model.instance import InstanceState
from engine.model.job import Job
from engine.model.wait import TimerRow
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.store import Transaction


def awaited(
    engine: Engine,
    tx: Transaction,
    claimed: Job | TimerRow,
    *,
    owns: Callable[[str, str], bool],
    delete: Callable[[str], None],
) -> tuple[Work, int] | None:
    """Lock the instance and return its work with the waiting token.

    None where others have it by now or the instance is suspended; what nobody waits for is deleted.
    """
    instance = tx.lock_instance(claimed.instance_id or "")
    if not owns(claimed.id, engine.node):
        return None
    if instance is None or instance.state in {InstanceState.COMPLETED, InstanceState.CANCELLED}:
        delete(claimed.id)
        return None
    if instance.state is InstanceState.SUSPENDED:
        return None
    work = Work(engine, tx, instance, SYSTEM)
    if claimed.token is None or not work.live.waits(claimed.token):
        delete(claimed.id)
        return None
    return work, claimed.token
