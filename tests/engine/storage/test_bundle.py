"""What goes together again and again is sent as one statement, and does what it did apart."""

from collections.abc import Sequence

from engine.model.annotation import Draft
from engine.model.change import Change
from engine.model.history import EventKind
from engine.model.instance import Instance
from engine.model.task import TaskState
from engine.ports.store import Store
from engine.storage.bundle import Bundler, bundled
from engine.storage.change_lines import ChangeLines
from engine.storage.line import Batch, Row
from engine.storage.wire import PostgresqlWire
from tests.engine.storage.build import (
    HOUR,
    NOW,
    a_change,
    a_start,
    a_task,
    a_timer,
    events_of,
    happened,
    saved,
)

OFTEN = 20
LINES = ChangeLines(PostgresqlWire.dialect)


def sent(batch: Batch) -> Sequence[tuple[str, Row]]:
    """Return what a batch becomes that is sent again and again."""
    bundler = Bundler()
    return [bundler.work(batch) for _ in range(OFTEN)][-1]


def a_step(instance: Instance, number: int) -> Change:
    """One task completed, the next one opened; what was saved under one name is saved anew."""
    done, opened = f"i1-{number}", f"i1-{number + 1}"
    return a_change(
        instance,
        parts={"tokens": b"%d" % number},
        variables={(0, "fault"): f'"{number}"', (0, f"only_{number}"): "1", (0, f"only_{number - 1}"): None},
        changed_tasks=[a_task(done, state=TaskState.COMPLETED, version=2, ended_at=NOW, ended_by="li")],
        new_tasks=[a_task(opened, candidate_groups=("technicians",), due_at=NOW + number * HOUR)],
        cleared_timers=[f"t{number}"],
        new_timers=[a_timer(f"t{number + 1}", due_at=NOW + number * HOUR)],
        happenings=[happened(token=number), happened(EventKind.VARIABLES_SET, sealed={"fault": number})],
    )


def test_what_is_sent_seldom_is_sent_line_by_line() -> None:
    batch: Batch = [(LINES.drop_timer, [("t1",)]), (LINES.drop_job, [("j1",)])]

    assert Bundler().work(batch) == [(LINES.drop_timer.sql, ("t1",)), (LINES.drop_job.sql, ("j1",))]


def test_what_is_sent_often_is_one_statement_with_all_values_in_a_row() -> None:
    batch: Batch = [(LINES.drop_timer, [("t1",), ("t2",)]), (LINES.drop_job, [("j1",)])]

    ((sql, row),) = sent(batch)

    assert row == ("t1", "t2", "j1")
    assert sql == bundled((LINES.drop_timer, LINES.drop_timer, LINES.drop_job))
    assert "timer.id = $2::" in sql
    assert "job.id = $3::" in sql


def test_lines_that_touch_the_same_row_stay_apart() -> None:
    put = LINES.put_timer.row_of(a_timer("t1"))
    batch: Batch = [(LINES.drop_timer, [("t1",)]), (LINES.put_timer, [put])]

    assert [sql for sql, _ in sent(batch)] == [LINES.drop_timer.sql, LINES.put_timer.sql]


def test_a_line_of_which_nothing_is_known_keeps_its_place() -> None:
    commit = PostgresqlWire.commit
    batch: Batch = [(LINES.drop_timer, [("t1",)]), (commit, [()]), (LINES.drop_job, [("j1",)])]

    assert [sql for sql, _ in sent(batch)] == [LINES.drop_timer.sql, "COMMIT", LINES.drop_job.sql]


def test_steps_leave_the_same_behind_however_often_they_came(store: Store) -> None:
    instance = saved(store, a_start(new_tasks=[a_task("i1-1")], new_timers=[a_timer("t1")]))

    for number in range(1, OFTEN):
        with store.begin() as tx:
            tx.save_draft(Draft(f"i1-{number}", "li", '{"fault": "cold"}', NOW))
        with store.begin() as tx:
            tx.hold_instance(instance)
            instance = tx.save(a_step(instance, number))

    with store.read() as reader:
        assert reader.instance("i1") == instance
        closed = [reader.task(f"i1-{n}") for n in range(1, OFTEN)]
        assert {task.state if task else None for task in closed} == {TaskState.COMPLETED}
        assert reader.task(f"i1-{OFTEN}") == a_task(
            f"i1-{OFTEN}", candidate_groups=("technicians",), due_at=NOW + (OFTEN - 1) * HOUR
        )
        assert [reader.draft(f"i1-{n}", "li") for n in range(1, OFTEN)] == [None] * (OFTEN - 1)
        state = reader.state("i1")
    assert state.parts == {"tokens": b"19"}
    assert state.variables == [(0, "fault", '"19"'), (0, "only_19", "1")]
    assert [event.number for event in events_of(store)] == list(range(1, 2 * OFTEN - 1))
