"""Move the virtual clock, and let everything run that is due."""

from datetime import datetime, timedelta

from engine.clock import VirtualClock
from engine.operations.errors import ClockNotVirtual
from engine.operations.expiry import drop_expired
from engine.operations.job import run_due_jobs
from engine.operations.timer import fire_due_timers
from engine.ports.engine import Engine

# More rounds at one moment than this mean that work keeps setting off work.
ROUNDS_AT_MOST = 10_000


def advance_clock(engine: Engine, by: timedelta) -> datetime:
    """Move the virtual clock forward, stopping at each moment at which something is due.

    Answers when everything due by then has run.

    Raises:
        ClockNotVirtual: real time cannot be moved.
    """
    clock = engine.clock
    if not isinstance(clock, VirtualClock):
        raise ClockNotVirtual
    target = clock.now() + by
    run_due(engine)
    for _ in range(ROUNDS_AT_MOST):
        with engine.store.read() as reader:
            due = reader.next_due()
        if due is None or due > target:
            break
        clock.move_to(due)
        if not run_due(engine):
            break  # another node holds what is due: it will do it
    clock.move_to(target)
    run_due(engine)
    return clock.now()


def run_due(engine: Engine) -> int:
    """Forget what expired, fire due timers and run due jobs until nothing is due; return how many."""
    total = drop_expired(engine)
    for _ in range(ROUNDS_AT_MOST):
        done = fire_due_timers(engine) + run_due_jobs(engine)
        if not done:
            break
        total += done
    return total
