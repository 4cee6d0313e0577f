"""One deed on several tasks, each in a transaction of its own."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import Body
from starlette.requests import Request

from aftersales.model.language import Language
from api.access.caller import Caller, TaskWorker, TheEngine
from api.access.visibility import held_task, workable_task
from api.exact_route import router
from api.problem.body import problem_body
from api.problem.language import language_of
from api.wire.bulk import (
    AssignTasks,
    BulkDeed,
    BulkView,
    ClaimTasks,
    DelegateTasks,
    PrioritizeTasks,
    RefusalView,
    ReleaseTasks,
    TaskResult,
)
from api.wire.task import TaskView
from engine import operations
from engine.bootstrap import Engine
from engine.errors import EngineError
from engine.model.task import Task

routes = router("/tasks/bulk", "tasks")
_Deed = Callable[[str], Task]


@routes.post("", summary="Do one thing with several tasks")
def change_tasks(
    request: Request, engine: TheEngine, caller: TaskWorker, asked: Annotated[BulkDeed, Body()]
) -> BulkView:
    """Claim, give back, assign, delegate or prioritize up to 200 tasks; each result says what became of it.

    Whoever may not do it with one of them hears so for that one; the others are done.
    """
    deed = _deed(engine, caller, asked)
    results = [_done(deed, task_id, language_of(request)) for task_id in dict.fromkeys(asked.task_ids)]
    refused = sum(result.refusal is not None for result in results)
    return BulkView(done=len(results) - refused, refused=refused, results=results)


def _done(deed: _Deed, task_id: str, language: Language) -> TaskResult:
    try:
        changed = deed(task_id)
    except EngineError as error:
        refusal = RefusalView.model_validate(problem_body(error, language))
        return TaskResult(task_id=task_id, task=None, refusal=refusal)
    return TaskResult(task_id=task_id, task=TaskView.model_validate(changed), refusal=None)


def _deed(engine: Engine, caller: Caller, asked: BulkDeed) -> _Deed:
    """Return what is done with one task: the same that the route of that deed does."""
    actor = caller.actor
    match asked:
        case ClaimTasks():
            may, do = workable_task, partial(operations.claim_task, engine, actor=actor)
        case ReleaseTasks():
            may, do = held_task, partial(operations.unclaim_task, engine, actor=actor)
        case AssignTasks():
            may, do = held_task, partial(operations.assign_task, engine, assignee=asked.assignee, actor=actor)
        case DelegateTasks():
            may, do = held_task, partial(operations.delegate_task, engine, to=asked.to, actor=actor)
        case PrioritizeTasks():
            prioritize = partial(operations.update_task, priority=asked.priority)
            may, do = held_task, partial(prioritize, engine, actor=actor)

    def deed(task_id: str) -> Task:
        may(engine, caller, task_id)
        return do(task_id)

    return deed
