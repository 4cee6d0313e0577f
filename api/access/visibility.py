"""Which tasks somebody sees: those assigned or offered to them; those who lead or audit see all."""

from dataclasses import replace

from api.access.caller import Caller
from api.access.roles import Permission
from api.refusals import NotPermitted, TaskNotYours
from engine.bootstrap import Engine
from engine.model.annotation import Attachment
from engine.model.query import TaskQuery
from engine.model.task import Task
from engine.queries.task import task


def narrowed(query: TaskQuery, caller: Caller) -> TaskQuery:
    """Return a query that finds only what the caller may see."""
    if caller.may(Permission.SEE_ALL_TASKS):
        return query
    return replace(query, visible_to=caller.id, candidate_groups=_own(query.candidate_groups, caller))


def _own(asked: tuple[str, ...] | None, caller: Caller) -> tuple[str, ...]:
    groups = caller.account.groups
    return groups if asked is None else tuple(group for group in asked if group in groups)


def visible_task(engine: Engine, caller: Caller, task_id: str) -> Task:
    """Return a task that the caller may see.

    Raises:
        NotFound: there is no such task.
        TaskNotYours: it is offered to others.
    """
    return _permitted(engine, caller, task_id, Permission.SEE_ALL_TASKS)


def workable_task(engine: Engine, caller: Caller, task_id: str) -> Task:
    """Return a task that the caller may change: it concerns them, or they assign others' work.

    Raises:
        NotFound: there is no such task.
        TaskNotYours: it is offered to others.
    """
    return _permitted(engine, caller, task_id, Permission.ASSIGN_TASKS)


def held_task(engine: Engine, caller: Caller, task_id: str) -> Task:
    """Return a task that the caller may give away: their own, or any for those who assign.

    Raises:
        NotFound: there is no such task.
        TaskNotYours: somebody else holds it.
    """
    found = task(engine, task_id)
    if not (caller.may(Permission.ASSIGN_TASKS) or caller.id in {found.assignee, found.owner}):
        raise TaskNotYours(task_id)
    return found


def require_readable(engine: Engine, caller: Caller, attachment: Attachment) -> None:
    """Let a file be read by those who read cases, and by those whose task it lies on.

    Raises:
        NotPermitted: it lies on a case, which the caller's roles do not let them read.
        TaskNotYours: it lies on a task that is offered to others.
    """
    if caller.may(Permission.READ_CASES):
        return
    if attachment.task_id is None:
        raise NotPermitted(Permission.READ_CASES)
    visible_task(engine, caller, attachment.task_id)


def _permitted(engine: Engine, caller: Caller, task_id: str, permission: Permission) -> Task:
    found = task(engine, task_id)
    if not (caller.may(permission) or _concerns(found, caller)):
        raise TaskNotYours(task_id)
    return found


def _concerns(found: Task, caller: Caller) -> bool:
    if caller.id in {found.assignee, found.owner, found.ended_by, *found.candidate_users}:
        return True
    return not set(found.candidate_groups).isdisjoint(caller.account.groups)
