"""An engine on each database, with a clock that tests move and connectors that do as they are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from engine import operations, queries
from engine.bootstrap import Engine, assemble
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.model.query import Paging, TaskQuery
from engine.model.task import Task
from engine.ports.connector import Call, Outcome
from engine.ports.store import Store

BEGINNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ANN = Actor("ann")
BOB = Actor("bob")


@dataclass
class Told:
    """The outside world of a test: each call is answered by `answer`."""

    type: str
    is_local: bool
    answer: Callable[[Call], Mapping[str, object] | Outcome]
    calls: list[Call] = field(default_factory=list)

    def call(self, call: Call) -> Mapping[str, object] | Outcome:
        self.calls.append(call)
        return self.answer(call)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(BEGINNING)


@pytest.fixture
def remote() -> Told:
    return Told("mail.send", is_local=False, answer=lambda _call: {"sent": True})


@pytest.fixture
def local() -> Told:
    return Told("case.note", is_local=True, answer=lambda _call: {"noted": True})


@pytest.fixture
def engine(store: Store, clock: VirtualClock, remote: Told, local: Told) -> Engine:
    return assemble(store, clock, connectors=[remote, local])


def deploy(engine: Engine, *models: bytes) -> None:
    files = {f"model_{number}.bpmn": xml for number, xml in enumerate(models)}
    operations.deploy(engine, files, actor=Actor("owner"))


def open_tasks(engine: Engine, instance_id: str) -> list[Task]:
    return list(queries.tasks(engine, TaskQuery(instance_id=instance_id), Paging()).items)


def only_task(engine: Engine, instance_id: str) -> Task:
    (task,) = open_tasks(engine, instance_id)
    return task
