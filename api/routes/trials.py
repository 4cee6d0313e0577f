"""Test cases: try a deployed version on a throwaway database, with forms, messages and a clock to move."""

from typing import Annotated, cast

from fastapi import Depends, Query
from starlette.requests import Request

from api.access.caller import Deployer, TheEngine
from api.exact_route import router
from api.routes.chosen_version import process_of
from api.routes.event_view import event_page
from api.routes.refused import CHANGED, CONFLICT, FOUND
from api.routes.task_detail import detail_of
from api.routes.trial_view import trial_view
from api.wire.operation import EventView
from api.wire.page import ListFilter, PageView
from api.wire.scalar import PathId, TaskId
from api.wire.task import TaskDetail
from api.wire.trial import AdvanceTrial, CompleteTrialTask, StartTrial, TrialMessage, TrialView
from api.wire.variables import variables_from_wire
from engine import queries
from engine.model.query import EventQuery
from engine.testing.trials import Trials

routes = router("/test-runs", "test-runs")


def _trials_of(request: Request) -> Trials:
    return cast("Trials", request.app.state.trials)  # Starlette's state has no types


TheTrials = Annotated[Trials, Depends(_trials_of)]


@routes.post("", summary="Start a test case", status_code=201, responses=CHANGED)
def start_trial(engine: TheEngine, caller: Deployer, trials: TheTrials, asked: StartTrial) -> TrialView:
    """Start a version on a database of its own; the test case that you had open is closed.

    It lives in this server's memory and is forgotten half an hour after its last step.
    """
    definition = process_of(engine, asked.definition_id)
    values = variables_from_wire(asked.variables)
    return trial_view(engine, trials.open(engine, definition, owner=caller.id, variables=values))


@routes.get("/{trial_id}", summary="Read a test case", responses=FOUND)
def read_trial(engine: TheEngine, caller: Deployer, trials: TheTrials, trial_id: PathId) -> TrialView:
    """Read where a test case stands: tasks, messages it waits for, variables, incidents."""
    return trial_view(engine, trials.find(trial_id, owner=caller.id))


@routes.get("/{trial_id}/history", summary="Read a test case's record", responses=FOUND)
def read_trial_history(
    caller: Deployer, trials: TheTrials, trial_id: PathId, asked: Annotated[ListFilter, Query()]
) -> PageView[EventView]:
    """Read what happened in a test case, in order."""
    trial = trials.find(trial_id, owner=caller.id)
    found = queries.events(trial.engine, EventQuery(instance_id=trial.instance_id), asked.paging())
    return event_page(trial.engine, found)


@routes.get("/{trial_id}/tasks/{task_id}", summary="Read a test case's task", responses=FOUND)
def read_trial_task(caller: Deployer, trials: TheTrials, trial_id: PathId, task_id: TaskId) -> TaskDetail:
    """Read a task of a test case with its form and the variables it sees."""
    trial = trials.find(trial_id, owner=caller.id)
    return detail_of(trial.engine, queries.task(trial.engine, task_id), with_contacts=True)


@routes.post("/{trial_id}/tasks/{task_id}/complete", summary="Complete a test case's task", responses=CHANGED)
def complete_trial_task(
    engine: TheEngine,
    caller: Deployer,
    trials: TheTrials,
    trial_id: PathId,
    task_id: TaskId,
    asked: CompleteTrialTask,
) -> TrialView:
    """Complete a task as whoever it is offered to; wrong fields come back as `errors`."""
    trial = trials.find(trial_id, owner=caller.id)
    trial.complete(task_id, variables_from_wire(asked.variables))
    return trial_view(engine, trial)


@routes.post("/{trial_id}/messages", summary="Send a test case a message", responses=CHANGED)
def send_trial_message(
    engine: TheEngine, caller: Deployer, trials: TheTrials, trial_id: PathId, asked: TrialMessage
) -> TrialView:
    """Let a message arrive that the test case waits for."""
    trial = trials.find(trial_id, owner=caller.id)
    trial.publish(asked.name, asked.correlation_key, variables_from_wire(asked.variables))
    return trial_view(engine, trial)


@routes.post("/{trial_id}/advance", summary="Move a test case's clock", responses=CHANGED)
def advance_trial(
    engine: TheEngine, caller: Deployer, trials: TheTrials, trial_id: PathId, asked: AdvanceTrial
) -> TrialView:
    """Let time pass; timers fire on the way. `now` says how far it went within five real seconds."""
    trial = trials.find(trial_id, owner=caller.id)
    trial.advance(asked.by)
    return trial_view(engine, trial)


@routes.delete("/{trial_id}", summary="Close a test case", status_code=204, responses={**FOUND, **CONFLICT})
def close_trial(caller: Deployer, trials: TheTrials, trial_id: PathId) -> None:
    """Forget a test case and everything in it."""
    trials.close(trial_id, owner=caller.id)
