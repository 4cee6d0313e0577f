from datetime import timedelta

import pytest

from engine import operations, queries
from engine.bootstrap import Engine
from engine.clock import SystemClock, VirtualClock
from engine.model.query import InstanceQuery, Paging, RowQuery
from engine.operations.errors import ClockNotVirtual
from tests.engine.operations.conftest import ANN, deploy, only_task, open_tasks
from tests.engine.operations.models import WAITS_A_DAY, flow, model, timer_catch


def test_a_timer_fires_at_its_moment_and_not_before(engine: Engine) -> None:
    deploy(engine, WAITS_A_DAY)
    case = operations.start_instance(engine, "p", actor=ANN, variables={"lasts": "P1D"})

    operations.advance_clock(engine, timedelta(hours=23, minutes=59, seconds=59))
    before = open_tasks(engine, case.id)
    operations.advance_clock(engine, timedelta(seconds=1))

    assert before == []
    assert only_task(engine, case.id).element_id == "after"


def test_a_timer_in_the_past_fires_at_once(engine: Engine) -> None:
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"/>'
            + timer_catch("wait", "timeDate", "2020-01-01T00:00:00+08:00")
            + '<bpmn:userTask id="after"/><bpmn:endEvent id="done"/>'
            + flow("begin", "wait")
            + flow("wait", "after")
            + flow("after", "done")
        ),
    )
    case = operations.start_instance(engine, "p", actor=ANN)

    operations.run_due(engine)

    assert only_task(engine, case.id).element_id == "after"


def test_a_clock_that_jumps_a_year_fires_each_timer_once(engine: Engine) -> None:
    deploy(engine, WAITS_A_DAY)
    cases = [
        operations.start_instance(engine, "p", actor=ANN, variables={"lasts": f"P{n}D"}) for n in (1, 2, 9)
    ]

    operations.advance_clock(engine, timedelta(days=365))

    assert [only_task(engine, case.id).element_id for case in cases] == ["after"] * 3
    assert queries.timers(engine, RowQuery(), Paging()).items == ()


def test_the_timers_of_a_suspended_case_wait_for_it(engine: Engine) -> None:
    deploy(engine, WAITS_A_DAY)
    case = operations.start_instance(engine, "p", actor=ANN, variables={"lasts": "PT1H"})
    operations.suspend_instance(engine, case.id, actor=ANN, reason="waiting for the customer")

    operations.advance_clock(engine, timedelta(days=30))
    meanwhile = open_tasks(engine, case.id)
    operations.resume_instance(engine, case.id, actor=ANN)
    operations.run_due(engine)

    assert meanwhile == []
    assert only_task(engine, case.id).element_id == "after"


def test_a_timer_start_event_starts_cases_again_and_again(engine: Engine) -> None:
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"><bpmn:timerEventDefinition><bpmn:timeCycle>R3/P1D</bpmn:timeCycle>'
            '</bpmn:timerEventDefinition></bpmn:startEvent><bpmn:endEvent id="done"/>' + flow("begin", "done")
        ),
    )

    operations.advance_clock(engine, timedelta(days=10))

    assert len(queries.instances(engine, InstanceQuery(), Paging()).items) == 3
    assert queries.timers(engine, RowQuery(), Paging()).items == ()


def test_a_new_version_takes_over_the_start_timer(engine: Engine) -> None:
    cycle = (
        '<bpmn:startEvent id="begin"><bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle>'
        '</bpmn:timerEventDefinition></bpmn:startEvent><bpmn:endEvent id="{0}"/>'
    )
    deploy(engine, model(cycle.format("one") + flow("begin", "one")))
    deploy(engine, model(cycle.format("two") + flow("begin", "two")))

    operations.advance_clock(engine, timedelta(days=2))

    ends = {i.ended_in for i in queries.instances(engine, InstanceQuery(), Paging()).items}
    assert ends == {"two"}


def test_real_time_is_not_moved(engine: Engine) -> None:
    engine.clock = SystemClock()

    with pytest.raises(ClockNotVirtual):
        operations.advance_clock(engine, timedelta(hours=1))


def test_a_virtual_clock_never_runs_back(clock: VirtualClock) -> None:
    before = clock.now()

    clock.move_to(before - timedelta(days=1))

    assert clock.now() == before
