"""2027 begins provisional; its make-up days are imported; deadlines across them move, others stay."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from engine import operations, queries
from engine.bootstrap import Engine
from engine.clock import CHINA, VirtualClock
from engine.errors import NotFound, VersionConflict
from engine.model.history import EventKind, HistoryEvent
from engine.model.query import EventQuery, Paging, RowQuery
from engine.operations.calendar import YearRefused
from tests.engine.operations.conftest import ANN, BOB, deploy, only_task, open_tasks
from tests.engine.operations.models import flow, model

# Friday 29 January 2027, 16:00 in China: the workshop works until 18:00 and has a free weekend.
FRIDAY = datetime(2027, 1, 29, 8, tzinfo=UTC)
SATURDAY = date(2027, 1, 30)
WORKED = {date(2027, 1, 1): False, SATURDAY: True}
_FORMULA = "=add working time(now(), duration(lasts), &quot;workshop&quot;)"
_REPAIR = model(
    '<bpmn:startEvent id="begin"/><bpmn:userTask id="mend"><bpmn:extensionElements>'
    f'<zeebe:taskSchedule dueDate="{_FORMULA}"/></bpmn:extensionElements></bpmn:userTask>'
    '<bpmn:boundaryEvent id="late" attachedToRef="mend"><bpmn:timerEventDefinition>'
    f"<bpmn:timeDate>{_FORMULA}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    '<bpmn:userTask id="apologise"/><bpmn:endEvent id="done"/><bpmn:endEvent id="sorry"/>'
    + flow("begin", "mend")
    + flow("mend", "done")
    + flow("late", "apologise")
    + flow("apologise", "sorry")
)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(FRIDAY)


@pytest.fixture
def repair(engine: Engine) -> str:
    """A case whose four working hours reach over the weekend into Monday."""
    return start(engine, "PT4H")


def start(engine: Engine, lasts: str) -> str:
    deploy(engine, _REPAIR)
    return operations.start_instance(engine, "p", actor=ANN, variables={"lasts": lasts}).id


def in_china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def timer_due(engine: Engine, instance_id: str) -> datetime:
    (timer,) = queries.timers(engine, RowQuery(instance_id=instance_id), Paging()).items
    return timer.due_at


def happened(engine: Engine, instance_id: str, kind: EventKind) -> list[HistoryEvent]:
    query = EventQuery(instance_id=instance_id, kinds=(str(kind),))
    return list(queries.events(engine, query, Paging()).items)


def import_days(engine: Engine, days: Mapping[date, bool] = WORKED) -> int:
    return operations.import_year(engine, "workshop", 2027, days, actor=BOB).version


def test_a_date_in_a_year_that_is_not_official_is_marked(engine: Engine, repair: str) -> None:
    task = only_task(engine, repair)

    assert (task.due_at, task.due_is_provisional) == (in_china("2027-02-01T11:00"), True)
    assert timer_due(engine, repair) == task.due_at
    (created,) = happened(engine, repair, EventKind.TASK_CREATED)
    (timer_set,) = happened(engine, repair, EventKind.TIMER_SET)
    assert created.detail["due_is_provisional"] is timer_set.detail["due_is_provisional"] is True


def test_importing_a_make_up_day_moves_dates_and_timers(engine: Engine, repair: str) -> None:
    operations.advance_clock(engine, timedelta(minutes=30))

    import_days(engine)

    task = only_task(engine, repair)
    assert (task.due_at, task.due_is_provisional) == (in_china("2027-01-30T11:00"), False)
    assert timer_due(engine, repair) == task.due_at
    assert queries.verify_history(engine, repair) is None


def test_the_record_shows_who_moved_a_date_from_where_to_where(engine: Engine, repair: str) -> None:
    import_days(engine)

    (moved,) = happened(engine, repair, EventKind.TASK_UPDATED)
    old, new = "2027-02-01T03:00:00+00:00", "2027-01-30T03:00:00+00:00"
    assert moved.actor == BOB.id
    assert moved.detail == {
        "task": only_task(engine, repair).id,
        "calendar": "workshop",
        "due_at": {"old": old, "new": new},
        "due_is_provisional": {"old": True, "new": False},
    }
    (_, timer) = happened(engine, repair, EventKind.TIMER_SET)
    assert (timer.detail["old_due_at"], timer.detail["due_at"]) == (old, new)


def test_dates_that_cross_no_changed_day_only_become_firm(engine: Engine) -> None:
    today = start(engine, "PT1H")
    before = only_task(engine, today).due_at

    import_days(engine)

    task = only_task(engine, today)
    assert (task.due_at, task.due_is_provisional) == (before, False)
    assert timer_due(engine, today) == before


def test_importing_the_same_days_again_changes_nothing(engine: Engine, repair: str) -> None:
    version = import_days(engine)
    operations.advance_clock(engine, timedelta(minutes=1))
    before = queries.whole_history(engine, repair)

    assert import_days(engine) == version
    operations.advance_clock(engine, timedelta(minutes=1))
    assert queries.whole_history(engine, repair) == before


def test_a_correction_of_an_official_year_moves_dates_too(engine: Engine, repair: str) -> None:
    import_days(engine)

    import_days(engine, {date(2027, 1, 1): False})

    task = only_task(engine, repair)
    assert (task.due_at, task.due_is_provisional) == (in_china("2027-02-01T11:00"), False)


def test_a_date_that_somebody_has_planned_stays(engine: Engine, repair: str) -> None:
    planned = in_china("2027-03-01T09:00")
    operations.update_task(engine, only_task(engine, repair).id, actor=ANN, due_at=planned)

    import_days(engine)

    task = only_task(engine, repair)
    assert (task.due_at, task.due_is_provisional) == (planned, False)


def test_a_timer_that_is_due_by_then_fires(engine: Engine, repair: str) -> None:
    operations.advance_clock(engine, timedelta(days=1, hours=20))  # Sunday noon

    import_days(engine)
    operations.run_due(engine)

    assert [task.element_id for task in open_tasks(engine, repair)] == ["apologise"]


def test_suspended_cases_are_reckoned_again_too(engine: Engine, repair: str) -> None:
    operations.suspend_instance(engine, repair, actor=ANN, reason="the customer is away")

    import_days(engine)

    assert only_task(engine, repair).due_at == in_china("2027-01-30T11:00")


def test_another_desks_calendar_moves_nothing(engine: Engine, repair: str) -> None:
    before = queries.whole_history(engine, repair)

    operations.import_year(engine, "hotline", 2027, WORKED, actor=BOB)

    assert queries.whole_history(engine, repair) == before


def test_what_was_reckoned_before_other_nodes_noticed_is_looked_at_again(
    engine: Engine, clock: VirtualClock
) -> None:
    import_days(engine)

    (job,) = queries.jobs(engine, RowQuery(), Paging()).items

    assert job.run_at == clock.now() + timedelta(seconds=10)
    operations.advance_clock(engine, timedelta(seconds=10))
    assert queries.jobs(engine, RowQuery(), Paging()).items == ()


def test_a_calendar_is_edited_by_one_person_at_a_time(engine: Engine) -> None:
    import json

    found = queries.calendar(engine, "workshop")
    data = json.loads(found.data)

    saved = operations.edit_calendar(engine, "workshop", data, actor=ANN)

    assert (saved.version, saved.updated_by) == (2, ANN.id)
    with pytest.raises(VersionConflict):
        operations.edit_calendar(engine, "workshop", data, actor=BOB, expected_version=1)


def test_days_of_other_years_and_unknown_calendars_are_refused(engine: Engine) -> None:
    with pytest.raises(YearRefused):
        import_days(engine, {date(2028, 1, 1): False})
    with pytest.raises(YearRefused):
        import_days(engine, {})
    with pytest.raises(NotFound):
        operations.import_year(engine, "moon", 2027, WORKED, actor=BOB)


def test_a_year_that_should_be_official_by_now_is_named(engine: Engine) -> None:
    import_days(engine, {date(2027, 1, 1): False})
    assert queries.missing_years(engine) == []

    operations.advance_clock(engine, timedelta(days=310))  # 5 December

    assert [(each.calendar, each.year) for each in queries.missing_years(engine)] == [("workshop", 2028)]


_WITHIN = "=add working time(now(), @&quot;PT4H&quot;, &quot;workshop&quot;)"
_TIMER = (
    "<bpmn:timerEventDefinition><bpmn:timeDuration>=add working time(now(), @&quot;PT4H&quot;, "
    "&quot;workshop&quot;) - now()</bpmn:timeDuration></bpmn:timerEventDefinition>"
)
_EVERYWHERE = model(
    '<bpmn:startEvent id="begin"/><bpmn:parallelGateway id="both"/>'
    '<bpmn:userTask id="call"><bpmn:extensionElements>'
    f'<zeebe:taskSchedule followUpDate="{_WITHIN}"/></bpmn:extensionElements>'
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>"
    '<zeebe:loopCharacteristics inputCollection="=[1, 2]"/></bpmn:extensionElements>'
    "</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>"
    '<bpmn:eventBasedGateway id="first"/>'
    f'<bpmn:intermediateCatchEvent id="in_time">{_TIMER}</bpmn:intermediateCatchEvent>'
    '<bpmn:intermediateCatchEvent id="word"><bpmn:signalEventDefinition signalRef="s"/>'
    "</bpmn:intermediateCatchEvent>"
    '<bpmn:subProcess id="alarm" triggeredByEvent="true">'
    f'<bpmn:startEvent id="rings" isInterrupting="false">{_TIMER}</bpmn:startEvent>'
    '<bpmn:endEvent id="rung"/>' + flow("rings", "rung") + "</bpmn:subProcess>"
    '<bpmn:endEvent id="called"/><bpmn:endEvent id="done"/><bpmn:endEvent id="told"/>'
    + flow("begin", "both")
    + flow("both", "call")
    + flow("call", "called")
    + flow("both", "first")
    + flow("first", "in_time")
    + flow("first", "word")
    + flow("in_time", "done")
    + flow("word", "told"),
    outside='<bpmn:signal id="s" name="word"/>',
)


def test_the_timer_of_an_event_sub_process_alone_moves(engine: Engine) -> None:
    body = (
        '<bpmn:startEvent id="begin"/><bpmn:userTask id="work"/><bpmn:endEvent id="done"/>'
        '<bpmn:subProcess id="alarm" triggeredByEvent="true">'
        f'<bpmn:startEvent id="rings" isInterrupting="false">{_TIMER}</bpmn:startEvent>'
        '<bpmn:endEvent id="rung"/>' + flow("rings", "rung") + "</bpmn:subProcess>"
    )
    deploy(engine, model(body + flow("begin", "work") + flow("work", "done")))
    case = operations.start_instance(engine, "p", actor=ANN).id

    import_days(engine)

    assert timer_due(engine, case) == in_china("2027-01-30T11:00")


def test_deadlines_move_wherever_they_wait(engine: Engine) -> None:
    deploy(engine, _EVERYWHERE)
    case = operations.start_instance(engine, "p", actor=ANN).id

    engine.live.clear()
    import_days(engine)

    saturday = in_china("2027-01-30T11:00")
    timers = queries.timers(engine, RowQuery(instance_id=case), Paging()).items
    assert {timer.element_id: timer.due_at for timer in timers} == {"in_time": saturday, "alarm": saturday}
    assert [task.follow_up_at for task in open_tasks(engine, case)] == [saturday, saturday]
