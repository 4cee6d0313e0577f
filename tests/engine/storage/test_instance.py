"""Instances are found by what is known of them, and counted where their tokens wait."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.change import Change
from engine.model.incident import Incident, IncidentKind
from engine.model.instance import InstanceState
from engine.model.query import InstanceQuery, Paging, VariableTest
from engine.ports.store import Store
from tests.engine.storage.build import (
    HOUR,
    NOW,
    a_message_wait,
    a_start,
    a_task,
    a_timer,
    an_instance,
    saved,
)


def a_case(**fields: object) -> Change:
    return replace(a_start(), instance=an_instance(**fields))  # type: ignore[arg-type] # named fields


def ids(store: Store, query: InstanceQuery) -> list[str]:
    with store.read() as reader:
        return [instance.id for instance in reader.instances(query, Paging()).items]


def holding(**values: str) -> InstanceQuery:
    return InstanceQuery(variables=tuple(VariableTest(name, value) for name, value in values.items()))


FILTERS: list[tuple[InstanceQuery, bool]] = [
    (InstanceQuery(), True),
    (InstanceQuery(state=InstanceState.COMPLETED, process_key="repair", definition_id="repair:1"), True),
    (InstanceQuery(state=InstanceState.ACTIVE), False),
    (InstanceQuery(business_key="WX-20261122-0007"), True),
    (InstanceQuery(business_key="WX"), False),
    (InstanceQuery(text="1122-0007"), True),
    (InstanceQuery(text="wx"), True),
    (InstanceQuery(text="100%"), False),
    (InstanceQuery(started_by="li", ended_in="done", has_incident=False), True),
    (InstanceQuery(has_incident=True), False),
    (InstanceQuery(started_after=NOW, started_before=NOW + HOUR), True),
    (InstanceQuery(started_before=NOW), False),
    (InstanceQuery(ended_after=NOW + HOUR, ended_before=NOW + 2 * HOUR), True),
    (InstanceQuery(ended_before=NOW + HOUR), False),
]


def test_filters_narrow_the_list(store: Store, subtests: pytest.Subtests) -> None:
    completed = InstanceState.COMPLETED
    saved(
        store,
        a_case(business_key="WX-20261122-0007", state=completed, ended_at=NOW + HOUR, ended_in="done"),
    )

    for query, is_found in FILTERS:
        with subtests.test(query=query):
            assert ids(store, query) == (["i1"] if is_found else [])


def test_instances_are_found_by_any_variable_of_the_outermost_scope(store: Store) -> None:
    long = '"' + "很长的说明" * 500 + '"'
    saved(store, replace(a_start("i1"), variables={(0, "serial"): '"SN1"', (0, "n"): "1", (0, "note"): long}))
    saved(store, replace(a_start("i2"), variables={(0, "serial"): '"SN1"', (0, "n"): "2"}))
    saved(store, replace(a_start("i3"), variables={(4, "serial"): '"SN1"', (0, "note"): long[:-2] + '"'}))

    assert set(ids(store, holding(serial='"SN1"'))) == {"i1", "i2"}
    assert ids(store, holding(serial='"SN1"', n="2")) == ["i2"]
    assert ids(store, holding(note=long)) == ["i1"]
    assert ids(store, holding(serial='"SN2"')) == []


def test_the_newest_instances_come_first(store: Store) -> None:
    for number in range(5):
        saved(store, replace(a_start(), instance=an_instance(f"i{number}", started_at=NOW + number * HOUR)))

    with store.read() as reader:
        first = reader.instances(InstanceQuery(), Paging(limit=3))
        rest = reader.instances(InstanceQuery(), Paging(limit=3, cursor=first.next_cursor))

    assert [i.id for i in first.items + rest.items] == ["i4", "i3", "i2", "i1", "i0"]
    assert rest.next_cursor is None


def test_running_instances_sort_after_ended_ones(store: Store) -> None:
    saved(store, a_case(instance_id="i1"))
    saved(store, a_case(instance_id="i2", ended_at=NOW + timedelta(days=1)))
    saved(store, a_case(instance_id="i3", ended_at=NOW))

    with store.read() as reader:
        pages = [reader.instances(InstanceQuery(), Paging(limit=2, sort="ended_at"))]
        pages.append(
            reader.instances(InstanceQuery(), Paging(limit=2, sort="ended_at", cursor=pages[0].next_cursor))
        )

    assert [i.id for page in pages for i in page.items] == ["i3", "i2", "i1"]


def test_tokens_are_counted_where_they_wait(store: Store) -> None:
    incident = Incident("x1", "i1", IncidentKind.JOB, "send_mail", "repair:1", "!", NOW, token=9)
    saved(
        store,
        a_start(
            "i1",
            new_tasks=[a_task("i1-1"), a_task("i1-2", token=2)],
            new_timers=[a_timer(token=3), a_timer("t0", instance_id=None, token=None)],
            new_message_waits=[a_message_wait()],
            new_incidents=[incident, replace(incident, id="x2", resolved_at=NOW, element_id="mended")],
        ),
    )
    saved(store, a_start("i2", new_tasks=[a_task("i2-1")]))
    suspended = an_instance("i3", state=InstanceState.SUSPENDED)
    saved(store, replace(a_start(new_tasks=[a_task("i3-1")]), instance=suspended))

    with store.read() as reader:
        counts = reader.element_counts("repair:1")
        assert reader.element_counts("repair:2") == {}
    assert counts == {"inspect_goods": 3, "wait_14_days": 1, "wait_for_goods": 1, "send_mail": 1}


def test_instances_are_found_where_they_wait(store: Store) -> None:
    saved(store, a_start("i1", new_tasks=[a_task("i1-1")]))
    saved(store, a_start("i2", new_timers=[a_timer(instance_id="i2")]))

    assert ids(store, InstanceQuery(element_id="inspect_goods")) == ["i1"]
    assert ids(store, InstanceQuery(element_id="wait_14_days")) == ["i2"]
    assert ids(store, InstanceQuery(element_id="elsewhere")) == []
