"""What no single model shows: several instances, versions, limits, refused input."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from engine.bootstrap import assemble
from engine.bpmn.execution.case import MOVES_PER_OPERATION
from engine.bpmn.execution.errors import ElementUnknown, NoBeginning, TokenGone
from engine.clock import VirtualClock
from engine.errors import NotFound
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery, Paging, TaskQuery
from engine.operations.deploy import deploy
from engine.operations.message import broadcast_signal, publish_message
from engine.operations.start import start_instance
from engine.operations.task import complete_task
from engine.ports.engine import Engine
from engine.ports.runtime import ValueRefused
from engine.queries.instance import variables
from engine.storage import open_store
from tests.engine.bpmn.execution.players import LI
from tests.engine.bpmn.execution.scenario import source, world
from tests.engine.bpmn.execution.surroundings import BEGAN_AT, Alone, World


@pytest.fixture
def engine(sqlite_database: str) -> Iterator[Engine]:
    store = open_store(sqlite_database, master_key=b"k" * 32)
    yield assemble(store, VirtualClock(BEGAN_AT))
    store.close()


def deployed(engine: Engine, *models: str) -> None:
    deploy(engine, {f"{model}.bpmn": source(model) for model in models}, actor=LI)


def instances(engine: Engine) -> dict[str, Instance]:
    with engine.store.read() as reader:
        return {i.id: i for i in reader.instances(InstanceQuery(), Paging()).items}


def begun(model: str, given: Mapping[str, object] | None = None, *, reloads: bool = True) -> Alone:
    alone = Alone(world(model), "p", reloads=reloads)
    step = alone.step()
    alone.live.start(step, given or {})
    alone.keep(step)
    return alone


# --- several instances


def test_a_signal_reaches_every_waiting_instance_and_nobody_else(engine: Engine) -> None:
    deployed(engine, "boundary/several")
    first, second = (start_instance(engine, "p", actor=LI, variables={"id": n, "x": 0}).id for n in "12")

    broadcast_signal(engine, "stop", actor=LI, variables={"why": "recall"})
    third = start_instance(engine, "p", actor=LI, variables={"id": "3", "x": 0}).id

    found = instances(engine)
    assert [found[i].state for i in (first, second, third)] == [
        InstanceState.COMPLETED,
        InstanceState.COMPLETED,
        InstanceState.ACTIVE,
    ]
    assert found[first].ended_in == "g"
    assert variables(engine, first)["why"] == "recall"


def test_a_thrown_signal_reaches_other_instances_without_the_throwers_case_data(engine: Engine) -> None:
    deployed(engine, "event/signal_mapping")
    waiting, thrower = (start_instance(engine, "p", actor=LI, variables={"x": n}).id for n in (1, 5))

    complete_task(engine, next(iter(open_tasks(engine, thrower))), actor=LI, variables={})

    assert variables(engine, waiting) == {"x": Decimal(1), "got": Decimal(6)}


def test_a_signal_and_a_message_start_a_process(engine: Engine) -> None:
    deployed(engine, "event/start_several")

    broadcast_signal(engine, "recall", actor=LI, variables={"n": Decimal(2)})
    outcome = publish_message(engine, "order", actor=LI, variables={"n": Decimal(1)})

    found = {variables(engine, i)["n"] for i in instances(engine)}
    assert (outcome.kind, found) == ("started", {Decimal(1), Decimal(2)})


def test_a_message_starts_with_the_mappings_of_its_start_event(engine: Engine) -> None:
    deployed(engine, "event/start_message_mapping")

    publish_message(engine, "order", actor=LI, variables={"price": Decimal(4)})

    (only,) = instances(engine)
    assert variables(engine, only) == {"total": Decimal(8)}


def test_a_buffered_message_reaches_who_waits_later(engine: Engine) -> None:
    deployed(engine, "event/catch_message")
    publish_message(engine, "m", actor=LI, correlation_key="k", variables={"n": Decimal(3)})

    instance = start_instance(engine, "p", actor=LI, variables={"id": "k"}).id

    assert variables(engine, instance)["got"] == Decimal(3)


def open_tasks(engine: Engine, instance: str) -> dict[str, str]:
    with engine.store.read() as reader:
        found = reader.tasks(TaskQuery(instance_id=instance), Paging()).items
    return {task.id: task.element_id for task in found}


@pytest.mark.parametrize(
    ("binding", "element"),
    [("latest", "newer"), ("deployment", "older"), ('versionTag" versionTag="old', "older")],
)
def test_a_call_activity_is_bound_to_a_version(engine: Engine, binding: str, element: str) -> None:
    caller = _process("p", f'<callActivity id="c"><extensionElements><zeebe:calledElement processId="q" '
                      f'bindingType="{binding}"/></extensionElements></callActivity>')  # fmt: skip
    older = _process("q", '<userTask id="older"/>', tag="old")
    deploy(engine, {"p.bpmn": caller, "q.bpmn": older}, actor=LI)
    deploy(engine, {"q.bpmn": _process("q", '<userTask id="newer"/>', tag="new")}, actor=LI)

    instance = start_instance(engine, "p", actor=LI).id

    assert set(open_tasks(engine, instance).values()) == {element}


def _process(key: str, node: str, tag: str = "") -> bytes:
    element = node.split('"')[1]
    version = f'<extensionElements><zeebe:versionTag value="{tag}"/></extensionElements>' if tag else ""
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://example.com/traces">'
        f'<process id="{key}" isExecutable="true">{version}<startEvent id="s"/>{node}<endEvent id="e"/>'
        f'<sequenceFlow id="f1" sourceRef="s" targetRef="{element}"/>'
        f'<sequenceFlow id="f2" sourceRef="{element}" targetRef="e"/></process></definitions>'
    ).encode()


# --- limits


def test_a_process_that_calls_itself_without_end_is_an_incident() -> None:
    alone = begun("scope/call_activity_recursion", {"n": Decimal(1000)}, reloads=False)

    (incident,) = alone.rows.incidents.values()
    assert "deeper than" in incident.message
    step = alone.step()
    alone.live.cancel(step)
    alone.keep(step)
    assert alone.rows.are_empty()


def test_a_circle_that_never_waits_is_an_incident_and_can_be_left() -> None:
    alone = begun("operator/stopped_circle", {"on": True}, reloads=False)
    (incident,) = alone.rows.incidents.values()
    assert str(MOVES_PER_OPERATION) in incident.message

    alone.reloads = True
    live, step = alone.live, alone.step()
    live.set_variables(step, {"on": False})
    live.retry(step, incident.token or 0)
    alone.keep(step)

    assert alone.instance.state is InstanceState.COMPLETED
    assert alone.rows.are_empty()


def test_too_many_instances_are_an_incident() -> None:
    alone = begun("multi/cardinality", {"n": Decimal(10_001)})

    (incident,) = alone.rows.incidents.values()
    assert "10001 instances" in incident.message


def test_a_thousand_instances_are_none() -> None:
    alone = begun("multi/cardinality", {"n": Decimal(1000)}, reloads=False)

    assert alone.instance.state is InstanceState.COMPLETED


# --- input


def test_a_process_without_a_blank_start_is_not_started_by_hand() -> None:
    alone = Alone(world("event/start_message_mapping"), "p")

    with pytest.raises(NoBeginning):
        alone.live.start(alone.step(), {})


def test_a_value_that_cannot_be_kept_is_refused_and_nothing_has_happened() -> None:
    alone = begun("event/start_blank")
    task = next(iter(alone.rows.tasks.values()))

    with pytest.raises(ValueRefused):
        alone.live.complete(alone.step(), task.token, {"good": Decimal(1), "bad": object()})

    live, step = alone.live, alone.step()
    live.complete(step, task.token, {})
    alone.keep(step)
    assert dict(live.variables()) == {}


def test_what_no_longer_waits_is_refused() -> None:
    alone = begun("event/start_blank")

    with pytest.raises(TokenGone):
        alone.live.complete(alone.step(), 99, {})


def test_variables_are_set_in_a_scope_that_is_there() -> None:
    alone = begun("multi/parallel_user", {"items": [Decimal(1)]})
    inner = next(iter(alone.rows.tasks.values())).token
    live, step = alone.live, alone.step()
    live.set_variables(step, {"half": Decimal(7)}, scope=inner)
    alone.keep(step)

    assert alone.live.variables(inner)["half"] == Decimal(7)
    assert "half" not in alone.live.variables()
    for scope in (99, -2):
        with pytest.raises(NotFound):
            alone.live.set_variables(alone.step(), {"x": None}, scope=scope)


@pytest.mark.parametrize("target", ["b", "elsewhere", "remind_me"])
def test_a_token_is_moved_within_its_scope_only(target: str) -> None:
    alone = begun("boundary/timer")
    task = next(iter(alone.rows.tasks.values()))

    with pytest.raises(ElementUnknown):
        alone.live.move(alone.step(), task.token, target)


def test_every_kind_of_value_survives_saving() -> None:
    given = {
        "number": Decimal("1.10"),
        "day": date(2026, 2, 28),
        "moment": datetime(2026, 2, 28, 8, 0, tzinfo=UTC),
        "span": timedelta(hours=1),
        "text": "安心",
        "nothing": None,
        "nested": [{"a": [True, Decimal(2)]}],
    }

    alone = begun("event/start_blank", given)

    assert dict(alone.live.variables()) == given


# --- jobs and decisions


def test_a_job_that_failed_for_good_is_tried_again_or_done_by_hand() -> None:
    alone = begun("boundary/error_from_service")
    job = next(iter(alone.rows.jobs.values()))
    live, step = alone.live, alone.step()
    live.raise_incident(step, job.token or 0, "connection refused", job_id=job.id)
    alone.keep(step)
    assert [i.job_id for i in alone.rows.incidents.values()] == [job.id]

    live, step = alone.live, alone.step()
    live.retry(step, job.token or 0)
    alone.keep(step)
    assert not alone.rows.incidents
    assert list(alone.rows.jobs) == [job.id]

    live, step = alone.live, alone.step()
    live.complete(step, job.token or 0, {})
    alone.keep(step)
    assert alone.instance.state is InstanceState.COMPLETED


def test_a_decision_that_is_missing_is_an_incident_until_it_is_there() -> None:
    deployed_world = World(world("task/decision").processes)
    alone = Alone(deployed_world, "p", reloads=True)
    step = alone.step()
    alone.live.start(step, {})
    alone.keep(step)
    (incident,) = alone.rows.incidents.values()
    deployed_world.decisions = {"fee": Decimal(9)}

    live, step = alone.live, alone.step()
    live.retry(step, incident.token or 0)
    alone.keep(step)

    assert dict(live.variables()) == {"charged": Decimal(9)}
    assert alone.instance.ended_in == "e"
