"""An engine without a database for one instance: what it leaves outside is kept in plain dictionaries."""
# ruff: noqa: ARG002 - a small world needs no bindings

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from engine.bootstrap.adapters import FeelCodec, FeelExpressions
from engine.bpmn.execution.live import LiveCase, SpiffRuntime
from engine.clock import VirtualClock
from engine.errors import NotFound
from engine.model.change import Change, StoredState
from engine.model.history import Happening
from engine.model.incident import Incident
from engine.model.instance import Instance, InstanceState
from engine.model.job import Job
from engine.model.process import Process
from engine.model.task import Task
from engine.model.wait import MessageWait, SignalWait, TimerRow
from engine.ports.expression import Decided
from engine.ports.runtime import Step, ThrownMessage, ThrownSignal

BEGAN_AT = datetime(2026, 1, 30, 8, 0, tzinfo=UTC)


@dataclass
class World:
    """The deployed processes, by key; every one is its own first version."""

    processes: Mapping[str, Process]
    decisions: Mapping[str, object] = field(default_factory=dict)

    def called_process(
        self, key: str, *, binding: str, version_tag: str | None, caller: str
    ) -> tuple[str, Process]:
        if key not in self.processes:
            raise NotFound("process definition", key)
        return f"{key}:1", self.processes[key]

    def process(self, definition_id: str) -> Process:
        return self.processes[definition_id.removesuffix(":1")]

    def decide(
        self,
        decision: str,
        variables: Mapping[str, object],
        *,
        binding: str,
        version_tag: str | None,
        caller: str,
    ) -> Decided:
        if decision not in self.decisions:
            raise NotFound("decision", decision)
        return Decided(self.decisions[decision], {})


class _Row(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Row)


@dataclass
class Rows:
    """The rows outside the opaque state, as a database would keep them."""

    parts: dict[str, bytes] = field(default_factory=dict)
    variables: dict[tuple[int, str], str] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    timers: dict[str, TimerRow] = field(default_factory=dict)
    messages: dict[str, MessageWait] = field(default_factory=dict)
    signals: dict[str, SignalWait] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def apply(self, step: Step) -> None:
        """Write what a step has changed."""
        change = step.change
        for number, part in change.parts.items():
            self.parts.pop(number, None)
            if part is not None:
                self.parts[number] = part
        for scope in change.cleared_scopes:
            for key in [key for key in self.variables if key[0] == scope]:
                del self.variables[key]
        for key, text in change.variables.items():
            self.variables.pop(key, None)
            if text is not None:
                self.variables[key] = text
        self._exchange(self.tasks, change.new_tasks, step.closed_tasks)
        self._exchange(self.jobs, change.new_jobs, change.cleared_jobs)
        self._exchange(self.timers, change.new_timers, change.cleared_timers)
        self._exchange(self.messages, change.new_message_waits, change.cleared_message_waits)
        self._exchange(self.signals, change.new_signal_waits, change.cleared_signal_waits)
        self._exchange(self.incidents, change.new_incidents, step.closed_incidents)

    def _exchange(self, rows: dict[str, R], new: list[R], gone: list[str]) -> None:
        for row in new:
            kind = (type(row).__name__, row.id)
            assert kind not in self.used, f"{kind} is used twice"
            self.used.add(kind)
            rows[row.id] = row
        for row_id in gone:
            rows.pop(row_id, None)

    def state(self) -> StoredState:
        return StoredState(
            self.parts, [(scope, name, text) for (scope, name), text in self.variables.items()]
        )

    def are_empty(self) -> bool:
        """Say whether nothing waits outside any more."""
        kinds = (self.tasks, self.jobs, self.timers, self.messages, self.signals, self.incidents)
        return not any(kinds)


class Alone:
    """One instance, its rows and its clock. With `reloads` it is loaded afresh before each step."""

    def __init__(self, world: World, process: str, *, reloads: bool = False) -> None:
        self.clock = VirtualClock(BEGAN_AT)
        self.codec = FeelCodec()
        self.runtime = SpiffRuntime(FeelExpressions(self.clock), self.codec)
        self.world = world
        self.rows = Rows()
        self.reloads = reloads
        self.happenings: list[Happening] = []
        self.sent: list[ThrownMessage] = []
        self.signalled: list[ThrownSignal] = []
        self.changes: list[Change] = []
        plain = Instance("i", f"{process}:1", process, InstanceState.ACTIVE, 0, BEGAN_AT, "li")
        self._live = self.runtime.create(plain, world.processes[process])

    @property
    def live(self) -> LiveCase:
        if self.reloads and self.changes:
            self._live = self.runtime.load(self._live.instance, self.rows.state(), self.world)
        return self._live

    @property
    def instance(self) -> Instance:
        return self._live.instance

    def step(self) -> Step:
        """Begin one operation."""
        return Step(Change(self._live.instance, self.clock.now(), "li"), self.world)

    def keep(self, step: Step) -> list[Happening]:
        """End one operation: what the instance sends to itself arrives, everything is written."""
        self.signalled += step.signals
        while step.messages:
            message = step.messages.pop(0)
            self.sent.append(message)
            token = self.receiver(message.name, message.correlation_key, step.change)
            if token is not None:
                self._live.deliver_message(step, token, message.variables)
        self.rows.apply(step)
        self.changes.append(step.change)
        self.happenings += step.change.happenings
        return step.change.happenings

    def receiver(self, name: str, key: str | None, change: Change | None = None) -> int | None:
        """Return the token that waits for a message, under an operation or between two."""
        new = [] if change is None else change.new_message_waits
        gone = [] if change is None else change.cleared_message_waits
        waits = [w for w in (*self.rows.messages.values(), *new) if w.id not in gone and w.message == name]
        return next((w.token for w in waits if key is None or w.correlation_key == key), None)
