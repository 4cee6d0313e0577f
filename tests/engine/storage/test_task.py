"""The inbox shows people what is theirs, in any order, page by page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from operator import attrgetter
from random import Random
from typing import Any

import pytest

from engine.model.query import Paging, TaskQuery
from engine.model.task import Task, TaskState
from engine.ports.store import Store
from engine.storage import open_store
from engine.storage import task as inbox
from engine.storage.refusal import CursorRefused, SortRefused
from tests.conftest import MASTER_KEY
from tests.engine.storage.build import HOUR, NOW, a_change, a_start, a_task, an_instance, saved


def ids(store: Store, query: TaskQuery) -> set[str]:
    with store.read() as reader:
        found = {task.id for task in reader.tasks(query, Paging(limit=500)).items}
        assert reader.count_tasks(query) == len(found)
    return found


def opened(store: Store, *tasks: Task) -> None:
    saved(store, a_start(new_tasks=list(tasks)))


def an_inbox(store: Store) -> None:
    opened(
        store,
        a_task("i1-free", candidate_groups=("desk", "技师")),
        a_task("i1-user", candidate_users=("li",)),
        a_task("i1-taken", candidate_groups=("desk",), assignee="wu"),
        a_task("i1-mine", assignee="li"),
        a_task("i1-other", candidate_groups=("finance",)),
        a_task("i1-nobody"),
        a_task("i1-done", candidate_groups=("desk",), assignee="li", state=TaskState.COMPLETED, ended_at=NOW),
    )


OFFERS: list[tuple[TaskQuery, set[str]]] = [
    (TaskQuery(), {"free", "user", "taken", "mine", "other", "nobody"}),
    (TaskQuery(state=None), {"free", "user", "taken", "mine", "other", "nobody", "done"}),
    (TaskQuery(candidate_groups=("desk",)), {"free", "taken"}),
    (TaskQuery(candidate_groups=("desk", "技师", "finance")), {"free", "taken", "other"}),
    (TaskQuery(candidate_groups=("desk",), is_assigned=False), {"free"}),
    (TaskQuery(candidate_groups=("desk",), is_assigned=True), {"taken"}),
    (TaskQuery(candidate_groups=()), set()),
    (TaskQuery(candidate_user="li"), {"user"}),
    (TaskQuery(candidate_user="li", candidate_groups=("finance",)), {"user", "other"}),
    (TaskQuery(visible_to="li"), {"user", "mine"}),
    (TaskQuery(visible_to="li", candidate_groups=("desk",)), {"user", "mine", "free"}),
    (TaskQuery(visible_to="li", candidate_groups=("desk",), is_assigned=True), {"mine"}),
    (TaskQuery(assignee="wu"), {"taken"}),
    (TaskQuery(assignee="wu", candidate_groups=("finance",)), set()),
    (TaskQuery(is_assigned=False), {"free", "user", "other", "nobody"}),
    (TaskQuery(state=TaskState.COMPLETED, candidate_groups=("desk",)), {"done"}),
    (TaskQuery(state=TaskState.COMPLETED, visible_to="li"), {"done"}),
    (TaskQuery(state=None, candidate_groups=("技师",)), {"free"}),
]


def test_offers_decide_who_sees_a_task(
    store: Store, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    an_inbox(store)

    for query, expected in OFFERS:
        # Both ways of looking offers up.
        for few in (0, 2_000):
            monkeypatch.setattr(inbox, "_FEW", few)
            with subtests.test(query=query, few=few):
                assert ids(store, query) == {f"i1-{name}" for name in expected}


FILTERS: list[tuple[TaskQuery, bool]] = [
    (TaskQuery(text="/"), False),
    (TaskQuery(due_before=NOW + HOUR), False),
    (TaskQuery(due_before=NOW + 2 * HOUR), True),
    (TaskQuery(due_after=NOW + HOUR), True),
    (TaskQuery(due_after=NOW + 2 * HOUR), False),
    (TaskQuery(created_before=NOW), False),
    (TaskQuery(created_after=NOW), True),
    (TaskQuery(min_priority=70), True),
    (TaskQuery(min_priority=71), False),
    (TaskQuery(text="检查"), True),
    (TaskQuery(text="INSPECT"), True),
    (TaskQuery(text="wx-7"), True),
    (TaskQuery(text="%"), False),
    (TaskQuery(text="_"), False),
    (TaskQuery(business_key="WX-7"), True),
    (TaskQuery(business_key="WX-8"), False),
    (TaskQuery(process_key="repair", element_id="inspect_goods", instance_id="i1"), True),
    (TaskQuery(process_key="return"), False),
]


def test_filters_narrow_the_list(store: Store, subtests: pytest.Subtests) -> None:
    task = a_task(
        due_at=NOW + HOUR, priority=70, name="检查商品", name_en="Inspect goods", business_key="WX-7"
    )
    saved(store, replace(a_start(new_tasks=[task]), instance=an_instance(business_key="WX-7")))

    for query, is_found in FILTERS:
        with subtests.test(query=query):
            assert ids(store, query) == ({"i1-1"} if is_found else set())


def test_a_task_without_due_date_is_never_due(store: Store) -> None:
    opened(store, a_task())

    assert ids(store, TaskQuery(due_after=NOW)) == set()
    assert ids(store, TaskQuery(due_before=NOW + timedelta(days=365_000))) == set()


FAR = NOW + timedelta(days=9_999)
KEYS: dict[str, Callable[[Task], Any]] = {
    "created_at": attrgetter("created_at"),
    "due_at": lambda task: task.due_at or FAR,
    "priority": attrgetter("priority"),
    "name": lambda task: task.name or "",
    "business_key": lambda task: task.business_key or "",
    "id": attrgetter("id"),
}


def test_pages_follow_each_other_in_any_order(store: Store, subtests: pytest.Subtests) -> None:
    random = Random(7)  # noqa: S311 - test data
    tasks = [
        a_task(
            f"i1-{number:02}",
            created_at=NOW + timedelta(minutes=random.randrange(5)),
            due_at=random.choice([None, NOW, NOW + HOUR]),
            priority=random.choice([10, 50]),
            name=random.choice([None, "a", "检查"]),
            business_key=random.choice([None, "x"]),
        )
        for number in range(40)
    ]
    opened(store, *tasks)

    for sort in (sign + field for field in KEYS for sign in ("", "-")):
        key = KEYS[sort.lstrip("-")]
        tied = sorted(tasks, key=attrgetter("id"), reverse=sort.startswith("-"))
        expected = sorted(tied, key=key, reverse=sort.startswith("-"))
        with subtests.test(sort=sort):
            assert walked(store, sort) == [task.id for task in expected]


def walked(store: Store, sort: str) -> list[str]:
    found: list[str] = []
    cursor = None
    with store.read() as reader:
        while True:
            page = reader.tasks(TaskQuery(), Paging(limit=7, sort=sort, cursor=cursor))
            found += [task.id for task in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return found


def test_a_page_stays_put_when_tasks_before_it_go(store: Store) -> None:
    tasks = [a_task(f"i1-{number}") for number in range(6)]
    instance = saved(store, a_start(new_tasks=tasks))
    with store.read() as reader:
        first = reader.tasks(TaskQuery(), Paging(limit=3))

    gone = replace(tasks[0], state=TaskState.CANCELLED, ended_at=NOW)
    saved(store, a_change(instance, changed_tasks=[gone]))

    with store.read() as reader:
        second = reader.tasks(TaskQuery(), Paging(limit=3, cursor=first.next_cursor))
    assert [task.id for task in second.items] == ["i1-3", "i1-4", "i1-5"]


BROKEN = ["", "x", "!!!", "AAAA", "bnVsbA", "WzFd", "W10", "eyJhIjoxfQ", "W1tbW1tb", "é", "MQ", "\x00"]


def test_a_broken_cursor_is_refused(store: Store, subtests: pytest.Subtests) -> None:
    for cursor in BROKEN:
        with subtests.test(cursor=cursor), store.read() as reader, pytest.raises(CursorRefused):
            reader.tasks(TaskQuery(), Paging(cursor=cursor))


def test_a_cursor_of_another_order_is_refused(store: Store) -> None:
    opened(store, *(a_task(f"i1-{number}") for number in range(4)))

    with store.read() as reader:
        cursor = reader.tasks(TaskQuery(), Paging(limit=2, sort="due_at")).next_cursor
        with pytest.raises(CursorRefused):
            reader.tasks(TaskQuery(), Paging(limit=2, sort="-due_at", cursor=cursor))


@pytest.mark.parametrize("sort", ["colour", "--due_at", "due_at; DROP TABLE task", "-"])
def test_an_unknown_sort_field_is_refused(sqlite_database: str, sort: str) -> None:
    store = open_store(sqlite_database, master_key=MASTER_KEY)

    with store.read() as reader, pytest.raises(SortRefused):
        reader.tasks(TaskQuery(), Paging(sort=sort))

    store.close()


def test_who_claims_a_task_takes_it_from_everybody_else(store: Store) -> None:
    free = a_task(candidate_groups=("desk",))
    instance = saved(store, a_start(new_tasks=[free]))

    saved(store, a_change(instance, changed_tasks=[replace(free, assignee="li", claimed_at=NOW)]))

    assert ids(store, TaskQuery(visible_to="wu", candidate_groups=("desk",))) == set()
    assert ids(store, TaskQuery(visible_to="li")) == {"i1-1"}


def test_a_task_changed_and_closed_in_one_step_leaves_the_inbox(store: Store) -> None:
    offered = a_task(candidate_groups=("technicians",))
    first = saved(store, a_start(new_tasks=[offered]))
    moved = replace(offered, priority=80, version=2)
    closed = replace(moved, state=TaskState.CANCELLED, ended_at=NOW, ended_by="li")

    saved(store, a_change(first, changed_tasks=[moved, closed]))

    with store.read() as reader:
        assert reader.count_tasks(TaskQuery(candidate_groups=("technicians",))) == 0


def test_a_closed_task_leaves_the_inbox_and_stays_on_record(store: Store) -> None:
    opened = a_task(
        candidate_groups=("technicians",), due_at=NOW + HOUR, name="检查", form_key="repair/inspect"
    )
    first = saved(store, a_start(new_tasks=[opened]))
    closed = replace(opened, state=TaskState.COMPLETED, version=2, ended_at=NOW, ended_by="wu", assignee="wu")

    saved(
        store,
        a_change(first, changed_tasks=[closed], new_tasks=[a_task("i1-2", candidate_groups=("finance",))]),
    )

    with store.read() as reader:
        assert reader.task("i1-1") == closed
        assert reader.tasks(TaskQuery(candidate_groups=("technicians",)), Paging()).items == ()
        assert reader.count_tasks(TaskQuery(candidate_groups=("finance",))) == 1
        assert reader.tasks(TaskQuery(state=TaskState.COMPLETED), Paging()).items == (closed,)
