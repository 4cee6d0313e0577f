"""Writes one change of one instance: the hot path, in as few round trips as the databases allow."""

from collections.abc import Sequence
from operator import attrgetter

from sqlalchemy import Connection, select

from engine.errors import NotFound, VersionConflict
from engine.model.amended import amended
from engine.model.change import Change
from engine.model.history import EventKind
from engine.model.instance import Instance
from engine.model.task import Task, TaskState
from engine.storage import shape
from engine.storage.change_lines import COUNTERS, ChangeLines
from engine.storage.fired import fired_rules
from engine.storage.keyring import DataKey
from engine.storage.line import Batch, Line, Row
from engine.storage.seal import Chained, chain, microseconds
from engine.storage.shape import INSTANCES, TASKS
from engine.storage.tables import history
from engine.storage.tables import instance as tables
from engine.storage.task import TaskReader
from engine.storage.view import Tools

_beside_counters = attrgetter(*(name for name in INSTANCES.names if name not in COUNTERS))


class ChangeWriter(TaskReader):
    """Saves changes; what it writes waits until a question or the transaction ends: fewer round trips."""

    def __init__(self, connection: Connection, tools: Tools) -> None:
        super().__init__(connection, tools)
        self._unsent: Batch = []
        # The instances that this transaction has locked, as they stand, with the id of the key that seals
        # their events.
        self._held: dict[str, tuple[Instance, str | None]] = {}
        self._fetched: dict[str, Row | None] = {}

    @property
    def _connection(self) -> Connection:
        self._send()
        return self._opened

    def _send(self) -> None:
        unsent, self._unsent = self._unsent, []
        self._tools.wire.run(self._opened, unsent)

    def _post(self, batch: Batch) -> None:
        """Let the database begin with what waits and with a batch."""
        unsent, self._unsent = self._unsent, []
        self._tools.wire.post(self._opened, [*unsent, *batch])

    def _forget(self) -> None:
        """Drop what is undone."""
        self._tools.wire.settle(self._opened)
        self._unsent.clear()
        self._held.clear()
        self._fetched.clear()

    def lock_instance(self, instance_id: str, *, with_task: str | None = None) -> Instance | None:
        """Return the instance and keep others from changing it until the transaction ends."""
        line, wire = self._tools.lines.lock_instance, self._tools.wire
        if with_task is None:
            row = wire.one(self._connection, line, (instance_id,))
        else:
            find = self._tools.lines.find_task
            row, self._fetched[with_task] = wire.ask(
                self._connection, [(line, (instance_id,)), (find, (with_task,))]
            )
        if row is None:
            return None
        found = INSTANCES.read(line.read(row[:-1]))
        self._held[instance_id] = (found, row[-1])
        self._tools.keyring.saw(_subject(found), row[-1])
        return found

    def hold_instance(self, instance: Instance) -> None:
        """Take an instance for what it was, and keep others from changing it until the transaction ends.

        Raises:
            InstanceMoved: somebody has changed it since; now, at any later question, or at the end.
        """
        subject, line = _subject(instance), self._tools.lines.hold_instance
        key_id = self._tools.keyring.alive(subject)
        values = {"id_": instance.id, "version": instance.version, "subject": subject, "key_id": key_id}
        if self._unsent:
            self._send()
        self._tools.wire.assure(self._opened, line, line.row(values))
        self._held[instance.id] = (instance, key_id)

    def task(self, task_id: str) -> Task | None:
        """Return a task; one that was fetched with its instance is not asked for again."""
        if task_id not in self._fetched:
            return super().task(task_id)
        row = self._fetched.pop(task_id)
        return None if row is None else TASKS.read(self._tools.lines.find_task.read(row))

    def save(self, change: Change) -> Instance:
        """Write one change of one instance, chain its happenings, and return the instance as stored.

        Raises:
            VersionConflict: the instance is no longer at `change.instance.version`.
        """
        lines, rest = self._tools.lines, _beside_record(change, self._tools.lines)
        if self._holds(change.instance):
            # Nobody can be in conflict with it: the database works on it while the record is chained.
            self._post(rest)
            rest = []
        events = chain(change)
        self._recall_arrivals(change, events)
        saved = _counted_on(change.instance, events)
        batch: Batch = []
        key_id = self._add_instance(batch, change, saved)
        batch += rest
        if events:
            key = self._key(saved, key_id) if any(chained.text for chained in events) else None
            batch += lines.events.add(change, events, key)
            _add(batch, lines.add_fired_rule, fired_rules(saved.id, events))
        self._unsent += batch
        self._fetched.clear()
        self._held[saved.id] = (saved, key_id)
        return saved

    def _add_instance(self, batch: Batch, change: Change, saved: Instance) -> str | None:
        """Write the instance, now or with the batch; return the id of its living key, where it is known."""
        lines = self._tools.lines
        if change.is_new:
            batch.append((lines.insert_instance, [lines.insert_instance.row_of(saved)]))
            return None
        if not self._holds(change.instance):
            return self._update(saved)
        held, key_id = self._held[saved.id]
        if _beside_counters(held) == _beside_counters(saved):
            batch.append((lines.count_instance, [lines.count_instance.row_of(saved)]))
            return key_id
        return self._update(saved)

    def _holds(self, instance: Instance) -> bool:
        """Say whether nobody else can change an instance: it is locked, and counts on from what is locked."""
        held = self._held.get(instance.id)
        return held is not None and held[0].version == instance.version

    def _update(self, saved: Instance) -> str | None:
        """Update the instance where nobody was faster; return the id of its living key."""
        values = INSTANCES.values(saved)
        values |= {"id_": saved.id, "expected": saved.version - 1, "sealed_for": _subject(saved)}
        line = self._tools.lines.update_instance
        found = self._tools.wire.one(self._connection, line, line.row(values))
        if found is None:
            raise self._conflict(saved)
        key_id: str | None = found[1]
        return key_id

    def _conflict(self, saved: Instance) -> Exception:
        version = self._connection.scalar(
            select(tables.instance.c.version).where(tables.instance.c.id == saved.id)
        )
        if version is None:
            return NotFound("instance", saved.id)
        return VersionConflict("instance", saved.id, expected=saved.version - 1, found=version)

    def _recall_arrivals(self, change: Change, events: list[Chained]) -> None:
        """Let tokens that left know since when they were there: those of older engines have not kept it."""
        unknown = {chained.happening.token: chained for chained in events if _has_unknown_stay(chained)}
        if not unknown:
            return
        c = history.event.c
        came = select(c.token, c.at).where(
            c.instance_id == change.instance.id,
            c.kind == EventKind.ELEMENT_ENTERED,
            c.token.in_(unknown),
        )
        for token, at in self._connection.execute(came):
            unknown[token].took = microseconds(change.at - at)

    def _key(self, saved: Instance, key_id: str | None) -> DataKey:
        keyring, lines, subject = self._tools.keyring, self._tools.lines, _subject(saved)
        kept = keyring.kept(key_id) if key_id else None
        if kept is not None:
            return kept
        row = self._find_key(subject)
        if row is None:
            made = keyring.make(subject)
            values = {"id": made.id, "subject": subject, "wrapped": made.wrapped}
            self._tools.wire.run(self._connection, [(lines.add_key, [lines.add_key.row(values)])])
            row = self._find_key(subject) or (made.id, made.wrapped)
        keyring.saw(subject, row[0])
        return keyring.unwrap(row[0], subject, row[1])

    def _find_key(self, subject: str) -> Row | None:
        line = self._tools.lines.find_key
        return self._tools.wire.one(self._connection, line, line.row({"subject": subject}))


