"""Execution listeners: local connectors called in the step that starts or ends an activity."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from engine import operations, queries
from engine.bootstrap import Engine, assemble
from engine.clock import VirtualClock
from engine.errors import EngineError
from engine.model.history import EventKind
from engine.model.query import EventQuery, Paging, RowQuery
from engine.ports.connector import Call, ConnectorError, Outcome
from engine.ports.store import Store
from tests.engine.operations.conftest import ANN, BOB, Told, deploy, only_task, open_tasks
from tests.engine.operations.models import flow, heard, model, timer_catch

ALL = Paging(limit=500)
BEGIN, DONE = '<bpmn:startEvent id="begin"/>', '<bpmn:endEvent id="done"/>'
BOOK = ("end", "case.note")


class VisitRefused(EngineError):
    """The visit cannot be booked."""

    zh = "无法预约上门。"


def refuse(_call: Call) -> Mapping[str, object]:
    raise VisitRefused("No technician is free.")


def one(*listeners: tuple[str, str], inside: str = "", after: str = "") -> bytes:
    """Return a process with one user task that is listened to, and another behind it."""
    task = heard("userTask", "visit", *listeners, inside=inside)
    chain = flow("begin", "visit") + flow("visit", "pay") + flow("pay", "done")
    return model(BEGIN + task + '<bpmn:userTask id="pay"/>' + DONE + chain + after)


def noting(told: list[Call]) -> Callable[[Call], Mapping[str, object]]:
    """Return an answer that keeps the calls and counts them."""

    def answer(call: Call) -> Mapping[str, object]:
        told.append(call)
        return {"noted": len(told)}

    return answer


def test_a_start_listener_works_before_the_task_is_there(engine: Engine, local: Told) -> None:
    local.answer = lambda _call: Outcome({"desk": "north"}, business_key="WX-1")
    mapping = '<zeebe:assignmentDefinition candidateGroups="=[desk]"/>'
    deploy(engine, one(("start", "case.note"), inside=mapping))

    case = operations.start_instance(engine, "p", actor=ANN)

    task = only_task(engine, case.id)
    assert (task.candidate_groups, task.business_key) == (("north",), "WX-1")
    assert task.id == f"{case.id}-{task.token}"
    assert local.calls[0].transaction is not None


def test_an_end_listener_sees_the_form_s_values_and_writes_before_the_token_leaves(
    engine: Engine, local: Told
) -> None:
    headers = '<zeebe:taskHeaders><zeebe:header key="kind" value="on site"/></zeebe:taskHeaders>'
    deploy(engine, one(BOOK, inside=headers))
    case = operations.start_instance(engine, "p", actor=ANN, variables={"demand": "repair"})

    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN, variables={"day": "Monday"})

    assert only_task(engine, case.id).element_id == "pay"
    (call,) = local.calls
    assert call.variables == {"demand": "repair", "day": "Monday"}
    assert (call.headers, call.element_id, call.actor) == ({"kind": "on site"}, "visit", "ann")
    assert queries.variables(engine, case.id)["noted"] is True


def test_an_end_listener_is_called_after_the_outputs_and_writes_outside(engine: Engine, local: Told) -> None:
    mapping = '<zeebe:ioMapping><zeebe:output source="=given + 1" target="kept"/></zeebe:ioMapping>'
    deploy(engine, one(BOOK, inside=mapping))
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN, variables={"given": 1})

    assert local.calls[0].variables == {"given": 1, "kept": 2}
    assert queries.variables(engine, case.id) == {"kept": 2, "noted": True}


def test_several_listeners_are_called_in_their_order_with_keys_of_their_own(
    engine: Engine, local: Told
) -> None:
    told: list[Call] = []
    local.answer = noting(told)
    start = ("start", "case.note")
    deploy(engine, one(BOOK, start, BOOK, start))
    case = operations.start_instance(engine, "p", actor=ANN)

    at_start = len(told)
    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN)

    assert at_start == 2
    assert [call.variables.get("noted") for call in told] == [None, 1, 2, 3]
    assert [call.job_id.split("-", 2)[2] for call in told] == ["start-1", "start-2", "end-3", "end-4"]


def test_the_record_names_listener_element_and_event(engine: Engine) -> None:
    deploy(engine, one(("start", "case.note")))
    case = operations.start_instance(engine, "p", actor=ANN)

    events = queries.events(engine, EventQuery(instance_id=case.id), ALL).items
    made = next(event for event in events if event.kind is EventKind.JOB_CREATED)
    done = next(event for event in events if event.kind is EventKind.JOB_COMPLETED)

    assert made.element_id == "visit"
    assert made.detail["type"] == "case.note"
    assert made.detail["listener"] == "start"
    assert done.detail["job"] == made.detail["job"]


def test_a_refusal_is_that_of_the_person_who_completes_the_task(engine: Engine, local: Told) -> None:
    local.answer = refuse
    deploy(engine, one(BOOK))
    case = operations.start_instance(engine, "p", actor=ANN)
    task = only_task(engine, case.id)
    before = queries.instance(engine, case.id)

    with pytest.raises(VisitRefused):
        operations.complete_task(engine, task.id, actor=ANN, variables={"day": "Monday"})

    assert queries.instance(engine, case.id) == before
    assert only_task(engine, case.id) == task
    assert queries.variables(engine, case.id) == {}
    assert queries.jobs(engine, RowQuery(), ALL).items == ()
    local.answer = lambda _call: {}
    operations.complete_task(engine, task.id, actor=BOB, variables={"day": "Tuesday"})
    assert queries.variables(engine, case.id) == {"day": "Tuesday"}


def test_a_bug_keeps_the_completion_and_is_tried_again(
    engine: Engine, local: Told, store: Store, clock: VirtualClock
) -> None:
    def stumble(_call: Call) -> Mapping[str, object]:
        raise ZeroDivisionError

    local.answer = stumble
    deploy(engine, one(BOOK))
    case = operations.start_instance(engine, "p", actor=ANN)
    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN, variables={"day": "Monday"})
    between = open_tasks(engine, case.id)

    # Another node, which has to load the case, does what this one could not.
    healthy = Told("case.note", is_local=True, answer=lambda _call: {"noted": "late"})
    operations.advance_clock(assemble(store, clock, connectors=[healthy]), timedelta(seconds=10))

    assert between == []
    assert only_task(engine, case.id).element_id == "pay"
    assert healthy.calls[0].job_id == local.calls[0].job_id
    assert (healthy.calls[0].attempt, healthy.calls[0].variables) == (2, {"day": "Monday"})


def test_a_refusal_to_nobody_is_an_incident_that_is_mended(engine: Engine, local: Told) -> None:
    local.answer = refuse
    wait = timer_catch("wait", "timeDuration", "P1D")
    task = heard("userTask", "visit", ("start", "case.note"))
    chain = flow("begin", "wait") + flow("wait", "visit") + flow("visit", "done")
    deploy(engine, model(BEGIN + wait + task + DONE + chain))
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.advance_clock(engine, timedelta(days=2))
    (incident,) = queries.incidents(engine, RowQuery(is_open=True), ALL).items
    tried = len(local.calls)
    local.answer = lambda _call: {"noted": True}
    operations.retry_incident(engine, incident.id, actor=ANN)
    operations.run_due(engine)

    assert (tried, incident.element_id) == (3, "visit")
    assert "No technician is free." in incident.message
    assert only_task(engine, case.id).element_id == "visit"
    assert queries.instance(engine, case.id).incidents == 0


def test_an_incident_of_a_listener_is_passed_by_hand(engine: Engine, local: Told) -> None:
    local.answer = refuse
    deploy(engine, one(("start", "case.note"), BOOK))
    case = operations.start_instance(engine, "p", actor=ANN)
    operations.advance_clock(engine, timedelta(days=1))
    (incident,) = queries.incidents(engine, RowQuery(is_open=True), ALL).items

    operations.resolve_incident(
        engine, incident.id, actor=ANN, reason="told by telephone", variables={"noted": "by phone"}
    )
    by_then = only_task(engine, case.id)
    local.answer = lambda _call: {}
    operations.complete_task(engine, by_then.id, actor=ANN)

    assert by_then.element_id == "visit"
    assert local.calls[-1].job_id.endswith("-end-2")
    assert queries.variables(engine, case.id) == {"noted": "by phone"}


@pytest.mark.parametrize("event", ["start", "end"])
def test_a_listener_s_error_is_caught_at_the_boundary(engine: Engine, local: Told, event: str) -> None:
    def throw(_call: Call) -> Mapping[str, object]:
        raise ConnectorError("FULL", "no day is free", {"why": "full"})

    local.answer = throw
    caught = (
        '<bpmn:boundaryEvent id="full" attachedToRef="visit"><bpmn:errorEventDefinition errorRef="e"/>'
        '</bpmn:boundaryEvent><bpmn:userTask id="call"/><bpmn:endEvent id="called"/>'
        + flow("full", "call")
        + flow("call", "called")
    )
    error = '<bpmn:error id="e" name="full" errorCode="FULL"/>'
    deploy(
        engine,
        one((event, "case.note"), after=caught).replace(b"<bpmn:process", error.encode() + b"<bpmn:process"),
    )
    case = operations.start_instance(engine, "p", actor=ANN)

    if event == "end":
        operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN)

    assert only_task(engine, case.id).element_id == "call"
    assert queries.variables(engine, case.id) == {"why": "full"}


def test_an_error_that_nobody_catches_calls_the_listener_again_and_not_the_person(
    engine: Engine, local: Told
) -> None:
    def throw(_call: Call) -> Mapping[str, object]:
        raise ConnectorError("FULL")

    local.answer = throw
    deploy(engine, one(BOOK))
    case = operations.start_instance(engine, "p", actor=ANN)
    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN)
    (incident,) = queries.incidents(engine, RowQuery(is_open=True), ALL).items

    local.answer = lambda _call: {}
    operations.retry_incident(engine, incident.id, actor=ANN)

    assert only_task(engine, case.id).element_id == "pay"
    assert [call.job_id.split("-", 2)[2] for call in local.calls] == ["end-1", "end-2"]
