from collections.abc import Mapping
from datetime import timedelta

from engine import operations, queries
from engine.bootstrap import Engine
from engine.model.incident import IncidentKind
from engine.model.query import Paging, RowQuery
from engine.ports.connector import Call, ConnectorError, Outcome
from tests.engine.operations.conftest import ANN, Told, deploy, only_task, open_tasks
from tests.engine.operations.models import calls, flow, model, service

ALL = Paging()


def fail(_call: Call) -> Mapping[str, object]:
    raise OSError("the other side does not answer")


def test_a_local_connector_works_in_the_same_transaction(engine: Engine, local: Told) -> None:
    deploy(engine, calls("case.note"))

    case = operations.start_instance(engine, "p", actor=ANN)

    assert only_task(engine, case.id).element_id == "after"
    assert queries.variables(engine, case.id) == {"noted": True}
    assert local.calls[0].transaction is not None


def test_a_local_connector_may_name_the_case(engine: Engine, local: Told) -> None:
    local.answer = lambda _call: Outcome({"caseNumber": "WX-1"}, business_key="WX-1", subject="customer-7")
    deploy(engine, calls("case.note"))

    case = operations.start_instance(engine, "p", actor=ANN)

    assert queries.instance(engine, case.id).business_key == "WX-1"
    assert queries.instance(engine, case.id).subject == "customer-7"
    assert only_task(engine, case.id).business_key == "WX-1"


def test_a_remote_connector_runs_between_transactions(engine: Engine, remote: Told) -> None:
    deploy(engine, calls("mail.send"))
    case = operations.start_instance(engine, "p", actor=ANN)
    before = open_tasks(engine, case.id)

    operations.run_due(engine)

    assert before == []
    assert only_task(engine, case.id).element_id == "after"
    assert remote.calls[0].transaction is None
    assert queries.jobs(engine, RowQuery(), ALL).items == ()


def test_a_failing_job_is_retried_with_the_same_key_and_growing_pauses(engine: Engine, remote: Told) -> None:
    remote.answer = fail
    deploy(engine, calls("mail.send", retries=3))
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.run_due(engine)
    operations.advance_clock(engine, timedelta(seconds=10))
    remote.answer = lambda _call: {}
    operations.advance_clock(engine, timedelta(seconds=40))

    assert only_task(engine, case.id).element_id == "after"
    assert len({call.job_id for call in remote.calls}) == 1
    assert [call.attempt for call in remote.calls] == [1, 2, 3]


def test_a_job_that_fails_for_ever_becomes_an_incident_that_a_person_mends(
    engine: Engine, remote: Told
) -> None:
    remote.answer = fail
    deploy(engine, calls("mail.send", retries=2))
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.advance_clock(engine, timedelta(days=1))
    (incident,) = queries.incidents(engine, RowQuery(is_open=True), ALL).items
    tried = len(remote.calls)
    remote.answer = lambda _call: {}
    operations.retry_incident(engine, incident.id, actor=ANN)
    operations.run_due(engine)

    assert tried == 2
    assert incident.kind is IncidentKind.JOB
    assert "does not answer" in incident.message
    assert only_task(engine, case.id).element_id == "after"
    assert queries.incidents(engine, RowQuery(is_open=True), ALL).items == ()
    assert queries.instance(engine, case.id).incidents == 0


def test_an_incident_can_be_resolved_by_hand(engine: Engine, remote: Told) -> None:
    remote.answer = fail
    deploy(engine, calls("mail.send", retries=1))
    case = operations.start_instance(engine, "p", actor=ANN)
    operations.run_due(engine)
    (incident,) = queries.incidents(engine, RowQuery(is_open=True), ALL).items

    operations.resolve_incident(
        engine, incident.id, actor=ANN, reason="told by telephone", variables={"sent": "by phone"}
    )

    assert only_task(engine, case.id).element_id == "after"
    assert queries.variables(engine, case.id) == {"sent": "by phone"}
    assert queries.jobs(engine, RowQuery(), ALL).items == ()


def test_a_failing_local_connector_is_undone_and_tried_again(engine: Engine, local: Told) -> None:
    local.answer = fail
    deploy(engine, calls("case.note"))
    case = operations.start_instance(engine, "p", actor=ANN)
    before = open_tasks(engine, case.id)

    local.answer = lambda _call: {"noted": 2}
    operations.advance_clock(engine, timedelta(seconds=10))

    assert before == []
    assert queries.variables(engine, case.id) == {"noted": 2}


def test_a_connector_s_error_is_caught_by_the_model(engine: Engine, remote: Told) -> None:
    def refuse(_call: Call) -> Mapping[str, object]:
        raise ConnectorError("REFUSED", "no such address", {"why": "address"})

    remote.answer = refuse
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"/>'
            + service("call", "mail.send")
            + '<bpmn:boundaryEvent id="refused" attachedToRef="call">'
            '<bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent>'
            '<bpmn:userTask id="by_hand"/><bpmn:endEvent id="done"/>'
            + flow("begin", "call")
            + flow("call", "done")
            + flow("refused", "by_hand")
            + '<bpmn:endEvent id="done_by_hand"/>'
            + flow("by_hand", "done_by_hand"),
            outside='<bpmn:error id="e" name="refused" errorCode="REFUSED"/>',
        ),
    )
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.run_due(engine)

    assert only_task(engine, case.id).element_id == "by_hand"
    assert queries.variables(engine, case.id) == {"why": "address"}


def test_the_jobs_of_a_cancelled_case_are_gone(engine: Engine, remote: Told) -> None:
    deploy(engine, calls("mail.send"))
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.cancel_instance(engine, case.id, actor=ANN, reason="never mind")
    operations.run_due(engine)

    assert remote.calls == []
    assert queries.jobs(engine, RowQuery(), ALL).items == ()
