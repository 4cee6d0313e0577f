from datetime import timedelta
from functools import partial

import pytest

from engine import operations, queries
from engine.bootstrap import Engine
from engine.model.query import InstanceQuery, Paging, RowQuery
from engine.operations.errors import MessageAmbiguous
from engine.ports.connector import Call, Outcome
from tests.engine.operations.conftest import ANN, Told, deploy, only_task, open_tasks
from tests.engine.operations.models import WAITS_FOR_PARCEL, flow, model, service

ALL = Paging()


def send(engine: Engine, key: str | None = None, **more: object) -> operations.MessageOutcome:
    return operations.publish_message(
        engine,
        "parcel",
        actor=ANN,
        correlation_key=key,
        **more,  # type: ignore[arg-type]  # as named
    )


def _give(outcome: Outcome, _call: Call) -> Outcome:
    return outcome


def test_a_message_reaches_the_case_with_its_key(engine: Engine) -> None:
    deploy(engine, WAITS_FOR_PARCEL)
    one, two = (
        operations.start_instance(engine, "p", actor=ANN, variables={"number": n}) for n in ("SF1", "SF2")
    )

    outcome = send(engine, "SF2", variables={"weight": 3})

    assert (outcome.kind, outcome.instance_id) == ("delivered", two.id)
    assert only_task(engine, two.id).element_id == "unpack"
    assert queries.variables(engine, two.id)["weight"] == 3
    assert open_tasks(engine, one.id) == []


def test_a_message_that_correlates_to_nothing_waits_and_then_expires(engine: Engine) -> None:
    deploy(engine, WAITS_FOR_PARCEL)

    outcome = send(engine, "SF9", time_to_live=timedelta(minutes=5))
    waiting = queries.buffered_messages(engine, RowQuery(), ALL).items
    operations.advance_clock(engine, timedelta(minutes=6))
    case = operations.start_instance(engine, "p", actor=ANN, variables={"number": "SF9"})

    assert outcome.kind == "buffered"
    assert len(waiting) == 1
    assert open_tasks(engine, case.id) == []


def test_a_message_that_comes_too_early_is_delivered_when_somebody_waits(engine: Engine) -> None:
    deploy(engine, WAITS_FOR_PARCEL)
    send(engine, "SF1", variables={"weight": 5})

    case = operations.start_instance(engine, "p", actor=ANN, variables={"number": "SF1"})

    assert only_task(engine, case.id).element_id == "unpack"
    assert queries.variables(engine, case.id)["weight"] == 5


def test_the_same_message_is_taken_once(engine: Engine) -> None:
    deploy(engine, WAITS_FOR_PARCEL)
    operations.start_instance(engine, "p", actor=ANN, variables={"number": "SF1"})

    first, again = (send(engine, "SF1", message_id="m-1") for _ in range(2))

    assert (first.kind, again.kind) == ("delivered", "duplicate")


def test_a_message_without_key_goes_to_the_only_one_that_waits(engine: Engine) -> None:
    deploy(engine, WAITS_FOR_PARCEL)
    case = operations.start_instance(engine, "p", actor=ANN, variables={"number": "SF1"})

    assert send(engine).instance_id == case.id


def test_several_waiting_are_told_apart_by_business_key_or_refused(engine: Engine) -> None:
    deploy(engine, WAITS_FOR_PARCEL)
    for key in ("WX-1", "WX-2"):
        operations.start_instance(engine, "p", actor=ANN, variables={"number": key}, business_key=key)

    with pytest.raises(MessageAmbiguous):
        send(engine)
    outcome = send(engine, business_key="WX-2")

    assert outcome.kind == "delivered"
    assert queries.instance(engine, outcome.instance_id or "").business_key == "WX-2"


def test_a_message_for_another_case_is_not_given_to_the_only_one_that_waits(engine: Engine) -> None:
    deploy(engine, WAITS_FOR_PARCEL)
    case = operations.start_instance(engine, "p", actor=ANN, variables={"number": "SF1"}, business_key="WX-1")

    outcome = send(engine, business_key="WX-2")

    assert outcome.kind == "buffered"
    assert open_tasks(engine, case.id) == []


def test_a_message_for_a_case_that_does_not_wait_yet_is_kept_for_it_alone(engine: Engine) -> None:
    deploy(engine, WAITS_FOR_PARCEL)
    send(engine, business_key="WX-2")

    one, two = (
        operations.start_instance(engine, "p", actor=ANN, variables={"number": key}, business_key=key)
        for key in ("WX-1", "WX-2")
    )

    assert open_tasks(engine, one.id) == []
    assert only_task(engine, two.id).element_id == "unpack"


