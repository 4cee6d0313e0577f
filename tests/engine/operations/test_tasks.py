import json
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from engine import operations, queries
from engine.bootstrap import Engine
from engine.errors import EngineError, NotFound, VersionConflict
from engine.model.actor import Actor
from engine.model.history import EventKind
from engine.model.instance import InstanceState
from engine.model.task import TaskState
from engine.operations.errors import (
    InstanceEnded,
    InstanceSuspended,
    KeyReused,
    TaskAlreadyClaimed,
    TaskAlreadyCompleted,
    TaskNoLongerOpen,
)
from tests.engine.operations.conftest import ANN, BOB, deploy, only_task
from tests.engine.operations.models import ONE_TASK


@pytest.fixture
def instance_id(engine: Engine) -> str:
    deploy(engine, ONE_TASK)
    return operations.start_instance(engine, "p", actor=ANN).id


def test_completing_a_task_lets_the_case_go_on(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)

    operations.complete_task(engine, task.id, actor=ANN, variables={"fault": "cold"})

    assert only_task(engine, instance_id).element_id == "check"
    assert queries.variables(engine, instance_id) == {"fault": "cold"}
    assert queries.task(engine, task.id).state is TaskState.COMPLETED


def test_completing_a_task_twice_says_who_was_first(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.complete_task(engine, task.id, actor=ANN)

    with pytest.raises(TaskAlreadyCompleted) as refused:
        operations.complete_task(engine, task.id, actor=BOB)

    assert refused.value.facts["by"] == "ann"
    assert "ann" in refused.value.message_zh


def test_two_people_completing_at_once_get_one_success_and_one_refusal(
    engine: Engine, instance_id: str
) -> None:
    task, ready, outcomes = only_task(engine, instance_id), Barrier(2), []

    def complete(actor: Actor) -> None:
        ready.wait()
        try:
            operations.complete_task(engine, task.id, actor=actor)
            outcomes.append("done")
        except EngineError as refused:
            outcomes.append(type(refused).__name__)

    threads = [Thread(target=complete, args=(actor,)) for actor in (ANN, BOB)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["TaskAlreadyCompleted", "done"]


def test_a_claimed_task_cannot_be_claimed_or_completed_by_others(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.claim_task(engine, task.id, actor=ANN)

    with pytest.raises(TaskAlreadyClaimed) as refused:
        operations.claim_task(engine, task.id, actor=BOB)
    with pytest.raises(TaskAlreadyClaimed):
        operations.complete_task(engine, task.id, actor=BOB)

    assert refused.value.facts["assignee"] == "ann"


def test_claiming_ones_own_task_again_changes_nothing(engine: Engine, instance_id: str) -> None:
    task = operations.claim_task(engine, only_task(engine, instance_id).id, actor=ANN)

    again = operations.claim_task(engine, task.id, actor=ANN)

    assert again == queries.task(engine, task.id)
    assert again.version == task.version


def test_a_task_given_back_is_free_for_others(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.claim_task(engine, task.id, actor=ANN)
    operations.unclaim_task(engine, task.id, actor=ANN)

    claimed = operations.claim_task(engine, task.id, actor=BOB)

    assert claimed.assignee == "bob"


def test_delegation_keeps_the_owner(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.claim_task(engine, task.id, actor=ANN)

    delegated = operations.delegate_task(engine, task.id, "bob", actor=ANN)

    assert (delegated.owner, delegated.assignee) == ("ann", "bob")


def test_who_does_a_delegated_task_acts_for_its_owner(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.delegate_task(engine, task.id, "bob", actor=ANN)

    operations.complete_task(engine, task.id, variables={}, actor=BOB)

    assert _completion(engine, instance_id) == ("bob", "ann")


def test_who_was_given_a_task_for_good_acts_for_nobody(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.delegate_task(engine, task.id, "carl", actor=ANN)
    operations.assign_task(engine, task.id, "bob", actor=ANN)

    operations.complete_task(engine, task.id, variables={}, actor=BOB)

    assert _completion(engine, instance_id) == ("bob", None)


def _completion(engine: Engine, instance_id: str) -> tuple[str, str | None]:
    events = queries.whole_history(engine, instance_id)
    completed = next(event for event in events if event.kind is EventKind.TASK_COMPLETED)
    return completed.actor, completed.on_behalf_of


def test_every_change_of_a_task_is_in_the_record_with_old_and_new(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.assign_task(engine, task.id, "bob", actor=ANN)
    operations.update_task(engine, task.id, actor=ANN, priority=90)

    events = queries.whole_history(engine, instance_id)

    assigned = next(e for e in events if e.kind is EventKind.TASK_ASSIGNED)
    planned = next(e for e in events if e.kind is EventKind.TASK_UPDATED)
    assert assigned.detail["assignee"] == {"old": None, "new": "bob"}
    assert planned.detail["priority"] == {"old": 50, "new": 90}
    assert assigned.actor == "ann"


def test_a_stale_version_is_refused(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.assign_task(engine, task.id, "ann", actor=BOB)

    with pytest.raises(VersionConflict):
        operations.complete_task(engine, task.id, actor=ANN, expected_version=task.version)


def test_an_unknown_task_is_refused(engine: Engine, instance_id: str) -> None:
    with pytest.raises(NotFound):
        operations.complete_task(engine, f"{instance_id}-99", actor=ANN)
    with pytest.raises(NotFound):
        operations.complete_task(engine, "nothing", actor=ANN)


def test_a_withdrawn_task_says_so(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.modify_instance(
        engine, instance_id, token=task.token, to_element="check", actor=BOB, reason="wrong step"
    )

    with pytest.raises(TaskNoLongerOpen):
        operations.complete_task(engine, task.id, actor=ANN)


def test_a_suspended_case_accepts_nothing_until_it_is_resumed(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.suspend_instance(engine, instance_id, actor=BOB, reason="customer is away")

    with pytest.raises(InstanceSuspended):
        operations.complete_task(engine, task.id, actor=ANN)

    operations.resume_instance(engine, instance_id, actor=BOB)
    operations.complete_task(engine, task.id, actor=ANN)
    assert only_task(engine, instance_id).element_id == "check"


def test_a_repeated_request_is_done_once_and_answered_again(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)

    def complete() -> str:
        return operations.complete_task(engine, task.id, actor=ANN).id

    first = operations.once("key-1", "complete", b"body", complete)
    again = operations.once("key-1", "complete", b"body", complete)

    assert first == again == task.id
    with pytest.raises(KeyReused):
        operations.once("key-1", "complete", b"another body", complete)


def test_a_repeated_request_that_ended_the_case_is_answered_again(engine: Engine, instance_id: str) -> None:
    operations.complete_task(engine, only_task(engine, instance_id).id, actor=ANN)
    task = only_task(engine, instance_id)

    def complete() -> str:
        return operations.complete_task(engine, task.id, actor=ANN).id

    assert operations.once("k", "complete", b"", complete) == operations.once("k", "complete", b"", complete)
    with pytest.raises(InstanceEnded):
        operations.once("other", "complete", b"", complete)


def test_a_repeated_start_starts_once(engine: Engine) -> None:
    deploy(engine, ONE_TASK)

    def start() -> str:
        return operations.start_instance(engine, "p", actor=ANN).id

    assert operations.once("k", "start", b"", start) == operations.once("k", "start", b"", start)


def test_drafts_belong_to_their_author_and_end_with_the_task(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)
    operations.save_draft(engine, task.id, {"note": "half"}, actor=ANN)

    mine, others = queries.draft(engine, task.id, "ann"), queries.draft(engine, task.id, "bob")

    assert mine is not None
    assert json.loads(mine.data) == {"note": "half"}
    assert others is None
    operations.complete_task(engine, task.id, actor=ANN)
    assert queries.draft(engine, task.id, "ann") is None


def test_a_cancelled_case_ends_with_its_tasks(engine: Engine, instance_id: str) -> None:
    task = only_task(engine, instance_id)

    operations.cancel_instance(engine, instance_id, actor=BOB, reason="bought a new one")

    assert queries.instance(engine, instance_id).state is InstanceState.CANCELLED
    assert queries.task(engine, task.id).state is TaskState.CANCELLED
    assert queries.verify_history(engine, instance_id) is None


def test_the_cache_is_no_part_of_the_state(engine: Engine, instance_id: str) -> None:
    operations.complete_task(engine, only_task(engine, instance_id).id, actor=ANN, variables={"n": 1})
    engine.live.clear()

    operations.complete_task(engine, only_task(engine, instance_id).id, actor=ANN, variables={"n": 2})

    ended = queries.instance(engine, instance_id)
    assert ended.state is InstanceState.COMPLETED
    assert replace(ended, version=0) != ended
    assert queries.variables(engine, instance_id) == {"n": 2}
