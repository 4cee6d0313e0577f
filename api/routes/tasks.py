"""Human tasks: the inbox, one task with its form, and who works on it."""

from typing import Annotated

from fastapi import Query

from api.access.caller import TaskWorker, TheEngine
from api.access.contacts import sees_contacts_of
from api.access.visibility import held_task, narrowed, visible_task, workable_task
from api.exact_route import router
from api.routes.precondition import ExpectedVersion, OnceOnly, require_version
from api.routes.refused import EDITED, FOUND
from api.routes.task_detail import detail_of
from api.wire.page import PageView, page_of
from api.wire.scalar import TaskId
from api.wire.task import (
    AssignTask,
    CompleteTask,
    DelegateTask,
    TaskCount,
    TaskDetail,
    TaskFilter,
    TaskGroupFilter,
    TaskGroupView,
    TaskView,
    UpdateTask,
)
from api.wire.variables import variables_from_wire
from engine import operations, queries

routes = router("/tasks", "tasks")
_Asked = Annotated[TaskFilter, Query()]


@routes.get("", summary="List tasks")
def list_tasks(engine: TheEngine, caller: TaskWorker, asked: _Asked) -> PageView[TaskView]:
    """List the tasks that you may see: those assigned or offered to you; all for those who lead or audit.

    Sort by created_at, due_at, priority, ended_at, name or business_key.
    """
    found = queries.tasks(engine, narrowed(asked.query(engine.codec), caller), asked.paging())
    return page_of(found, TaskView.model_validate)


@routes.get("/count", summary="Count tasks")
def count_tasks(engine: TheEngine, caller: TaskWorker, asked: _Asked) -> TaskCount:
    """Count what the list with the same filters would show."""
    return TaskCount(count=queries.count_tasks(engine, narrowed(asked.query(engine.codec), caller)))


@routes.get("/groups", summary="Count tasks by what they share")
def count_task_groups(
    engine: TheEngine, caller: TaskWorker, asked: Annotated[TaskGroupFilter, Query()]
) -> list[TaskGroupView]:
    """Count what the list with the same filters would show, by process, step, priority, day, person or place.

    At most 500 groups, the largest; by value, those without one last.
    """
    query = narrowed(asked.query(engine.codec), caller)
    found = queries.count_tasks_by(engine, query, asked.grouping(), variable="province", ahead=asked.ahead())
    return [TaskGroupView.of(group, engine.codec, asked.by) for group in found]


@routes.get("/{task_id}", summary="Read a task", responses=FOUND)
def read_task(engine: TheEngine, caller: TaskWorker, task_id: TaskId) -> TaskDetail:
    """Read a task with its form, the variables it sees, comments and attachments.

    Who is only offered it sees no telephone number and no street: those are told when it is claimed.
    """
    found = visible_task(engine, caller, task_id)
    return detail_of(engine, found, with_contacts=sees_contacts_of(engine, caller, found))


@routes.patch("/{task_id}", summary="Plan a task", responses=EDITED)
def update_task(
    engine: TheEngine, caller: TaskWorker, task_id: TaskId, asked: UpdateTask, version: ExpectedVersion
) -> TaskView:
    """Change when a task is due, how urgent it is and whom it is offered to; what is not named stays."""
    held_task(engine, caller, task_id)
    return TaskView.model_validate(
        operations.update_task(
            engine, task_id, actor=caller.actor, expected_version=version, **asked.planned()
        )
    )


@routes.post("/{task_id}/claim", summary="Claim a task", responses=EDITED)
def claim_task(engine: TheEngine, caller: TaskWorker, task_id: TaskId, version: ExpectedVersion) -> TaskView:
    """Take a task on yourself; if somebody was faster the problem says who."""
    found = workable_task(engine, caller, task_id)
    require_version("task", task_id, expected=version, found=found.version)
    return TaskView.model_validate(operations.claim_task(engine, task_id, actor=caller.actor))


@routes.post("/{task_id}/unclaim", summary="Give a task back", responses=EDITED)
def unclaim_task(
    engine: TheEngine, caller: TaskWorker, task_id: TaskId, version: ExpectedVersion
) -> TaskView:
    """Give a task back to its group: your own, or anybody's if you assign work."""
    found = held_task(engine, caller, task_id)
    require_version("task", task_id, expected=version, found=found.version)
    return TaskView.model_validate(operations.unclaim_task(engine, task_id, actor=caller.actor))


@routes.post("/{task_id}/assign", summary="Assign a task", responses=EDITED)
def assign_task(
    engine: TheEngine, caller: TaskWorker, task_id: TaskId, asked: AssignTask, version: ExpectedVersion
) -> TaskView:
    """Give a task to somebody, or to nobody."""
    found = held_task(engine, caller, task_id)
    require_version("task", task_id, expected=version, found=found.version)
    return TaskView.model_validate(
        operations.assign_task(engine, task_id, asked.assignee, actor=caller.actor)
    )


@routes.post("/{task_id}/delegate", summary="Delegate a task", responses=EDITED)
def delegate_task(
    engine: TheEngine, caller: TaskWorker, task_id: TaskId, asked: DelegateTask, version: ExpectedVersion
) -> TaskView:
    """Let somebody else do a task for which you go on to answer as its owner."""
    found = held_task(engine, caller, task_id)
    require_version("task", task_id, expected=version, found=found.version)
    return TaskView.model_validate(operations.delegate_task(engine, task_id, asked.to, actor=caller.actor))


@routes.post("/{task_id}/complete", summary="Complete a task", responses=EDITED)
def complete_task(
    engine: TheEngine,
    caller: TaskWorker,
    task_id: TaskId,
    asked: CompleteTask,
    version: ExpectedVersion,
    once: OnceOnly,
) -> TaskView:
    """Complete a task with its form's data and let the case go on; wrong fields come back as `errors`."""
    workable_task(engine, caller, task_id)
    given = variables_from_wire(asked.variables)
    completed = once(
        asked,
        lambda: operations.complete_task(
            engine, task_id, variables=given, actor=caller.actor, expected_version=version
        ),
    )
    return TaskView.model_validate(completed)
