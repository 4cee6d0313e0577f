"""One instance under one operation: play, run what hangs on it, and save.

What the step has set off inside the database happens in the same transaction: local connectors, messages and
signals to this very instance. What reaches other instances becomes a job, so that an operation never locks
more than one instance and two of them cannot wait for each other.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from engine.model.actor import Actor
from engine.model.amended import amended
from engine.model.change import Change
from engine.model.history import EventKind, Happening
from engine.model.instance import Instance
from engine.model.job import Job, JobKind
from engine.model.task import Task, TaskState
from engine.operations.closing import close_incidents, drop_short_lived
from engine.operations.correlation import find_receiver, spread_signal
from engine.operations.local_jobs import run_local
from engine.operations.surroundings import DeployedSurroundings
from engine.ports.connector import Outcome
from engine.ports.engine import Engine
from engine.ports.runtime import Live, Step, ThrownMessage
from engine.ports.store import Transaction

T = TypeVar("T")
# A step that sets off more local jobs and messages than this runs in a circle.
ROUNDS_AT_MOST = 1_000


class Work:
    """One instance under one operation."""

    def __init__(self, engine: Engine, tx: Transaction, instance: Instance, actor: Actor) -> None:
        self.engine = engine
        self.tx = tx
        self.before = instance
        self.actor = actor
        self.surroundings = DeployedSurroundings(engine, tx)
        self.change = Change(
            instance=instance,
            at=engine.clock.now(),
            actor=actor.id,
            on_behalf_of=actor.on_behalf_of,
        )
        self.step = Step(self.change, self.surroundings)
        self.completed_tasks: dict[str, Task] = {}
        self.known_tasks: dict[str, Task] = {}
        self.is_void = False  # the operation turned out to have nothing to do: nothing is saved
        self.follow_ups: list[str] = []
        self._live: Live | None = None

    @property
    def live(self) -> Live:
        """Return the loaded instance, from the cache or from its stored state."""
        if self._live is None:
            self._live = self._kept() or self.engine.runtime.load(
                self.before, self.tx.state(self.before.id), self.surroundings
            )
        return self._live

    def live_if_loaded(self) -> Live | None:
        """Return the instance if this operation or one before it has loaded it."""
        return self._live or self._kept()

    def _kept(self) -> Live | None:
        kept = self.engine.live.take(self.before.id, self.before.version)
        if kept is None:
            return None
        self.known_tasks = {**kept.tasks, **self.known_tasks}
        return kept.live

    def begin(self, live: Live) -> None:
        """Work on an instance that is not stored yet."""
        self._live = live
        self.change.is_new = True

    def happened(
        self,
        kind: EventKind,
        *,
        task: Task | None = None,
        detail: Mapping[str, object] | None = None,
        sealed: Mapping[str, object] | None = None,
    ) -> None:
        """Note what the actor did."""
        self.change.happenings.append(
            Happening(
                kind,
                None if task is None else task.element_id,
                None if task is None else task.token,
                None if task is None else task.definition_id,
                detail,
                sealed,
            )
        )

    def take_in(self, result: Mapping[str, object] | Outcome) -> Mapping[str, object]:
        """Return a connector's variables; what else it says is said of the instance."""
        if not isinstance(result, Outcome):
            return result
        self.step.messages.extend(result.messages)
        instance = self.live.instance
        self.live.adopt(
            replace(
                instance,
                business_key=result.business_key or instance.business_key,
                subject=result.subject or instance.subject,
            )
        )
        return result.variables

    def finish(self) -> Instance:
        """Run what hangs on the step, save everything and return the instance as stored."""
        if self.is_void:
            return self.before
        if self._live is not None:
            self._run_rounds()
            for signal in self.step.signals:
                self.follow_ups += spread_signal(self, signal)
            self._close_tasks()
            close_incidents(self)
            drop_short_lived(self.change)
            found = len(self.change.new_incidents) - len(self.step.closed_incidents)
            self.change.instance = self._as_counted(self._live.instance, found)
        stored = self.tx.save(self.change)
        if self._live is not None:
            self._live.adopt(stored)
        return stored

    def _as_counted(self, instance: Instance, incidents: int) -> Instance:
        before, incidents = self.before, max(0, self.before.incidents + incidents)
        counters = (before.version, before.last_event, before.last_hash, incidents)
        if (instance.version, instance.last_event, instance.last_hash, instance.incidents) == counters:
            return instance  # as mostly: the record need not be made anew
        version, last_event, last_hash, incidents = counters
        return replace(
            instance, version=version, last_event=last_event, last_hash=last_hash, incidents=incidents
        )

    def _run_rounds(self) -> None:
        for _ in range(ROUNDS_AT_MOST):
            if not (run_local(self) or self._take_buffered() or self._send_messages()):
                return
        raise RuntimeError(f"Instance {self.before.id} keeps setting off work of its own.")

    def _take_buffered(self) -> bool:
        cleared = set(self.change.cleared_message_waits)
        for wait in self.change.new_message_waits:
            if wait.id in cleared or wait.token is None:
                continue
            message = self.tx.take_buffered(
                wait.message,
                correlation_key=wait.correlation_key,
                business_key=wait.business_key,
                now=self.change.at,
            )
            if message is not None:
                values = self.decode(message.variables)
                self.live.deliver_message(self.step, wait.token, values)
                return True
        return False

    def _send_messages(self) -> bool:
        if not self.step.messages:
            return False
        message = self.step.messages.pop(0)
        receiver = find_receiver(self, message)
        if receiver is None:
            return True
        if receiver.instance_id == self.before.id and receiver.token is not None:
            self.live.deliver_message(self.step, receiver.token, message.variables)
        else:
            self.follow_up(
                JobKind.START if receiver.instance_id is None else JobKind.MESSAGE,
                wait_id=receiver.id,
                instance_id=receiver.instance_id,
                token=receiver.token,
                element_id=receiver.element_id,
                definition_id=receiver.definition_id,
                message=message,
            )
        return True

    def follow_up(  # noqa: PLR0913 - the columns of a job
        self,
        kind: JobKind,
        *,
        wait_id: str,
        instance_id: str | None,
        token: int | None,
        element_id: str,
        definition_id: str,
        message: ThrownMessage,
    ) -> None:
        """Let something reach another instance right after this transaction."""
        count = len(self.follow_ups) + 1
        job_id = f"{self.before.id}-f{self.before.version}-{count}"
        payload = {
            "wait": wait_id,
            "name": message.name,
            "key": message.correlation_key,
            "business_key": message.business_key,
            "variables": self.encode(message.variables),
            "actor": self.actor.id,
        }
        job = Job(
            id=job_id,
            kind=kind,
            type=message.name,
            run_at=self.change.at,
            payload=json.dumps(payload, ensure_ascii=False),
            instance_id=instance_id,
            token=token,
            element_id=element_id,
            definition_id=definition_id,
        )
        self.tx.add_jobs([job])
        self.follow_ups.append(job_id)

    def encode(self, variables: Mapping[str, object]) -> str:
        """Return variables as JSON text."""
        return json.dumps({name: self.engine.codec.encode(value) for name, value in variables.items()})

    def decode(self, text: str) -> dict[str, object]:
        """Return the variables that `encode` wrote."""
        return {name: self.engine.codec.decode(value) for name, value in json.loads(text).items()}

    def open_tasks(self) -> dict[str, Task]:
        """Return those of the instance's open tasks that are known, as they stand after the operation."""
        touched = {task.id: task for task in (*self.change.changed_tasks, *self.change.new_tasks)}
        known = {**self.known_tasks, **touched}
        return {task_id: task for task_id, task in known.items() if task.state is TaskState.OPEN}

    # --- rows that ended because the process moved on

    def _close_tasks(self) -> None:
        new = {task.id: index for index, task in enumerate(self.change.new_tasks)}
        changed = {task.id: task for task in self.change.changed_tasks}
        for task_id in self.step.closed_tasks:
            if task_id in new:
                self.change.new_tasks[new[task_id]] = self._closed(self.change.new_tasks[new[task_id]])
                continue
            task = changed.get(task_id) or self.known_tasks.get(task_id) or self.tx.task(task_id)
            if task is not None and task.state is TaskState.OPEN:
                self.change.changed_tasks.append(self._closed(task))

    def _closed(self, task: Task) -> Task:
        completed = self.completed_tasks.get(task.id)
        return completed or self.ended(task, TaskState.CANCELLED)

    def ended(self, task: Task, state: TaskState) -> Task:
        """Return a task as this operation ends it."""
        return amended(task, state=state, ended_at=self.change.at, ended_by=self.actor.id)
