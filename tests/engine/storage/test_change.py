"""Saving a change writes all of it or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.errors import NotFound, VersionConflict
from engine.model.incident import Incident, IncidentKind
from engine.model.instance import InstanceState
from engine.model.query import Paging, RowQuery, TaskQuery
from engine.ports.store import Store
from engine.storage import open_store
from engine.storage.refusal import AlreadyThere, ValueRefused
from tests.conftest import MASTER_KEY
from tests.engine.storage.build import (
    HOUR,
    NOW,
    Abandoned,
    a_change,
    a_job,
    a_message_wait,
    a_signal_wait,
    a_start,
    a_task,
    a_timer,
    abandon,
    abandoned,
    an_instance,
    events_of,
    happened,
    saved,
)


def test_an_instance_is_read_back_as_it_was_saved(store: Store) -> None:
    full = an_instance(
        business_key="WX-20261122-0007",
        subject="客户一",
        ended_at=NOW + HOUR,
        ended_in="done",
        incidents=2,
        state_format=3,
        state=InstanceState.COMPLETED,
    )

    stored = saved(store, replace(a_start(), instance=full))

    with store.read() as reader:
        assert reader.instance("i1") == stored == replace(full, version=1)


def test_each_save_counts_the_version_on(store: Store) -> None:
    first = saved(store, a_start())

    second = saved(store, a_change(first))

    assert (first.version, second.version) == (1, 2)


def test_saving_an_old_version_is_refused(store: Store) -> None:
    first = saved(store, a_start())
    saved(store, a_change(first))

    with pytest.raises(VersionConflict) as refused:
        saved(store, a_change(first, parts={"tokens": b"late"}))

    assert refused.value.facts["found"] == 2
    with store.read() as reader:
        assert reader.state("i1").parts == {}


def test_saving_an_unknown_instance_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        saved(store, a_change(an_instance("nobody", version=4)))


def test_starting_the_same_instance_twice_is_refused(store: Store) -> None:
    saved(store, a_start())

    with pytest.raises(AlreadyThere):
        saved(store, a_start())


def test_state_and_variables_are_put_and_dropped(store: Store) -> None:
    first = saved(
        store,
        a_start(
            parts={"tokens": b"1", "log": b"\x00\xff"},
            variables={(0, "a"): "1", (0, "b"): '"二"', (7, "c"): "3", (7, "d"): "4", (8, "e"): "5"},
        ),
    )

    saved(
        store,
        a_change(
            first,
            parts={"tokens": b"2", "log": None, "new": b"n"},
            variables={(0, "a"): "10", (0, "b"): None, (7, "again"): "6"},
            cleared_scopes=[7],
        ),
    )

    with store.read() as reader:
        state = reader.state("i1")
    assert state.parts == {"tokens": b"2", "new": b"n"}
    assert list(state.variables) == [(0, "a", "10"), (7, "again", "6"), (8, "e", "5")]


def test_waits_are_added_and_cleared(store: Store) -> None:
    first = saved(
        store,
        a_start(
            new_timers=[a_timer("t1"), a_timer("t2")],
            new_message_waits=[a_message_wait("m1"), a_message_wait("m2")],
            new_signal_waits=[a_signal_wait("s1"), a_signal_wait("s2")],
            new_jobs=[a_job("j1", instance_id="i1"), a_job("j2", instance_id="i1")],
        ),
    )

    saved(
        store,
        a_change(
            first,
            cleared_timers=["t1", "gone"],
            cleared_message_waits=["m1", "gone"],
            cleared_signal_waits=["s1"],
            cleared_jobs=["j1"],
            new_timers=[a_timer("t3", due_at=NOW + HOUR, cycle="R2/PT1H")],
        ),
    )

    query = RowQuery(instance_id="i1")
    with store.read() as reader:
        assert reader.timers(query, Paging()).items == (
            a_timer("t2"),
            a_timer("t3", due_at=NOW + HOUR, cycle="R2/PT1H"),
        )
        assert reader.message_waits(query, Paging()).items == (a_message_wait("m2"),)
        assert reader.signal_waits(query, Paging()).items == (a_signal_wait("s2"),)
        assert reader.jobs(query, Paging()).items == (a_job("j2", instance_id="i1"),)


def test_a_timer_may_be_cleared_and_set_anew_in_one_change(store: Store) -> None:
    first = saved(store, a_start(new_timers=[a_timer()]))

    saved(store, a_change(first, cleared_timers=["t1"], new_timers=[a_timer(due_at=NOW + HOUR)]))

    with store.read() as reader:
        assert reader.next_due() == NOW + HOUR


def test_incidents_are_raised_and_resolved(store: Store) -> None:
    incident = Incident(
        "x1", "i1", IncidentKind.JOB, "send_mail", "repair:1", "邮件服务器拒绝", NOW, job_id="j1"
    )
    first = saved(store, a_start(new_incidents=[incident]))

    resolved = replace(incident, resolved_at=NOW + HOUR, resolved_by="ops")
    saved(store, a_change(first, resolved_incidents=[resolved]))

    with store.read() as reader:
        assert reader.incident("x1") == resolved
        assert reader.incidents(RowQuery(is_open=True), Paging()).items == ()
        assert reader.incidents(RowQuery(is_open=False, kind="job"), Paging()).items == (resolved,)


def test_an_exception_leaves_nothing(store: Store) -> None:
    change = a_start(
        parts={"tokens": b"1"},
        variables={(0, "a"): "1"},
        new_tasks=[a_task()],
        new_timers=[a_timer()],
        happenings=[happened(sealed={"a": [None, 1]})],
    )

    with pytest.raises(Abandoned):
        abandoned(store, change)

    with store.read() as reader:
        assert reader.instance("i1") is None
        assert reader.task("i1-1") is None
        assert reader.next_due() is None
        assert reader.state("i1").parts == {}
    assert events_of(store) == ()


def test_a_savepoint_undoes_only_what_is_inside(store: Store) -> None:
    with store.begin() as tx:
        first = tx.save(a_start(parts={"kept": b"1"}))
        with pytest.raises(Abandoned), tx.savepoint():
            abandon(tx, a_change(first, parts={"undone": b"2"}, new_tasks=[a_task()]))
        last = tx.save(a_change(first, parts={"after": b"3"}))

    with store.read() as reader:
        assert reader.instance("i1") == last
        assert dict(reader.state("i1").parts) == {"kept": b"1", "after": b"3"}
        assert reader.task("i1-1") is None


def test_a_refusal_inside_a_savepoint_can_be_survived(store: Store) -> None:
    saved(store, a_start())

    with store.begin() as tx:
        with pytest.raises(AlreadyThere), tx.savepoint():
            tx.save(a_start())
        tx.save(a_start("i2"))

    with store.read() as reader:
        assert reader.instance("i2") is not None


def test_a_transaction_reads_what_it_wrote(store: Store) -> None:
    with store.begin() as tx:
        first = tx.save(a_start(new_tasks=[a_task()]))

        assert tx.lock_instance("i1") == first
        assert tx.task("i1-1") == a_task()


def test_locking_an_unknown_instance_gives_none(store: Store) -> None:
    with store.begin() as tx:
        assert tx.lock_instance("nobody") is None


def test_an_empty_change_only_counts_on(store: Store) -> None:
    first = saved(store, a_start(happenings=[happened()]))

    second = saved(store, a_change(first))

    assert second == replace(first, version=2)


def test_many_rows_of_each_kind_are_saved_at_once(store: Store) -> None:
    tasks = [a_task(f"i1-{n}", token=n, candidate_groups=("g", "h")) for n in range(120)]
    timers = [a_timer(f"t{n}", due_at=NOW + timedelta(seconds=n)) for n in range(120)]

    saved(
        store,
        a_start(
            new_tasks=tasks,
            new_timers=timers,
            happenings=[happened(token=n, sealed={"n": n}) for n in range(120)],
            variables={(0, f"v{n}"): str(n) for n in range(120)},
        ),
    )

    with store.read() as reader:
        assert reader.count_tasks(TaskQuery(candidate_groups=("g", "h"))) == 120
        assert len(reader.variables("i1")) == 120
    assert [event.sealed for event in events_of(store)] == [{"n": n} for n in range(120)]


def test_large_state_is_kept_whole(store: Store) -> None:
    large = bytes(range(256)) * 8_000

    saved(store, a_start(parts={"tokens": large}, variables={(0, "text"): '"' + "长" * 300_000 + '"'}))

    with store.read() as reader:
        state = reader.state("i1")
    assert state.parts["tokens"] == large
    assert len(state.variables[0][2]) == 300_002


def test_text_that_is_no_text_is_refused(store: Store) -> None:
    with pytest.raises(ValueRefused):
        saved(store, replace(a_start(), instance=an_instance(business_key="\ud800")))

    with store.read() as reader:
        assert reader.instance("i1") is None


def test_a_nul_character_is_refused_where_it_would_cut_the_text(postgres_database: str) -> None:
    store = open_store(postgres_database, master_key=MASTER_KEY)

    with pytest.raises(ValueRefused):
        saved(store, replace(a_start(), instance=an_instance(business_key="a\x00b")))
    saved(store, a_start())

    store.close()