def test_a_message_for_a_case_starts_it_even_if_another_waits(engine: Engine) -> None:
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>'
            '<bpmn:intermediateCatchEvent id="arrival"><bpmn:messageEventDefinition messageRef="m"/>'
            '</bpmn:intermediateCatchEvent><bpmn:userTask id="work"/>'
            + flow("begin", "arrival")
            + flow("arrival", "work"),
            outside='<bpmn:message id="m" name="parcel"/>',
        ),
    )

    first, second, third = (send(engine, business_key=key) for key in ("WX-1", "WX-2", "WX-1"))

    assert (first.kind, second.kind, third.kind) == ("started", "started", "delivered")
    assert third.instance_id == first.instance_id


def test_who_waited_before_the_case_got_its_number_is_found_by_it(engine: Engine, local: Told) -> None:
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"/><bpmn:parallelGateway id="fork"/>'
            '<bpmn:intermediateCatchEvent id="arrival"><bpmn:messageEventDefinition messageRef="m"/>'
            '</bpmn:intermediateCatchEvent><bpmn:userTask id="unpack"/><bpmn:userTask id="register"/>'
            + service("open_case", "case.note")
            + "".join(
                flow(*ends)
                for ends in [
                    ("begin", "fork"),
                    ("fork", "arrival"),
                    ("arrival", "unpack"),
                    ("fork", "register"),
                    ("register", "open_case"),
                ]
            ),
            outside='<bpmn:message id="m" name="parcel"/>',
        ),
    )
    one, two = (operations.start_instance(engine, "p", actor=ANN) for _ in range(2))
    for outcome, case in ((Outcome({}, business_key="WX-1"), one), (Outcome({}, business_key="WX-2"), two)):
        local.answer = partial(_give, outcome)
        operations.complete_task(engine, only_task(engine, case.id).id, actor=ANN)

    for_nobody = send(engine, business_key="WX-3")
    sent = send(engine, business_key="WX-2")

    assert for_nobody.kind == "buffered"
    assert (sent.kind, sent.instance_id) == ("delivered", two.id)


def test_a_message_starts_a_process(engine: Engine) -> None:
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>'
            '<bpmn:userTask id="work"/><bpmn:endEvent id="done"/>'
            + flow("begin", "work")
            + flow("work", "done"),
            outside='<bpmn:message id="m" name="parcel"/>',
        ),
    )

    outcome = send(engine, "SF7", variables={"weight": 1})

    assert outcome.kind == "started"
    assert only_task(engine, outcome.instance_id or "").element_id == "work"
    assert queries.instance(engine, outcome.instance_id or "").business_key == "SF7"


def test_one_case_tells_another(engine: Engine) -> None:
    message = (
        '<bpmn:message id="m" name="parcel"><bpmn:extensionElements>'
        '<zeebe:subscription correlationKey="=number"/></bpmn:extensionElements></bpmn:message>'
    )
    deploy(
        engine,
        WAITS_FOR_PARCEL,
        model(
            '<bpmn:startEvent id="begin"/><bpmn:sendTask id="tell" messageRef="m"/><bpmn:endEvent id="done"/>'
            + flow("begin", "tell")
            + flow("tell", "done"),
            key="teller",
            outside=message,
        ),
    )
    case = operations.start_instance(engine, "p", actor=ANN, variables={"number": "SF1"})

    operations.start_instance(engine, "teller", actor=ANN, variables={"number": "SF1"})

    assert only_task(engine, case.id).element_id == "unpack"
    assert queries.jobs(engine, RowQuery(), ALL).items == ()


def test_a_signal_reaches_everybody_who_waits(engine: Engine) -> None:
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"/><bpmn:intermediateCatchEvent id="hear">'
            '<bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateCatchEvent>'
            '<bpmn:endEvent id="done"/>' + flow("begin", "hear") + flow("hear", "done"),
            outside='<bpmn:signal id="s" name="recall"/>',
        ),
    )
    for _ in range(3):
        operations.start_instance(engine, "p", actor=ANN)

    reached = operations.broadcast_signal(engine, "recall", actor=ANN)

    assert reached == 3
    assert all(i.ended_in == "done" for i in queries.instances(engine, InstanceQuery(), ALL).items)
