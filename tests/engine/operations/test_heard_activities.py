"""Which activities listeners are called for, and how often."""

from datetime import timedelta

import pytest

from engine import operations, queries
from engine.bootstrap import Engine
from engine.model.query import Paging, RowQuery
from engine.ports.connector import Call
from tests.engine.operations.conftest import ANN, Told, deploy, only_task, open_tasks
from tests.engine.operations.models import flow, heard, model

BEGIN, DONE = '<bpmn:startEvent id="begin"/>', '<bpmn:endEvent id="done"/>'
BOTH = (("start", "case.note"), ("end", "case.note"))
INSIDE = '<bpmn:startEvent id="i"/><bpmn:userTask id="inner"/><bpmn:endEvent id="j"/>'
SUB_PROCESS = INSIDE + flow("i", "inner") + flow("inner", "j")
MESSAGE = (
    '<bpmn:message id="m" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=1"/>'
    "</bpmn:extensionElements></bpmn:message>"
)
OVER = (
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>"
    '<zeebe:loopCharacteristics inputCollection="=days" inputElement="day"/></bpmn:extensionElements>'
    "</bpmn:multiInstanceLoopCharacteristics>"
)


def one(activity: str, *, outside: str = "") -> bytes:
    return model(BEGIN + activity + DONE + flow("begin", "a") + flow("a", "done"), outside=outside)


def events(local: Told) -> list[str]:
    return [call.job_id.split("-")[2] for call in local.calls]


QUICK = {
    "task": heard("task", "a", *BOTH),
    "manual task": heard("manualTask", "a", *BOTH),
    "script": heard("scriptTask", "a", *BOTH, inside='<zeebe:script expression="=1" resultVariable="n"/>'),
    "service": heard("serviceTask", "a", *BOTH, inside='<zeebe:taskDefinition type="mail.send"/>'),
    "send": heard("sendTask", "a", *BOTH, attributes='messageRef="m"'),
    "sub-process": heard("subProcess", "a", *BOTH, body='<bpmn:startEvent id="only"/>'),
}


@pytest.mark.parametrize("kind", QUICK)
def test_listeners_hear_every_kind_of_activity(engine: Engine, local: Told, kind: str) -> None:
    deploy(engine, one(QUICK[kind], outside=MESSAGE))
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.run_due(engine)

    assert events(local) == ["start", "end"]
    assert queries.instance(engine, case.id).ended_in == "done"


def test_a_called_process_is_heard_before_and_after(engine: Engine, local: Told) -> None:
    calling = heard("callActivity", "a", *BOTH, inside='<zeebe:calledElement processId="q"/>')
    deploy(engine, one(calling), model(SUB_PROCESS, key="q"))
    case = operations.start_instance(engine, "p", actor=ANN)

    before = events(local)
    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN, variables={"paid": 1})

    assert before == ["start"]
    assert events(local) == ["start", "end"]
    assert local.calls[1].variables == {"noted": True, "paid": 1}


def test_a_sub_process_is_heard_with_its_own_variables(engine: Engine, local: Told) -> None:
    mapping = '<zeebe:ioMapping><zeebe:input source="=1" target="mine"/></zeebe:ioMapping>'
    deploy(engine, one(heard("subProcess", "a", *BOTH, inside=mapping, body=SUB_PROCESS)))
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN)

    assert [call.variables["mine"] for call in local.calls] == [1, 1]
    assert queries.variables(engine, case.id) == {"noted": True}


def test_a_received_message_is_heard(engine: Engine, local: Told) -> None:
    receive = heard("receiveTask", "a", *BOTH, attributes='messageRef="m"')
    deploy(engine, one(receive, outside=MESSAGE))
    case = operations.start_instance(engine, "p", actor=ANN)

    before = events(local)
    operations.publish_message(engine, "paid", actor=ANN, correlation_key="1", variables={"sum": 3})

    assert before == ["start"]
    assert local.calls[1].variables["sum"] == 3
    assert queries.instance(engine, case.id).ended_in == "done"


def test_every_instance_of_several_is_heard_for_itself(engine: Engine, local: Told) -> None:
    deploy(engine, one(heard("userTask", "a", *BOTH, body=OVER)))
    case = operations.start_instance(engine, "p", actor=ANN, variables={"days": ["mon", "tue"]})

    for task in open_tasks(engine, case.id):
        operations.complete_task(engine, task.id, actor=ANN)

    assert [call.variables["day"] for call in local.calls] == ["mon", "tue", "mon", "tue"]
    assert len({call.job_id for call in local.calls}) == 4
    assert queries.instance(engine, case.id).ended_in == "done"


def test_each_visit_of_an_element_has_keys_of_its_own(engine: Engine, local: Told) -> None:
    deploy(
        engine,
        model(
            BEGIN
            + heard("userTask", "a", *BOTH)
            + '<bpmn:exclusiveGateway id="again" default="again_to_done"/>'
            + DONE
            + flow("begin", "a")
            + flow("a", "again")
            + flow("again", "a", "again")
            + flow("again", "done")
        ),
    )
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN, variables={"again": True})
    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN, variables={"again": False})

    assert events(local) == ["start", "end", "start", "end"]
    assert len({call.job_id for call in local.calls}) == 4


def test_a_cancelled_case_forgets_its_listeners(engine: Engine, local: Told) -> None:
    def fail(_call: Call) -> dict[str, object]:
        raise OSError

    local.answer = fail
    deploy(engine, one(heard("userTask", "a", *BOTH)))
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.cancel_instance(engine, case.id, actor=ANN, reason="never mind")
    operations.advance_clock(engine, timedelta(hours=1))

    assert len(local.calls) == 1
    assert queries.jobs(engine, RowQuery(), Paging()).items == ()


def test_what_listeners_have_done_is_not_done_twice(engine: Engine, local: Told) -> None:
    flows = flow("begin", "a") + flow("a", "done", "paid")
    deploy(engine, model(BEGIN + heard("userTask", "a", *BOTH) + DONE + flows))
    case = operations.start_instance(engine, "p", actor=ANN)
    operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN)
    (incident,) = queries.incidents(engine, RowQuery(is_open=True), Paging()).items

    operations.retry_incident(engine, incident.id, actor=ANN, variables={"paid": True})

    assert events(local) == ["start", "end"]
    assert queries.instance(engine, case.id).ended_in == "done"
