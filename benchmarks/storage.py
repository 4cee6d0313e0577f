"""How long the storage takes: one save of a typical step, loading a case, and an inbox of 100,000 tasks.

Run with `python -m benchmarks.storage`; figures are of single calls on one thread.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, text

from benchmarks.callers import grouped, known_of, searched
from engine.model.change import Change
from engine.model.history import EventKind, Happening
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery, Paging, TaskGrouping, TaskQuery, VariableTest
from engine.model.task import Task, TaskState
from engine.model.wait import TimerRow
from engine.ports.store import Store
from engine.storage import open_store, upgrade
from tests.postgres import PostgresqlMissing, running_postgresql

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
OPEN_TASKS = 100_000
CASES = 20_000
GROUPS = ("service_desk", "dispatchers", "technicians", "warehouse", "finance", "supervisors")


def instance_of(name: str) -> Instance:
    return Instance(
        name,
        "repair:1",
        "repair",
        InstanceState.ACTIVE,
        0,
        NOW,
        "desk.li",
        business_key=f"WX-{name}",
        subject="c-1",
    )


def task_of(instance_id: str, token: int, **fields: object) -> Task:
    plain = Task(
        f"{instance_id}-{token}",
        instance_id,
        token,
        "inspect_goods",
        "repair:1",
        "repair",
        TaskState.OPEN,
        1,
        NOW,
        name="检查商品",
        name_en="Inspect goods",
        form_key="repair/inspect",
        candidate_groups=("technicians",),
        due_at=NOW + timedelta(hours=4),
        business_key=f"WX-{instance_id}",
    )
    return replace(plain, **fields)  # type: ignore[arg-type] # named fields of a Task


def timer_of(instance_id: str, token: int) -> TimerRow:
    due_at = NOW + timedelta(days=token)
    return TimerRow(f"{instance_id}-{token}", due_at, "remind", "repair:1", instance_id, token)


def step(instance: Instance, number: int) -> Change:
    """One user task completed, the next one opened, each with a boundary timer."""
    name, done, opened = instance.id, 2 * number, 2 * number + 2
    closed = task_of(name, done, state=TaskState.COMPLETED, version=2, ended_at=NOW, ended_by="tech.wu")
    happenings = [
        Happening(EventKind.TASK_COMPLETED, "inspect_goods", done, "repair:1", {"form": "repair/inspect"}),
        Happening(
            EventKind.VARIABLES_SET,
            "inspect_goods",
            done,
            "repair:1",
            sealed={"condition": [None, "damaged"]},
        ),
        Happening(EventKind.ELEMENT_COMPLETED, "inspect_goods", done, "repair:1", since=NOW),
        Happening(EventKind.ELEMENT_ENTERED, "inspect_goods", opened, "repair:1"),
        Happening(EventKind.TASK_CREATED, "inspect_goods", opened, "repair:1", {"groups": ["technicians"]}),
    ]
    return Change(
        instance,
        NOW,
        "tech.wu",
        parts={"tokens": b"x" * 600},
        variables={(0, "condition"): json.dumps(f"damaged {number}")},
        changed_tasks=[closed],
        new_tasks=[task_of(name, opened)],
        cleared_timers=[f"{name}-{done + 1}"],
        new_timers=[timer_of(name, opened + 1)],
        happenings=happenings,
    )


def started(store: Store, name: str) -> Instance:
    with store.begin() as tx:
        first = Change(instance_of(name), NOW, "desk.li", is_new=True, parts={"tokens": b"x" * 600})
        first.new_tasks, first.new_timers = [task_of(name, 0)], [timer_of(name, 1)]
        return tx.save(first)


def measured(label: str, work: Callable[[], object], times: int) -> float:
    """Print and return the median duration of one call in microseconds."""
    durations = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        durations.append((time.perf_counter() - begun) * 1e6)
    return told(label, durations)


def told(label: str, durations: list[float]) -> float:
    """Print the spread: on a busy machine the fastest tenth says what the work itself takes."""
    ordered = sorted(durations)
    low, median, high = (ordered[int(len(ordered) * part)] for part in (0.1, 0.5, 0.95))
    print(f"  {label:<46} {low:>10,.0f} µs {median:>10,.0f} µs {high:>10,.0f} µs")
    return median


def measure_saves(store: Store, times: int) -> None:
    instances = [started(store, f"case{number}") for number in range(100)]
    turn = iter(range(1_000_000))

    def saved(*, is_committed: bool) -> None:
        number = next(turn)
        place = number % len(instances)
        change = step(instances[place], number // len(instances))
        with store.begin() as tx:
            if is_committed:
                tx.lock_instance(change.instance.id)
            begun = time.perf_counter()
            instances[place] = tx.save(change)
            alone.append((time.perf_counter() - begun) * 1e6)

    alone: list[float] = []
    for _ in range(500):
        saved(is_committed=False)
    alone.clear()
    measured("for comparison: a transaction with one SELECT", lambda: nothing(store), 500)
    measured("begin, save, commit", lambda: saved(is_committed=False), times)
    told("  of which save", alone)
    measured("begin, lock, save, commit", lambda: saved(is_committed=True), times)

    def load() -> None:
        with store.read() as reader:
            reader.instance("case7")
            reader.state("case7")

    measured("load an instance with its state", load, 500)


def nothing(store: Store) -> None:
    with store.begin() as tx:
        tx.next_due()


def fill(store: Store) -> None:
    """Open 100,000 tasks in 20,000 cases, one in 1,000 of them for a rare group, one in 100 assigned."""
    for number in range(CASES):
        name = f"inbox{number}"
        tasks = [inbox_task(name, number, token) for token in range(OPEN_TASKS // CASES)]
        change = Change(instance_of(name), NOW, "desk.li", is_new=True, new_tasks=tasks)
        change.variables = {key: json.dumps(value) for key, value in known_of(number).items()}
        with store.begin() as tx:
            tx.save(change)


def inbox_task(name: str, number: int, token: int) -> Task:
    count = number * (OPEN_TASKS // CASES) + token
    groups = ("specialists",) if count % 1_000 == 1 else (GROUPS[count % len(GROUPS)],)
    return task_of(
        name,
        token,
        candidate_groups=groups,
        assignee=f"person{count % 500}" if count % 100 == 0 else None,
        created_at=NOW + timedelta(seconds=count * 7_919 % 1_000_003),
        due_at=None if count % 3 == 0 else NOW + timedelta(seconds=count * 104_729 % 1_000_003),
        priority=count * 31 % 101,
    )


def measure_inbox(store: Store) -> None:
    fill(store)
    with store.begin() as tx:
        # What autovacuum does within a minute of such growth.
        connection = tx.connection()
        assert isinstance(connection, Connection)
        connection.execute(text("ANALYZE"))
    mine = TaskQuery(visible_to="person0", candidate_groups=("technicians", "warehouse"))
    everything = TaskQuery(visible_to="person0", candidate_groups=GROUPS)
    rare = TaskQuery(visible_to="person7", candidate_groups=("specialists",))
    lists: dict[str, tuple[TaskQuery, Paging]] = {
        "inbox of two groups, by creation": (mine, Paging()),
        "inbox of two groups, by due date": (mine, Paging(sort="due_at")),
        "inbox of two groups, most urgent first": (mine, Paging(sort="-priority")),
        "inbox of a rare group, by due date": (rare, Paging(sort="due_at")),
        "inbox of all groups, by due date": (everything, Paging(sort="due_at")),
        "inbox of two groups, text that nothing has": (replace(mine, text="没有这个"), Paging()),
        "inbox of two groups, due in a narrow window": (
            replace(mine, due_after=NOW + timedelta(days=5), due_before=NOW + timedelta(days=5, minutes=1)),
            Paging(),
        ),
        "all open tasks, by creation": (TaskQuery(), Paging()),
        "tasks by a phone number": (searched("13000075810"), Paging()),
        "tasks by a name's beginning": (searched("赵0"), Paging()),
        "tasks by a serial number, two groups": (searched("SN00007777", mine), Paging()),
        "tasks by a text that nothing has": (searched("没有这个人"), Paging()),
        "tasks of one province, by due date": (
            TaskQuery(variables={"province": json.dumps("anhui")}),
            Paging(sort="due_at"),
        ),
        "tasks of one case number": (TaskQuery(business_key="WX-inbox77"), Paging()),
    }
    for label, (query, paging) in lists.items():
        measured(label, partial(listed, store, query, paging), 20)
        cursor = listed(store, query, paging)
        if cursor is not None:
            measured("  its next page", partial(listed, store, query, replace(paging, cursor=cursor)), 20)
    for label, query in {"two groups": mine, "all groups": everything, "a rare group": rare}.items():
        measured(f"count the inbox of {label}", partial(counted, store, query), 20)
    for grouping in TaskGrouping:
        measured(f"all open tasks, grouped by {grouping}", partial(grouped, store, TaskQuery(), grouping), 10)
    measured(
        "inbox of two groups, grouped by due day", partial(grouped, store, mine, TaskGrouping.DUE_DAY), 10
    )
    measured("count all open tasks", lambda: counted(store, TaskQuery()), 20)
    wanted = InstanceQuery(variables=(VariableTest("serial_number", json.dumps("SN00001234")),))
    measured("instances by a variable's value", lambda: found(store, wanted), 50)


def listed(store: Store, query: TaskQuery, paging: Paging) -> str | None:
    """Ask for one page, as one request does; return where the next one begins."""
    with store.read() as reader:
        return reader.tasks(query, paging).next_cursor


def counted(store: Store, query: TaskQuery) -> int:
    with store.read() as reader:
        return reader.count_tasks(query)


def found(store: Store, query: InstanceQuery) -> int:
    with store.read() as reader:
        return len(reader.instances(query, Paging()).items)


@contextmanager
def sqlite_url() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


def postgresql_url() -> AbstractContextManager[str]:
    return running_postgresql(is_durable=True)


def main(arguments: list[str]) -> None:
    times = 300 if "--quick" in arguments else 3_000
    for kind, address in (("SQLite", sqlite_url), ("PostgreSQL", postgresql_url)):
        if arguments and kind.lower() not in arguments and "--quick" not in arguments:
            continue
        print(f"{kind:<48} {'fastest 10 %':>13} {'median':>13} {'p95':>13}")
        try:
            with address() as url:
                upgrade(url)
                store = open_store(url, master_key=b"benchmark")
                measure_saves(store, times)
                if "--quick" not in arguments:
                    measure_inbox(store)
                store.close()
        except PostgresqlMissing as missing:
            print(f"  left out: {missing}")


if __name__ == "__main__":
    main(sys.argv[1:])
