"""Timers that start processes, cycles, and deadlines under other shifts move with their calendar."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from engine import operations, queries
from engine.bootstrap import Engine
from engine.clock import VirtualClock
from engine.model.query import InstanceQuery, Paging, RowQuery
from engine.model.wait import TimerRow
from tests.engine.operations.conftest import ANN, BOB, deploy, only_task
from tests.engine.operations.models import flow, model
from tests.engine.operations.test_calendars import FRIDAY, import_days, in_china, repair

__all__ = ["repair"]

MONDAY, SATURDAY = in_china("2027-02-01T11:00"), in_china("2027-01-30T11:00")
_DUE = "add working time(now(), @&quot;PT4H&quot;, &quot;workshop&quot;)"
_CYCLE = f"=&quot;R3/&quot; + string({_DUE} - now())"


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(FRIDAY)


def starting(kind: str, text: str) -> bytes:
    timer = f"<bpmn:timerEventDefinition><bpmn:{kind}>{text}</bpmn:{kind}></bpmn:timerEventDefinition>"
    return model(
        f'<bpmn:startEvent id="begin">{timer}</bpmn:startEvent><bpmn:userTask id="work"/>'
        '<bpmn:endEvent id="done"/>' + flow("begin", "work") + flow("work", "done")
    )


def only_timer(engine: Engine) -> TimerRow:
    (timer,) = queries.timers(engine, RowQuery(), Paging()).items
    return timer


def started(engine: Engine) -> int:
    return len(queries.instances(engine, InstanceQuery(), Paging()).items)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("timeDate", f"={_DUE}"), ("timeDuration", f"={_DUE} - now()"), ("timeCycle", _CYCLE)],
)
def test_a_start_timer_moves_with_an_import(engine: Engine, kind: str, text: str) -> None:
    deploy(engine, starting(kind, text))
    before = only_timer(engine).due_at

    import_days(engine)

    assert (before, only_timer(engine).due_at) == (MONDAY, SATURDAY)
    operations.advance_clock(engine, timedelta(days=1))
    assert started(engine) == 1


def test_later_starts_of_a_cycle_stay(engine: Engine) -> None:
    deploy(engine, starting("timeCycle", _CYCLE))
    operations.advance_clock(engine, timedelta(days=3))

    before = only_timer(engine).due_at
    import_days(engine)

    assert started(engine) == 1
    assert only_timer(engine).due_at == before == MONDAY + (MONDAY - FRIDAY)


def test_a_start_timer_that_hangs_on_no_changed_day_stays(engine: Engine) -> None:
    deploy(engine, starting("timeDate", _CALENDAR_OF_ANOTHER), starting_soon())

    before = {timer.id: timer.due_at for timer in queries.timers(engine, RowQuery(), Paging()).items}
    import_days(engine)

    assert {timer.id: timer.due_at for timer in queries.timers(engine, RowQuery(), Paging()).items} == before


_CALENDAR_OF_ANOTHER = "=add working time(now(), @&quot;PT40H&quot;, &quot;hotline&quot;)"


def starting_soon() -> bytes:
    soon = starting("timeDate", _DUE.replace("PT4H", "PT1H").join(["=", ""]))
    return soon.replace(b'<bpmn:process id="p"', b'<bpmn:process id="q"')


def test_a_cycle_of_a_waiting_case_moves_before_it_has_fired(engine: Engine) -> None:
    inside = f"<bpmn:timeCycle>{_CYCLE}</bpmn:timeCycle>"
    cycle = f"<bpmn:timerEventDefinition>{inside}</bpmn:timerEventDefinition>"
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"/><bpmn:userTask id="work"/>'
            f'<bpmn:boundaryEvent id="remind" attachedToRef="work" cancelActivity="false">{cycle}'
            '</bpmn:boundaryEvent><bpmn:endEvent id="done"/><bpmn:endEvent id="reminded"/>'
            + flow("begin", "work")
            + flow("work", "done")
            + flow("remind", "reminded")
        ),
    )
    operations.start_instance(engine, "p", actor=ANN)
    before = only_timer(engine).due_at

    import_days(engine)
    engine.live.clear()

    dues = [before, only_timer(engine).due_at]
    operations.advance_clock(engine, timedelta(days=1))
    dues.append(only_timer(engine).due_at)
    assert dues == [MONDAY, SATURDAY, SATURDAY + (SATURDAY - FRIDAY)]


def test_other_shifts_move_all_deadlines_of_the_calendar(engine: Engine, repair: str) -> None:
    task = only_task(engine, repair)
    (calendar,) = [each for each in queries.calendars(engine) if each.key == "workshop"]
    data = json.loads(calendar.data)
    long_days = [shifts and [["06:00", "23:00"]] for shifts in data["week"]]

    operations.edit_calendar(engine, "workshop", {**data, "week": long_days}, actor=BOB)

    moved = only_task(engine, repair)
    assert (task.due_at, moved.due_at) == (MONDAY, in_china("2027-01-29T20:00"))
    assert only_timer(engine).due_at == moved.due_at


def test_a_monthly_start_of_the_31st_comes_back_to_the_31st(engine: Engine) -> None:
    deploy(engine, starting("timeCycle", "R/2027-01-31T09:00:00+08:00/P1M"))
    dues = []

    for _ in range(3):
        dues.append(only_timer(engine).due_at)
        operations.advance_clock(engine, dues[-1] - engine.clock.now() + timedelta(hours=1))

    assert dues == [in_china(f"2027-{day}T09:00") for day in ("01-31", "02-28", "03-31")]


def test_a_cycle_that_was_stored_before_goes_on(engine: Engine) -> None:
    deploy(engine, starting("timeCycle", "R3/PT1H"))
    with engine.store.begin() as tx:
        tx.save_timer(replace(only_timer(engine), cycle="R2/PT1H"))

    operations.advance_clock(engine, timedelta(days=1))

    assert started(engine) == 3
    assert queries.timers(engine, RowQuery(), Paging()).items == ()
