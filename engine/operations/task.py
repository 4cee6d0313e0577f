"""What people do with tasks: claim, give back, assign, delegate, plan, save, complete."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.errors import NotFound, VersionConflict
from engine.model.actor import Actor
from engine.model.annotation import Draft
from engine.model.history import EventKind
from engine.model.task import Task, TaskState
from engine.operations.errors import (
    FormRefused,
    InstanceEnded,
    TaskAlreadyClaimed,
    TaskAlreadyCompleted,
    TaskNoLongerOpen,
)
from engine.operations.idempotency import keep, recall
from engine.operations.operation import on_instance
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.store import Transaction


def claim_task(engine: Engine, task_id: str, *, actor: Actor) -> Task:
    """Take a task on oneself; claiming one's own task again changes nothing.

    Raises:
        TaskAlreadyClaimed: somebody else has it.
    """

    def play(work: Work) -> Task:
        task = _open(work, task_id)
        if task.assignee == actor.id:
            work.is_void = True
            return task
        if task.assignee is not None:
            raise TaskAlreadyClaimed(task_id, task.assignee)
        claimed = replace(task, assignee=actor.id, claimed_at=work.change.at)
        return _changed(work, task, claimed, EventKind.TASK_CLAIMED)

    return on_instance(engine, instance_of(task_id), actor, play, with_task=task_id)


def unclaim_task(engine: Engine, task_id: str, *, actor: Actor) -> Task:
    """Give a task back to its group."""

    def play(work: Work) -> Task:
        task = _open(work, task_id)
        if task.assignee is None:
            work.is_void = True
            return task
        free = replace(task, assignee=None, owner=None, claimed_at=None)
        return _changed(work, task, free, EventKind.TASK_UNCLAIMED)

    return on_instance(engine, instance_of(task_id), actor, play, with_task=task_id)


def assign_task(engine: Engine, task_id: str, assignee: str | None, *, actor: Actor) -> Task:
    """Give a task to somebody for good, or to nobody: whoever had delegated it no longer answers for it."""

    def play(work: Work) -> Task:
        task = _open(work, task_id)
        claimed_at = work.change.at if assignee else None
        given = replace(task, assignee=assignee, owner=None, claimed_at=claimed_at)
        return _changed(work, task, given, EventKind.TASK_ASSIGNED)

    return on_instance(engine, instance_of(task_id), actor, play, with_task=task_id)


def delegate_task(engine: Engine, task_id: str, to: str, *, actor: Actor) -> Task:
    """Let somebody else do a task for which one goes on to answer as its owner."""

    def play(work: Work) -> Task:
        task = _open(work, task_id)
        owner = task.owner or task.assignee or actor.id
        return _changed(work, task, replace(task, owner=owner, assignee=to), EventKind.TASK_DELEGATED)

    return on_instance(engine, instance_of(task_id), actor, play, with_task=task_id)


def update_task(
    engine: Engine,
    task_id: str,
    *,
    actor: Actor,
    expected_version: int | None = None,
    **planned: Any,  # noqa: ANN401 - the fields are named in the docstring
) -> Task:
    """Plan a task: due_at, follow_up_at, priority (0 to 100), candidate_groups, candidate_users.

    Raises:
        VersionConflict: somebody else has changed it.
    """
    unknown = planned.keys() - _PLANNED
    if unknown:
        raise TypeError(f"A task has no {sorted(unknown)} to plan.")

    def play(work: Work) -> Task:
        task = _open(work, task_id)
        _expect(task, expected_version)
        is_provisional = task.due_is_provisional and "due_at" not in planned
        changed = replace(task, **planned, due_is_provisional=is_provisional)
        return _changed(work, task, changed, EventKind.TASK_UPDATED)

    return on_instance(engine, instance_of(task_id), actor, play, with_task=task_id)


_PLANNED = frozenset({"due_at", "follow_up_at", "priority", "candidate_groups", "candidate_users"})


def save_draft(engine: Engine, task_id: str, data: Mapping[str, object], *, actor: Actor) -> Draft:
    """Keep a half-filled form for its author; the case does not see it."""
    draft = Draft(task_id, actor.id, engine.codec.encode(dict(data)), engine.clock.now())
    with engine.store.begin() as tx:
        open_task(tx, task_id)
        tx.save_draft(draft)
    return draft


def complete_task(
    engine: Engine,
    task_id: str,
    *,
    actor: Actor,
    variables: Mapping[str, object] | None = None,
    expected_version: int | None = None,
) -> Task:
    """Complete a task with the data of its form and let the case go on.

    Raises:
        TaskAlreadyCompleted: somebody was first.
        TaskAlreadyClaimed: somebody else works on it.
        FormRefused: the data does not fit the form.
        VersionConflict: the task has changed since it was read.
    """

    def play(work: Work) -> Task:
        if recall(work.tx) is not None and (before := work.tx.task(task_id)) is not None:
            work.is_void = True
            return before
        keep(work.tx, task_id, at=work.change.at)
        task = _open(work, task_id)
        _expect(task, expected_version)
        if task.assignee not in {None, actor.id, actor.on_behalf_of}:
            raise TaskAlreadyClaimed(task_id, task.assignee or "")
        if task.owner not in {None, actor.id} and actor.on_behalf_of is None:
            work.change.on_behalf_of = task.owner
        _fit_form(work, task, variables or {})
        work.happened(EventKind.TASK_COMPLETED, task=task, detail={"task": task.id})
        completed = work.completed_tasks[task.id] = work.ended(task, TaskState.COMPLETED)
        work.live.complete(work.step, task.token, variables or {})
        return completed

    try:
        return on_instance(engine, instance_of(task_id), actor, play, with_task=task_id)
    except InstanceEnded:
        # The first request may have ended the case, and its answer been lost on the way.
        if (before := _completed_before(engine, task_id)) is None:
            raise
        return before


def _completed_before(engine: Engine, task_id: str) -> Task | None:
    with engine.store.begin() as tx:
        return None if recall(tx) is None else tx.task(task_id)


def instance_of(task_id: str) -> str:
    """Return the instance to which a task belongs: its id begins with it."""
    return task_id.rpartition("-")[0] or task_id


def open_task(tx: Transaction, task_id: str) -> Task:
    """Return an open task.

    Raises:
        NotFound, TaskAlreadyCompleted, TaskNoLongerOpen: it is not there or not open.
    """
    task = tx.task(task_id)
    if task is None:
        raise NotFound("task", task_id)
    if task.state is TaskState.COMPLETED:
        raise TaskAlreadyCompleted(task_id, task.ended_by, task.ended_at)
    if task.state is TaskState.CANCELLED:
        raise TaskNoLongerOpen(task_id)
    return task


def _open(work: Work, task_id: str) -> Task:
    task = work.known_tasks.get(task_id)
    if task is None:
        task = work.known_tasks[task_id] = open_task(work.tx, task_id)
    return task


def _expect(task: Task, version: int | None) -> None:
    if version is not None and task.version != version:
        raise VersionConflict("task", task.id, expected=version, found=task.version)


def _fit_form(work: Work, task: Task, variables: Mapping[str, object]) -> None:
    if task.form_key is None:
        return
    form = work.engine.shelf.form_for(work.tx, task.definition_id, task.form_key)
    if form is None:
        return
    errors = work.engine.forms.errors(form, variables)
    if errors:
        raise FormRefused(errors)


def _changed(work: Work, old: Task, new: Task, kind: EventKind) -> Task:
    changed = replace(new, version=old.version + 1)
    work.change.changed_tasks.append(changed)
    work.happened(kind, task=old, detail={"task": old.id, **_difference(old, new)})
    return changed


def _difference(old: Task, new: Task) -> dict[str, object]:
    names = ("assignee", "owner", "due_at", "follow_up_at", "priority", "candidate_groups", "candidate_users")
    changed = {name: (getattr(old, name), getattr(new, name)) for name in names}
    return {
        name: {"old": _plain(before), "new": _plain(after)}
        for name, (before, after) in changed.items()
        if before != after
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
