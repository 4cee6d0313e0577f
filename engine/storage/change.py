"""Writes one change of one instance: the hot path, in as few round trips as the databases allow."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from engine.errors import NotFound, VersionConflict
from engine.model.change import Change
from engine.model.instance import Instance
from engine.model.task import TaskState
from engine.storage import shape
from engine.storage.change_lines import ChangeLines
from engine.storage.keyring import DataKey
from engine.storage.seal import Chained, chain, event_values
from engine.storage.tables import instance as tables
from engine.storage.view import View
from engine.storage.wire import Line, Row

Values = Mapping[str, Any]


class Batch:
    """Lines with their rows, in the order they shall run; a line without rows costs nothing."""

    def __init__(self) -> None:
        self.work: list[tuple[Line, list[Row]]] = []

    def add(self, line: Line, values: Iterable[Values]) -> None:
        """Run a line once for each of these rows."""
        rows = [line.row(row) for row in values]
        if rows:
            self.work.append((line, rows))

    def drop(self, line: Line, ids: Iterable[str], name: str = "id") -> None:
        """Run a line that removes what these ids name."""
        self.add(line, ({name: identity} for identity in ids))


class ChangeWriter(View):
    """Saves changes."""

    def save(self, change: Change) -> Instance:
        """Write one change of one instance, chain its happenings, and return the instance as stored.

        Raises:
            VersionConflict: the instance is no longer at `change.instance.version`.
        """
        events = list(chain(change))
        saved = _counted_on(change.instance, events)
        key_id = self._insert(saved) if change.is_new else self._update(saved)
        batch, lines = Batch(), self._tools.lines
        _add_state(batch, change, lines)
        _add_tasks(batch, change, lines)
        _add_waits(batch, change, lines)
        _add_work(batch, change, lines)
        key = self._key(saved, key_id) if any(chained.text for chained in events) else None
        batch.add(lines.add_event, (event_values(chained, key) for chained in events))
        if batch.work:
            self._tools.wire.run(self._connection, batch.work)
        return saved

    def _insert(self, saved: Instance) -> str | None:
        line = self._tools.lines.insert_instance
        self._tools.wire.run(self._connection, [(line, [line.row(shape.INSTANCES.values(saved))])])
        return None

    def _update(self, saved: Instance) -> str | None:
        """Update the instance where nobody was faster; return the id of its living key."""
        values = shape.INSTANCES.values(saved)
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
        return VersionConflict(f"Instance {saved.id}", expected=saved.version - 1, found=version)

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
        return keyring.unwrap(row[0], subject, row[1])

    def _find_key(self, subject: str) -> Row | None:
        line = self._tools.lines.find_key
        return self._tools.wire.one(self._connection, line, line.row({"subject": subject}))


def _subject(instance: Instance) -> str:
    return instance.subject or instance.id


def _counted_on(instance: Instance, events: list[Chained]) -> Instance:
    if not events:
        return replace(instance, version=instance.version + 1)
    last = events[-1].values
    return replace(instance, version=instance.version + 1, last_event=last["number"], last_hash=last["hash"])


def _add_state(batch: Batch, change: Change, lines: ChangeLines) -> None:
    instance_id = change.instance.id
    parts, variables = change.parts, change.variables
    own = {"instance_id": instance_id}
    batch.add(lines.put_part, ({**own, "name": n, "value": v} for n, v in parts.items() if v is not None))
    batch.add(lines.drop_part, ({**own, "name": n} for n, v in parts.items() if v is None))
    batch.add(lines.clear_scope, ({**own, "scope": scope} for scope in change.cleared_scopes))
    batch.add(
        lines.drop_variable, ({**own, "scope": s, "name": n} for (s, n), v in variables.items() if v is None)
    )
    batch.add(
        lines.put_variable,
        (
            {**own, "scope": scope, "name": name, "value": value, "value_key": shape.value_key(value)}
            for (scope, name), value in variables.items()
            if value is not None
        ),
    )


def _add_tasks(batch: Batch, change: Change, lines: ChangeLines) -> None:
    written = [*change.changed_tasks, *change.new_tasks]
    batch.add(lines.put_task, map(shape.TASKS.values, written))
    batch.drop(lines.drop_offers, (task.id for task in change.changed_tasks), "task_id")
    batch.add(lines.add_offer, (offer for task in written for offer in shape.offers(task)))
    ended = (task.id for task in change.changed_tasks if task.state is not TaskState.OPEN)
    batch.drop(lines.drop_drafts, ended, "task_id")


def _add_waits(batch: Batch, change: Change, lines: ChangeLines) -> None:
    batch.drop(lines.drop_timer, change.cleared_timers)
    batch.add(lines.put_timer, map(shape.timer_values, change.new_timers))
    batch.drop(lines.drop_message_wait, change.cleared_message_waits)
    batch.add(lines.put_message_wait, map(shape.message_wait_values, change.new_message_waits))
    batch.drop(lines.drop_signal_wait, change.cleared_signal_waits)
    batch.add(lines.put_signal_wait, map(shape.signal_wait_values, change.new_signal_waits))


def _add_work(batch: Batch, change: Change, lines: ChangeLines) -> None:
    batch.drop(lines.drop_job, change.cleared_jobs)
    batch.add(lines.add_job, map(shape.job_values, change.new_jobs))
    batch.add(
        lines.put_incident, map(shape.INCIDENTS.values, [*change.new_incidents, *change.resolved_incidents])
    )
