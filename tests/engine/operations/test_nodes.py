"""A node goes on from what it has kept; what another node has done since is never overlooked."""

from threading import Barrier, Thread

import pytest

from engine import operations, queries
from engine.bootstrap import Engine, assemble
from engine.clock import VirtualClock
from engine.errors import EngineError
from engine.model.history import EventKind
from engine.model.instance import InstanceState
from engine.operations.errors import InstanceEnded, TaskAlreadyClaimed, TaskAlreadyCompleted
from engine.ports.store import Store
from tests.engine.operations.conftest import ANN, BOB, Told, deploy, only_task
from tests.engine.operations.models import ONE_TASK, flow, model, service

NOTES = model(
    '<bpmn:startEvent id="begin"/><bpmn:userTask id="work"/><bpmn:userTask id="again"/>'
    + service("note", "case.note")
    + '<bpmn:userTask id="check"/><bpmn:endEvent id="done"/>'
    + flow("begin", "work")
    + flow("work", "again")
    + flow("again", "note")
    + flow("note", "check")
    + flow("check", "done")
)


@pytest.fixture
def other(store: Store, clock: VirtualClock, remote: Told, local: Told) -> Engine:
    return assemble(store, clock, connectors=[remote, local])


def started(engine: Engine, xml: bytes = ONE_TASK) -> str:
    deploy(engine, xml)
    return operations.start_instance(engine, "p", actor=ANN).id


def test_a_node_goes_on_from_what_another_has_done(engine: Engine, other: Engine) -> None:
    instance_id = started(engine)
    operations.complete_task(other, only_task(other, instance_id).id, actor=BOB, variables={"fault": "cold"})

    operations.complete_task(engine, only_task(engine, instance_id).id, actor=ANN, variables={"is": "mended"})

    assert queries.instance(engine, instance_id).state is InstanceState.COMPLETED
    assert queries.variables(engine, instance_id) == {"fault": "cold", "is": "mended"}
    assert queries.verify_history(engine, instance_id) is None


def test_a_task_that_another_node_completed_is_not_completed_again(engine: Engine, other: Engine) -> None:
    instance_id = started(engine)
    task = only_task(engine, instance_id)
    operations.complete_task(other, task.id, actor=BOB)

    with pytest.raises(TaskAlreadyCompleted) as refused:
        operations.complete_task(engine, task.id, actor=ANN)

    assert refused.value.facts["by"] == "bob"


def test_a_claim_that_another_node_took_back_keeps_nobody_away(engine: Engine, other: Engine) -> None:
    instance_id = started(engine)
    task = only_task(engine, instance_id)
    operations.claim_task(engine, task.id, actor=ANN)
    operations.unclaim_task(other, task.id, actor=ANN)

    assert operations.claim_task(engine, task.id, actor=BOB).assignee == "bob"


def test_a_claim_on_another_node_is_respected(engine: Engine, other: Engine) -> None:
    instance_id = started(engine)
    task = only_task(engine, instance_id)
    operations.claim_task(other, task.id, actor=BOB)

    with pytest.raises(TaskAlreadyClaimed):
        operations.complete_task(engine, task.id, actor=ANN)


def test_an_instance_that_another_node_cancelled_is_over(engine: Engine, other: Engine) -> None:
    instance_id = started(engine)
    task = only_task(engine, instance_id)
    operations.cancel_instance(other, instance_id, actor=BOB, reason="mistake")

    with pytest.raises(InstanceEnded):
        operations.complete_task(engine, task.id, actor=ANN)


def test_a_connector_is_not_blamed_for_what_another_node_did(
    engine: Engine, other: Engine, local: Told
) -> None:
    instance_id = started(engine, NOTES)
    first = only_task(engine, instance_id)
    operations.complete_task(engine, first.id, actor=ANN)
    second = only_task(engine, instance_id)
    operations.claim_task(other, second.id, actor=ANN)

    operations.complete_task(engine, second.id, actor=ANN)

    assert only_task(engine, instance_id).element_id == "check"
    kinds = [event.kind for event in queries.whole_history(engine, instance_id)]
    assert kinds.count(EventKind.JOB_COMPLETED) == 1
    assert EventKind.JOB_FAILED not in kinds
    assert len(local.calls) == 1


def test_two_nodes_at_once_lose_no_step(engine: Engine, other: Engine) -> None:
    instance_id, ready = started(engine), Barrier(2)
    outcomes: list[str] = []

    def comment(node: Engine) -> None:
        ready.wait()
        for number in range(20):
            try:
                operations.add_comment(node, instance_id, f"{number}", actor=ANN)
                outcomes.append("done")
            except EngineError as error:
                outcomes.append(type(error).__name__)

    threads = [Thread(target=comment, args=(node,)) for node in (engine, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes == ["done"] * 40
    assert queries.instance(engine, instance_id).version == 41
    assert queries.verify_history(engine, instance_id) is None
