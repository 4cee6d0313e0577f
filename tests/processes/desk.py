"""Completes tasks of the cases that a scenario has left running."""

from collections.abc import Mapping

from engine import operations, queries
from engine.model.actor import Actor
from engine.model.query import Paging, TaskQuery
from engine.model.task import Task
from tests.processes.conftest import Theatre

ALL = Paging(limit=500)


def open_task(theatre: Theatre, element_id: str) -> Task:
    found = [t for t in queries.tasks(theatre.engine, TaskQuery(), ALL).items if t.element_id == element_id]
    (task,) = found
    return task


def complete(theatre: Theatre, element_id: str, told: Mapping[str, object]) -> None:
    task = open_task(theatre, element_id)
    actor = Actor(task.assignee or "somebody")
    operations.complete_task(theatre.engine, task.id, actor=actor, variables=told)
