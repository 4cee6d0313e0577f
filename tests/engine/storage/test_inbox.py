"""What the inbox finds and keeps: tasks by what customers tell, groups, saved filters, mentions."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.errors import NotFound, VersionConflict
from engine.model.annotation import Comment
from engine.model.query import Paging, TaskGroup, TaskGrouping, TaskQuery
from engine.model.saved_filter import SavedFilter
from engine.ports.store import Store
from tests.engine.storage.build import HOUR, NOW, a_start, a_task, an_instance, saved

KNOWN = {
    (0, "province"): json.dumps("jiangsu"),
    (6, "province"): json.dumps("jiangsu"),
    (6, "customer_name"): '"吴桂芳"',
    (6, "customer_phone"): '"13912345678"',
    (6, "serial_number"): '"SN2506220001"',
}


def two_cases(store: Store) -> None:
    """One case at its intake, whose answers no outer scope knows yet, and one of which nothing is known."""
    inspect = a_task("i1-1", name="检查商品", name_en="Inspect goods", priority=80, assignee="li", due_at=NOW)
    call = a_task("i1-2", element_id="call", name="回访", process_key="visit")
    first = a_start("i1", variables=KNOWN, new_tasks=[inspect, call])
    first.instance = replace(an_instance("i1"), business_key="WX-1")
    saved(store, first)
    saved(store, a_start("i2", new_tasks=[a_task("i2-1", name="检查商品", name_en="Inspect goods")]))


def begins(text: str) -> TaskQuery:
    known = ("customer_name", "customer_phone", "serial_number")
    return TaskQuery(text=text, or_begins=dict.fromkeys(known, (json.dumps(text, ensure_ascii=False)[:-1],)))


def found(store: Store, query: TaskQuery) -> list[str]:
    with store.read() as reader:
        return sorted(task.id for task in reader.tasks(query, Paging()).items)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (begins("吴桂芳"), ["i1-1", "i1-2"]),
        (begins("吴"), ["i1-1", "i1-2"]),
        (begins("1391234"), ["i1-1", "i1-2"]),
        (begins("SN2506220001"), ["i1-1", "i1-2"]),
        (begins("2506220001"), []),
        (begins("检查"), ["i1-1", "i2-1"]),
        (begins("i2"), ["i2-1"]),
        (begins("%"), []),
        (replace(begins("吴"), state=None), ["i1-1", "i1-2"]),
        (replace(begins("吴"), assignee="li"), ["i1-1"]),
        (TaskQuery(variables={"province": '"jiangsu"'}), ["i1-1", "i1-2"]),
        (TaskQuery(variables={"province": '"jiang"'}), []),
        (TaskQuery(priority=80), ["i1-1"]),
        (TaskQuery(has_due=True), ["i1-1"]),
        (TaskQuery(has_due=False), ["i1-2", "i2-1"]),
    ],
)
def test_tasks_are_found_by_what_customers_tell(store: Store, query: TaskQuery, expected: list[str]) -> None:
    two_cases(store)

    assert found(store, query) == expected
    with store.read() as reader:
        assert reader.count_tasks(query) == len(expected)


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        (TaskGrouping.PROCESS, [TaskGroup("repair", 2), TaskGroup("visit", 1)]),
        (
            TaskGrouping.ELEMENT,
            [TaskGroup("call", 1, "回访"), TaskGroup("inspect_goods", 2, "检查商品", "Inspect goods")],
        ),
        (TaskGrouping.PRIORITY, [TaskGroup("50", 2), TaskGroup("80", 1)]),
        (TaskGrouping.ASSIGNEE, [TaskGroup("li", 1), TaskGroup(None, 2)]),
        (TaskGrouping.DUE_DAY, [TaskGroup("2026-11-22", 1), TaskGroup(None, 2)]),
        (TaskGrouping.VARIABLE, [TaskGroup('"jiangsu"', 2), TaskGroup(None, 1)]),
    ],
)
def test_tasks_are_counted_by_what_they_share(
    store: Store, grouping: TaskGrouping, expected: list[TaskGroup]
) -> None:
    two_cases(store)

    with store.read() as reader:
        assert reader.count_tasks_by(TaskQuery(), grouping, variable="province") == tuple(expected)


def test_a_day_begins_where_the_reader_is(store: Store) -> None:
    two_cases(store)

    with store.read() as reader:
        ahead = timedelta(hours=16)
        days = reader.count_tasks_by(TaskQuery(), TaskGrouping.DUE_DAY, ahead=ahead)

    assert days == (TaskGroup("2026-11-23", 1), TaskGroup(None, 2))


MINE = SavedFilter("f1", "li", "南京", '{"view": "groups"}', 1, NOW)


def test_saved_filters_are_seen_by_their_owner_and_their_group(store: Store) -> None:
    with store.begin() as tx:
        tx.add_saved_filter(MINE)
        tx.add_saved_filter(replace(MINE, id="f2", owner="han", name="超时", group="desk"))
        tx.add_saved_filter(replace(MINE, id="f3", owner="han"))

    with store.read() as reader:
        assert [kept.id for kept in reader.saved_filters("li", ["desk"])] == ["f1", "f2"]
        assert [kept.id for kept in reader.saved_filters("li", [])] == ["f1"]
        assert reader.saved_filter("f3") == replace(MINE, id="f3", owner="han")
        assert reader.saved_filter("f4") is None


def test_a_saved_filter_is_replaced_and_deleted_where_nobody_was_faster(store: Store) -> None:
    with store.begin() as tx:
        tx.add_saved_filter(MINE)
        tx.save_saved_filter(replace(MINE, name="无锡"), expected_version=1)

    with store.begin() as tx:
        assert tx.saved_filter("f1") == replace(MINE, name="无锡", version=2)
        with pytest.raises(VersionConflict):
            tx.save_saved_filter(MINE, expected_version=1)
        with pytest.raises(VersionConflict):
            tx.delete_saved_filter("f1", expected_version=1)
        tx.delete_saved_filter("f1", expected_version=2)
        with pytest.raises(NotFound):
            tx.delete_saved_filter("f1", expected_version=2)


def test_who_is_mentioned_finds_the_remark_until_it_is_seen(store: Store) -> None:
    two_cases(store)
    remark = Comment("c1", "i1", "li", "@韩梅梅 请看", NOW, "i1-1", ("han", "wu"))
    with store.begin() as tx:
        tx.add_comment(remark)
        tx.add_comment(
            replace(remark, id="c2", instance_id="i2", written_at=NOW + HOUR, mentions=("han", "han"))
        )

    with store.begin() as tx:
        newest, oldest = tx.mentions("han", Paging()).items
        assert (newest.comment.id, newest.business_key, newest.seen_at) == ("c2", None, None)
        assert (oldest.comment, oldest.business_key) == (remark, "WX-1")
        assert tx.see_mention("han", "c1", NOW + HOUR)
        assert tx.see_mention("han", "c1", NOW + 2 * HOUR)
        assert not tx.see_mention("li", "c1", NOW)
        assert [each.comment.id for each in tx.mentions("han", Paging(), only_unseen=True).items] == ["c2"]
        assert tx.mentions("han", Paging()).items[1].seen_at == NOW + HOUR
