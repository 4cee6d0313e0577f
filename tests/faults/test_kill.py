"""Nodes are killed without warning under load: what was acknowledged is there, exactly once."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from aftersales.storage import upgrade as upgrade_trade
from api.access.password import Passwords
from api.access.session import digest_of
from engine import operations, queries
from engine.bootstrap import Engine, build
from engine.clock import SystemClock
from engine.model.account import Account, Session
from engine.model.actor import Actor
from engine.model.history import EventKind, HistoryEvent
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery, Paging, RowQuery
from engine.settings import Settings
from tests.faults.cluster import Cluster, Node
from tests.faults.load import Client, Ledger
from tests.faults.model import MODEL
from tests.port import free_port

KEY = "a master key for the tests, 32 chars"
TOKEN = "token-of-the-load-test-0123456789abcdef"
ALL = Paging(limit=500)
# Tenths of a second; a busy machine takes its time.
PATIENCE = 3_000
ENOUGH = 2


def nodes(database: str, folder: Path) -> list[Node]:
    """Two servers on PostgreSQL; one server and one worker on SQLite."""
    environment = {"ANXIN_MASTER_KEY": KEY, "ANXIN_LOG_LEVEL": "warning"}
    first = free_port()
    serve = ["serve", "--database", database, "--port"]
    found = [Node([*serve, str(first)], first, environment, folder / "node1.log")]
    if database.startswith("postgresql"):
        second = free_port()
        found.append(Node([*serve, str(second)], second, environment, folder / "node2.log"))
    found.append(Node(["worker", "--database", database], None, environment, folder / "worker.log"))
    return found


def prepare(database: str) -> Engine:
    settings = Settings.model_validate({"database": database, "master_key": KEY})
    engine = build(settings)
    upgrade_trade(database)
    operations.deploy(_with_connector(engine), {"faults.bpmn": MODEL}, actor=Actor("owner"))
    now = SystemClock().now()
    with engine.store.begin() as tx:
        tx.save_account(Account("admin", "admin", Passwords().make("x" * 12), ("admin",), ("admin",)))
        tx.save_session(Session(digest_of(TOKEN), "admin", now, now.replace(year=now.year + 1)))
    return engine


def _with_connector(engine: Engine) -> Engine:
    from aftersales.connectors import connectors

    engine.connectors = {connector.type: connector for connector in connectors()}
    return engine


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'faults.sqlite3'}"
    else:
        yield request.getfixturevalue("postgres_database")


def test_killed_nodes_lose_nothing_and_do_nothing_twice(database: str, tmp_path: Path) -> None:
    run(database, tmp_path, kills=3, seed=random.SystemRandom().randrange(10**6))


@pytest.mark.soak
def test_killed_nodes_for_a_long_time(database: str, tmp_path: Path) -> None:
    run(database, tmp_path, kills=60, seed=random.SystemRandom().randrange(10**6))


def run(database: str, folder: Path, *, kills: int, seed: int) -> None:
    print(f"seed {seed}")
    engine = prepare(database)
    cluster, ledger, halt = Cluster(nodes(database, folder)), Ledger(), threading.Event()
    chance = random.Random(seed)
    try:
        cluster.start()
        clients = [Client(cluster.ports(), TOKEN, ledger, halt, seed + n) for n in range(4)]
        for client in clients:
            client.start()
        for _ in range(kills):
            await_answers(ledger, cluster)
            cluster.pause.wait(chance.uniform(0.1, 1.0))
            cluster.kill_one(chance)
        cluster.await_ready()
        await_answers(ledger, cluster)
        halt.set()
        for client in clients:
            client.join(timeout=300)
        assert not any(client.is_alive() for client in clients)
        await_rest(engine, cluster)
    finally:
        cluster.stop()
    check(engine, ledger)
    engine.store.close()


def await_answers(ledger: Ledger, cluster: Cluster) -> None:
    """Wait until some more cases were started and some more tasks completed, however slow the machine is."""
    started, completed = ledger.acknowledged()
    for _ in range(PATIENCE):
        now_started, now_completed = ledger.acknowledged()
        if now_started - started >= ENOUGH and now_completed - completed >= ENOUGH:
            return
        cluster.pause.wait(0.1)
    raise AssertionError(f"The nodes answer no more: {ledger.refusals}")


def await_rest(engine: Engine, cluster: Cluster) -> None:
    """Wait until no timer and no job is left."""
    for _ in range(PATIENCE):
        timers = queries.timers(engine, RowQuery(), Paging(limit=1)).items
        jobs = queries.jobs(engine, RowQuery(), Paging(limit=1)).items
        if not timers and not jobs:
            return
        cluster.pause.wait(0.1)
    left = queries.jobs(engine, RowQuery(), ALL).items, queries.timers(engine, RowQuery(), ALL).items
    raise AssertionError(f"Something is stuck: {left}")


def check(engine: Engine, ledger: Ledger) -> None:
    instances = everything(engine)
    keys = Counter(str(queries.variables(engine, i.id)["key"]) for i in instances)

    assert ledger.refusals == []
    assert len(ledger.started) > 3
    assert len(ledger.completed) > 3
    assert all(count == 1 for count in keys.values())
    assert set(ledger.started) <= set(keys) <= set(ledger.started) | ledger.unanswered_starts
    assert all(count == 1 for count in ledger.completed.values())
    completed: set[str] = set()
    for instance in instances:
        assert queries.verify_history(engine, instance.id) is None
        events = queries.whole_history(engine, instance.id)
        completed |= check_events(instance, events)
    assert set(ledger.completed) <= completed
    assert queries.incidents(engine, RowQuery(is_open=True), ALL).items == ()


def check_events(instance: Instance, events: list[HistoryEvent]) -> set[str]:
    happened = Counter((event.kind, event.element_id) for event in events)
    tasks = [str(e.detail["task"]) for e in events if e.kind is EventKind.TASK_COMPLETED]
    entered = happened[EventKind.ELEMENT_ENTERED, "wait_a_second"]

    assert len(set(tasks)) == len(tasks)
    assert entered == happened[EventKind.TIMER_FIRED, "wait_a_second"] <= 1
    assert happened[EventKind.ELEMENT_COMPLETED, "tell"] == entered
    assert (instance.state is InstanceState.COMPLETED) == (len(tasks) == 2)
    return set(tasks)


def everything(engine: Engine) -> list[Instance]:
    found: list[Instance] = []
    cursor: str | None = None
    while True:
        page = queries.instances(engine, InstanceQuery(), Paging(limit=500, cursor=cursor))
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found
