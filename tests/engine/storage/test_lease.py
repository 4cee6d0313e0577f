"""Timers and jobs: nothing due is lost, nothing is held by two while a lease lasts."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import create_engine, text

from engine.model.job import Job
from engine.model.query import Paging, RowQuery
from engine.ports.store import Store
from engine.storage import open_store, upgrade
from tests.conftest import MASTER_KEY
from tests.engine.storage.build import HOUR, NOW, a_job, a_start, a_timer, saved

LEASE = timedelta(seconds=30)


def claimed(store: Store, owner: str = "n1", now: datetime = NOW, limit: int = 10) -> list[str]:
    with store.begin() as tx:
        jobs = tx.claim_jobs(now=now, owner=owner, lease_until=now + LEASE, limit=limit)
    return [job.id for job in jobs]


def added(store: Store, *jobs: Job) -> None:
    with store.begin() as tx:
        tx.add_jobs(jobs)


def test_due_jobs_are_claimed_earliest_first(store: Store) -> None:
    added(store, a_job("late", run_at=NOW + HOUR), a_job("b", run_at=NOW), a_job("a", run_at=NOW - HOUR))

    assert claimed(store, limit=1) == ["a"]
    assert claimed(store) == ["b"]
    assert claimed(store) == []


def test_a_claimed_job_tells_who_holds_it(store: Store) -> None:
    added(store, a_job(payload='{"to": "王芳"}'))

    with store.begin() as tx:
        job = tx.claim_jobs(now=NOW, owner="n1", lease_until=NOW + LEASE, limit=1)[0]

    assert job == a_job(payload='{"to": "王芳"}', owner="n1", lease_until=NOW + LEASE)
    with store.begin() as tx:
        assert tx.job("j1") == job
        assert tx.owns_job("j1", "n1")
        assert not tx.owns_job("j1", "n2")
        assert not tx.owns_job("gone", "n1")


def test_no_plan_of_postgresql_takes_more_than_the_limit(empty_postgres_database: str) -> None:
    upgrade(empty_postgres_database)
    server = create_engine(empty_postgres_database, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        database = connection.scalar(text("SELECT current_database()"))
        # What is left is a nested loop, which runs a subselect once for each row outside.
        for way in ("hashjoin", "mergejoin", "hashagg", "material", "memoize", "sort"):
            connection.execute(text(f'ALTER DATABASE "{database}" SET enable_{way} = off'))
    server.dispose()
    store = open_store(empty_postgres_database, master_key=MASTER_KEY)
    try:
        added(store, *(a_job(f"j{number}") for number in range(5)))

        assert claimed(store, limit=2) == ["j0", "j1"]
    finally:
        store.close()


def test_an_expired_lease_is_taken_over(store: Store) -> None:
    added(store, a_job())
    claimed(store, "n1")

    assert claimed(store, "n2", NOW + LEASE - timedelta(microseconds=1)) == []
    assert claimed(store, "n2", NOW + LEASE) == ["j1"]
    with store.begin() as tx:
        assert not tx.owns_job("j1", "n1")


def test_a_job_that_is_put_back_runs_again_later(store: Store) -> None:
    added(store, a_job())
    claimed(store)

    with store.begin() as tx:
        tx.save_job(a_job(run_at=NOW + HOUR, retries=2, attempts=1, last_error="timeout"))

    assert claimed(store) == []
    assert claimed(store, "n2", NOW + HOUR) == ["j1"]


def test_a_job_without_retries_waits_for_a_person(store: Store) -> None:
    added(store, a_job())

    with store.begin() as tx:
        tx.save_job(a_job(retries=0))
        assert tx.next_due() is None

    assert claimed(store, now=NOW + HOUR) == []
    with store.read() as reader:
        assert reader.jobs(RowQuery(is_open=False), Paging()).items == (a_job(retries=0),)


def test_a_deleted_job_is_gone(store: Store) -> None:
    added(store, a_job())

    with store.begin() as tx:
        tx.delete_job("j1")

    assert claimed(store) == []


def test_the_next_due_moment_is_the_earliest_of_all(store: Store) -> None:
    with store.begin() as tx:
        assert tx.next_due() is None
        tx.save_timer(a_timer(due_at=NOW + 2 * HOUR))
        assert tx.next_due() == NOW + 2 * HOUR
        tx.add_jobs([a_job(run_at=NOW + HOUR)])
        assert tx.next_due() == NOW + HOUR
        tx.claim_jobs(now=NOW + HOUR, owner="n1", lease_until=NOW + HOUR + LEASE, limit=5)
        assert tx.next_due() == NOW + HOUR + LEASE


def test_timers_are_claimed_saved_and_deleted(store: Store) -> None:
    saved(store, a_start(new_timers=[a_timer("t1"), a_timer("t2", due_at=NOW + HOUR)]))

    with store.begin() as tx:
        assert tx.claim_timers(now=NOW, owner="n1", lease_until=NOW + LEASE, limit=5) == [a_timer("t1")]
        assert tx.owns_timer("t1", "n1")
        assert tx.claim_timers(now=NOW, owner="n2", lease_until=NOW + LEASE, limit=5) == []
        tx.save_timer(a_timer("t1", due_at=NOW + 3 * HOUR, attempts=1))
        assert not tx.owns_timer("t1", "n1")
        tx.delete_timer("t2")
    with store.read() as reader:
        assert reader.timers(RowQuery(), Paging()).items == (
            a_timer("t1", due_at=NOW + 3 * HOUR, attempts=1),
        )


def test_nodes_that_claim_at_once_share_the_work(store: Store) -> None:
    added(store, *(a_job(f"j{number}") for number in range(60)))
    taken: list[str] = []
    barrier = threading.Barrier(4)

    def work(owner: str) -> None:
        barrier.wait()
        while found := claimed(store, owner, limit=4):
            taken.extend(found)

    threads = [threading.Thread(target=work, args=(f"n{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Counter(taken) == Counter(f"j{number}" for number in range(60))


class Leases(RuleBasedStateMachine):
    """Nodes that claim, finish, fail and die, against what the leases promise."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.open: dict[str, Job] = {}
        self.held: dict[str, tuple[str, datetime]] = {}
        self.number = 0

    @initialize()
    def clean(self) -> None:
        with self.store.begin() as tx:
            for job in tx.jobs(RowQuery(), Paging(limit=500)).items:
                tx.delete_job(job.id)

    @rule(seconds=st.integers(-20, 60))
    def add(self, seconds: int) -> None:
        self.number += 1
        job = a_job(f"j{self.number:03}", run_at=self.now + timedelta(seconds=seconds))
        self.open[job.id] = job
        added(self.store, job)

    @rule(owner=st.sampled_from(["n1", "n2", "n3"]), limit=st.integers(1, 4))
    def claim(self, owner: str, limit: int) -> None:
        free = [job for job in self.open.values() if self._free_at(job) <= self.now]

        found = claimed(self.store, owner, self.now, limit)

        assert set(found) <= {job.id for job in free}
        assert len(found) == min(limit, len(free))
        self.held |= dict.fromkeys(found, (owner, self.now + LEASE))

    @rule(seconds=st.integers(1, 40))
    def pass_time(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(data=st.data(), fails=st.booleans())
    def finish(self, data: st.DataObject, fails: bool) -> None:  # noqa: FBT001
        if not self.held:
            return
        job_id = data.draw(st.sampled_from(sorted(self.held)))
        owner, _ = self.held.pop(job_id)
        with self.store.begin() as tx:
            assert tx.owns_job(job_id, owner)
            if fails:
                again = replace(self.open[job_id], run_at=self.now + timedelta(seconds=5))
                self.open[job_id] = again
                tx.save_job(again)
            else:
                del self.open[job_id]
                tx.delete_job(job_id)

    @invariant()
    def nothing_is_lost(self) -> None:
        with self.store.read() as reader:
            stored = {job.id for job in reader.jobs(RowQuery(), Paging(limit=500)).items}
            due = reader.next_due()
        assert stored == set(self.open)
        assert due == min((self._free_at(job) for job in self.open.values()), default=None)

    def _free_at(self, job: Job) -> datetime:
        return self.held[job.id][1] if job.id in self.held else job.run_at


def test_leases_keep_their_promise_whatever_happens(store: Store) -> None:
    machine = type("Leases", (Leases,), {"store": store})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
