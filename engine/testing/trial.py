"""A test case: one version of a process on a throwaway engine, with a clock that its owner moves."""

import threading
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from engine import operations, queries
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.model.definition import Definition, ResourceKind
from engine.model.instance import Instance
from engine.model.query import Paging
from engine.operations.clock import run_due
from engine.ports.engine import Engine
from engine.testing.errors import TrialExhausted
from engine.testing.simulation import Calls
from engine.testing.suite import EngineMaker

STEPS_AT_MOST: Final = 300
EVENTS_AT_MOST: Final = 20_000
TIME_AT_MOST: Final = timedelta(days=366 * 3)
# How long one answer may take in real time: a timer that repeats each minute would fill years.
PATIENCE_SECONDS: Final = 5.0


class Trial:
    """One test case. Nothing in it is real: not the people, not the register, not the messages."""

    def __init__(self, owner: str, definition: Definition, make: EngineMaker, begun_at: datetime) -> None:
        self.id = uuid4().hex
        self.owner = owner
        self.definition = definition
        self.begun_at = begun_at
        self.clock = VirtualClock(begun_at)
        self.calls = Calls()
        self.engine = make(self.clock, self.calls)
        self.instance_id = ""
        self.steps = 0
        self.used_at = time.monotonic()
        self.turn = threading.RLock()

    def begin(self, real: Engine, variables: Mapping[str, object]) -> None:
        """Deploy what is deployed for real, with the chosen version among it, and start the case.

        Raises:
            DeploymentRefused: the chosen version does not fit the newest versions of the others.
        """
        operations.deploy(self.engine, _files(real, self.definition), actor=Actor(self.owner))
        _copy_calendars(real, self.engine)
        started = operations.start_instance(
            self.engine, self.definition.key, actor=Actor(self.owner), variables=variables
        )
        self.instance_id = started.id
        self._settle()

    def complete(self, task_id: str, variables: Mapping[str, object]) -> None:
        """Complete a task as whoever it is offered to.

        Raises:
            TrialExhausted: the test case has had as many steps as one may have.
        """
        with self._step():
            actor = Actor(self.owner)
            operations.complete_task(self.engine, task_id, actor=actor, variables=variables)
            self._settle()

    def publish(self, name: str, correlation_key: str | None, variables: Mapping[str, object]) -> None:
        """Let a message arrive."""
        with self._step():
            operations.publish_message(
                self.engine,
                name,
                actor=Actor(self.owner),
                correlation_key=correlation_key,
                variables=variables,
            )
            self._settle()

    def advance(self, by: timedelta) -> None:
        """Let time pass, as far as it goes within a few real seconds."""
        with self._step():
            target = min(self.clock.now() + by, self.begun_at + TIME_AT_MOST)
            patience = time.monotonic() + PATIENCE_SECONDS
            while self.clock.now() < target and time.monotonic() < patience:
                with self.engine.store.read() as reader:
                    due = reader.next_due()
                stop = target if due is None else min(target, due)
                operations.advance_clock(self.engine, max(stop - self.clock.now(), timedelta(microseconds=1)))
                self._settle()

    @property
    def instance(self) -> Instance:
        """Return the case as it stands."""
        return queries.instance(self.engine, self.instance_id)

    def close(self) -> None:
        """Forget everything."""
        with self.turn:
            self.engine.store.close()

    def _step(self) -> threading.RLock:
        if self.steps >= STEPS_AT_MOST:
            raise TrialExhausted(STEPS_AT_MOST)
        self.steps += 1
        return self.turn

    def _settle(self) -> None:
        run_due(self.engine)
        if self.instance.last_event > EVENTS_AT_MOST:
            raise TrialExhausted(EVENTS_AT_MOST)


def _files(real: Engine, chosen: Definition) -> dict[str, bytes]:
    """Return the newest files of everything, and the chosen version's in the place of its newer one."""
    found: dict[str, bytes] = {}
    with real.store.read() as reader:
        for kind in ResourceKind:
            cursor: str | None = None
            while True:
                page = reader.definitions(kind, Paging(limit=500, cursor=cursor), only_latest=True)
                for each in page.items:
                    of = chosen if (each.kind, each.key) == (chosen.kind, chosen.key) else each
                    found[of.file] = reader.content(of.digest)
                cursor = page.next_cursor
                if cursor is None:
                    break
    return found


def _copy_calendars(real: Engine, trial: Engine) -> None:
    with real.store.read() as reader:
        calendars = reader.calendars()
    with trial.store.begin() as tx:
        known = {calendar.key: calendar.version for calendar in tx.calendars()}
        for calendar in calendars:
            tx.save_calendar(calendar, expected_version=known.get(calendar.key, 0))
    trial.calendars.renew()