def _has_unknown_stay(chained: Chained) -> bool:
    return chained.took is None and chained.happening.kind is EventKind.ELEMENT_COMPLETED


def _subject(instance: Instance) -> str:
    return instance.subject or instance.id


def _counted_on(instance: Instance, events: list[Chained]) -> Instance:
    if not events:
        return amended(instance, version=instance.version + 1)
    last = events[-1]
    return amended(instance, version=instance.version + 1, last_event=last.number, last_hash=last.hash)


def _beside_record(change: Change, lines: ChangeLines) -> Batch:
    """Return what a change writes beside its instance and its events."""
    batch: Batch = []
    _add_state(batch, change, lines)
    _add_tasks(batch, change, lines)
    _add_waits(batch, change, lines)
    _add_work(batch, change, lines)
    return batch


def _add_state(batch: Batch, change: Change, lines: ChangeLines) -> None:
    own = change.instance.id
    if change.parts:
        put = [(own, name, value) for name, value in change.parts.items() if value is not None]
        dropped = [(own, name) for name, value in change.parts.items() if value is None]
        _add(batch, lines.put_part, put)
        _add(batch, lines.drop_part, dropped)
    _add(batch, lines.clear_scope, [(own, scope) for scope in change.cleared_scopes])
    if change.variables:
        variables = change.variables.items()
        gone = [(own, scope, name) for (scope, name), value in variables if value is None]
        given = [
            (own, scope, name, value, shape.value_key(value))
            for (scope, name), value in variables
            if value is not None
        ]
        _add(batch, lines.drop_variable, gone)
        _add(batch, lines.put_variable, given)


