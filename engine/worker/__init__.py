"""Lets timers fire and jobs run in the background: APScheduler wakes it, the database knows what is due."""

import logging
import threading
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from engine import queries
from engine.operations import run_due
from engine.ports.engine import Engine

log = logging.getLogger(__name__)
POLL = timedelta(seconds=1)


class Worker:
    """One thread's worth of background work for one node. Any number of nodes may run one each."""

    def __init__(self, engine: Engine, *, poll: timedelta = POLL) -> None:
        self._engine = engine
        self._turn_lock = threading.Lock()
        self._again = threading.Event()
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(2)},
            job_defaults={"max_instances": 2, "coalesce": True, "misfire_grace_time": None},
            timezone=UTC,
        )
        self._scheduler.add_job(self._turn, IntervalTrigger(seconds=poll.total_seconds()), id="poll")

    def start(self) -> None:
        """Begin; operations of this process wake the worker from now on."""
        # Its log would say at every poll that a poll has run.
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        self._engine.wake = self.wake
        self._scheduler.start()
        self.wake()

    def stop(self) -> None:
        """End after the turn that is under way."""
        self._scheduler.shutdown(wait=True)

    def wake(self) -> None:
        """Take a turn now."""
        if self._scheduler.running:
            self._scheduler.add_job(self._turn, id="wake", replace_existing=True)

    def _turn(self) -> None:
        if not self._turn_lock.acquire(blocking=False):
            self._again.set()
            return
        try:
            self._work()
        except Exception:
            # The database may be away for a while; the next poll tries again.
            log.exception("The worker's turn failed", extra={"action": "turn_failed"})
        finally:
            self._turn_lock.release()

    def _work(self) -> None:
        while True:
            self._again.clear()
            run_due(self._engine)
            if not self._again.is_set():
                break
        self._wake_at_next_due()

    def _wake_at_next_due(self) -> None:
        due = queries.next_due(self._engine)
        if due is None:
            return
        wait = due - self._engine.clock.now()
        if timedelta(0) < wait < POLL:
            moment = datetime.now(UTC) + wait  # noqa: TID251 - APScheduler runs on the machine's clock
            self._scheduler.add_job(self._turn, DateTrigger(moment), id="due", replace_existing=True)