def _add_tasks(batch: Batch, change: Change, lines: ChangeLines) -> None:
    changed, new = change.changed_tasks, change.new_tasks
    if changed:
        closed = [task for task in changed if task.state is not TaskState.OPEN]
        still_open = [task for task in changed if task.state is TaskState.OPEN]
        # In this order: a task may be changed and closed in one step.
        _add(batch, lines.change_task, [lines.change_task.row_of(task) for task in still_open])
        _add(batch, lines.close_task, [lines.close_task.row_of(task) for task in closed])
        _drop(batch, lines.drop_offers, [task.id for task in changed])
        _drop(batch, lines.drop_drafts, [task.id for task in closed])
    _add(batch, lines.add_task, [lines.add_task.row_of(task) for task in new])
    ended = {task.id for task in changed if task.state is not TaskState.OPEN}
    offered = (task for task in (*changed, *new) if task.id not in ended)
    _add(batch, lines.add_offer, [offer for task in offered for offer in shape.offers(task)])


def _add_waits(batch: Batch, change: Change, lines: ChangeLines) -> None:
    _drop(batch, lines.drop_timer, change.cleared_timers)
    _add(batch, lines.put_timer, [lines.put_timer.row_of(timer) for timer in change.new_timers])
    _drop(batch, lines.drop_message_wait, change.cleared_message_waits)
    put = lines.put_message_wait
    _add(batch, put, [put.row(shape.message_wait_values(waiting)) for waiting in change.new_message_waits])
    _drop(batch, lines.drop_signal_wait, change.cleared_signal_waits)
    put = lines.put_signal_wait
    _add(batch, put, [put.row(shape.signal_wait_values(waiting)) for waiting in change.new_signal_waits])


def _add_work(batch: Batch, change: Change, lines: ChangeLines) -> None:
    _drop(batch, lines.drop_job, change.cleared_jobs)
    _add(batch, lines.add_job, [lines.add_job.row(shape.job_values(job)) for job in change.new_jobs])
    incidents = [*change.new_incidents, *change.resolved_incidents]
    _add(batch, lines.put_incident, [lines.put_incident.row_of(incident) for incident in incidents])


def _add(batch: Batch, line: Line, rows: Sequence[Row]) -> None:
    if rows:
        batch.append((line, rows))


def _drop(batch: Batch, line: Line, ids: Sequence[str]) -> None:
    if ids:
        batch.append((line, [(identity,) for identity in ids]))
