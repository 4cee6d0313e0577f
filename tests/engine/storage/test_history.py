"""The record is chained, sealed and erasable."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, text

from engine.model.chain import verify_chain
from engine.model.history import EventKind
from engine.model.instance import Instance
from engine.model.query import EventQuery, Paging
from engine.ports.store import Store
from engine.storage import open_store
from engine.storage.refusal import MasterKeyRefused, SortRefused
from tests.conftest import MASTER_KEY
from tests.engine.storage.build import (
    HOUR,
    NOW,
    Abandoned,
    a_change,
    a_start,
    abandoned,
    an_instance,
    events_of,
    happened,
    saved,
)


def a_case(store: Store, instance_id: str = "i1", subject: str | None = "客户一") -> Instance:
    start = replace(a_start(instance_id), instance=an_instance(instance_id, subject=subject))
    start.happenings = [
        happened(EventKind.INSTANCE_STARTED, detail={"金额": 49.5, "nested": [1, {"a": None}]}),
        happened(EventKind.VARIABLES_SET, element_id="start", token=1, sealed={"name": [None, "王芳"]}),
    ]
    first = saved(store, start)
    change = a_change(first, happenings=[happened(sealed={"phone": ["1", "2"]}, definition_id="repair:1")])
    return saved(store, replace(change, on_behalf_of="boss", actor="deputy"))


def broken(store: Store, instance: Instance) -> Any:
    return verify_chain(
        instance.id,
        events_of(store, instance.id),
        last_event=instance.last_event,
        last_hash=instance.last_hash,
    )


def executed(store: Store, statement: str) -> None:
    with store.begin() as tx:
        connection = tx.connection()
        assert isinstance(connection, Connection)
        connection.execute(text(statement))


def test_events_are_numbered_and_read_back(store: Store) -> None:
    instance = a_case(store)

    events = events_of(store)

    assert [event.number for event in events] == [1, 2, 3]
    assert events[0].detail == {"金额": 49.5, "nested": [1, {"a": None}]}
    assert events[1].sealed == {"name": [None, "王芳"]}
    assert (events[2].actor, events[2].on_behalf_of, events[2].at) == ("deputy", "boss", NOW)
    assert (instance.last_event, instance.last_hash) == (3, events[2].hash)


@pytest.mark.parametrize("count", [1, 11, 12, 13, 24, 30])
def test_a_change_may_bring_any_number_of_events(store: Store, count: int) -> None:
    happenings = [happened(token=number, sealed={"n": number}) for number in range(count)]

    instance = saved(store, replace(a_start(), happenings=happenings))

    events = events_of(store)
    assert [(event.number, event.token, event.sealed) for event in events] == [
        (number + 1, number, {"n": number}) for number in range(count)
    ]
    assert {(event.at, event.actor, event.on_behalf_of) for event in events} == {(NOW, "li", None)}
    assert broken(store, instance) is None


def test_the_chain_of_what_was_stored_holds(store: Store) -> None:
    instance = a_case(store)

    assert broken(store, instance) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET actor = 'somebody' WHERE number = 2",
        "UPDATE event SET detail = '{}' WHERE number = 1",
        "UPDATE event SET element_id = NULL WHERE number = 2",
        "DELETE FROM event WHERE number = 1",
        "DELETE FROM event WHERE number = 2",
        "DELETE FROM event WHERE number = 3",
        "UPDATE event SET number = number + 10 WHERE number = 3",
        "UPDATE event SET hash = 'x' WHERE number = 3",
        "UPDATE event SET seal = NULL, sealed = NULL, key_id = NULL WHERE number = 2",
        "UPDATE event SET sealed = (SELECT e.sealed FROM event e WHERE e.number = 3) WHERE number = 2",
        "UPDATE event SET sealed = NULL WHERE number = 2",
    ],
)
def test_tampering_in_the_database_is_found(store: Store, statement: str) -> None:
    instance = a_case(store)

    executed(store, statement)

    assert broken(store, instance) is not None


def test_sealed_data_does_not_lie_in_the_database_in_the_clear(store: Store) -> None:
    a_case(store)

    with store.begin() as tx:
        connection = tx.connection()
        assert isinstance(connection, Connection)
        rows = connection.execute(text("SELECT * FROM event")).all()

    assert "王芳".encode() not in repr(rows).encode()
    assert "\\u738b" not in repr(rows)


def test_erasing_a_subject_leaves_the_chain_whole(store: Store) -> None:
    instance = a_case(store)
    other = a_case(store, "i2", subject="客户二")

    with store.begin() as tx:
        tx.erase_subject("客户一")

    events = events_of(store)
    assert [(event.sealed, event.is_erased) for event in events] == [
        (None, False),
        (None, True),
        (None, True),
    ]
    assert broken(store, instance) is None
    assert events_of(store, "i2")[1].sealed == {"name": [None, "王芳"]}
    assert broken(store, other) is None


def test_an_instance_without_subject_is_erased_by_its_id(store: Store) -> None:
    a_case(store, subject=None)

    with store.begin() as tx:
        tx.erase_subject("i1")

    assert events_of(store)[1].is_erased


def test_what_happens_after_erasing_is_sealed_with_a_new_key(store: Store) -> None:
    instance = a_case(store)
    with store.begin() as tx:
        tx.erase_subject("客户一")

    last = saved(store, a_change(instance, happenings=[happened(sealed={"new": [0, 1]})]))

    assert [event.is_erased for event in events_of(store)] == [False, True, True, False]
    assert events_of(store)[3].sealed == {"new": [0, 1]}
    assert broken(store, last) is None


def test_another_node_sees_that_a_subject_was_erased(store: Store, database_url: str) -> None:
    other = open_store(database_url, master_key=MASTER_KEY)
    instance = a_case(store)
    assert events_of(other)[1].sealed is not None

    with other.begin() as tx:
        tx.erase_subject("客户一")
    saved(store, a_change(instance, happenings=[happened(sealed={"new": [0, 1]})]))

    assert [event.is_erased for event in events_of(other)] == [False, True, True, False]
    other.close()


def test_a_rolled_back_key_is_not_used_again(store: Store) -> None:
    with pytest.raises(Abandoned):
        abandoned(store, a_start(happenings=[happened(sealed={"a": 1})]))

    saved(store, a_start(happenings=[happened(sealed={"a": 2})]))

    assert events_of(store)[0].sealed == {"a": 2}


def test_two_cases_of_one_subject_share_its_key(store: Store) -> None:
    a_case(store, "i1")
    a_case(store, "i2")

    with store.begin() as tx:
        connection = tx.connection()
        assert isinstance(connection, Connection)
        assert connection.scalar(text("SELECT count(*) FROM subject_key")) == 1


def test_the_wrong_master_key_is_refused(store: Store, database_url: str) -> None:
    a_case(store)
    other = open_store(database_url, master_key=b"another")

    with pytest.raises(MasterKeyRefused):
        events_of(other)

    other.close()


def test_events_of_all_instances_are_filtered_and_paged(store: Store) -> None:
    a_case(store, "i1")
    a_case(store, "i2")

    with store.read() as reader:
        first = reader.events(EventQuery(), Paging(limit=4))
        second = reader.events(EventQuery(), Paging(limit=4, cursor=first.next_cursor))
        kinds = reader.events(EventQuery(kinds=("variables_set",), element_id="start"), Paging())
        deputies = reader.events(EventQuery(actor="deputy", after=NOW, before=NOW + HOUR), Paging())
        later = reader.events(EventQuery(after=NOW + HOUR), Paging())
        newest = reader.events(EventQuery(instance_id="i1"), Paging(sort="-number"))

    assert [(e.instance_id, e.number) for e in first.items + second.items] == [
        (i, n) for i in ("i1", "i2") for n in (1, 2, 3)
    ]
    assert {event.instance_id for event in kinds.items} == {"i1", "i2"}
    assert len(deputies.items) == 2
    assert later.items == ()
    assert [event.number for event in newest.items] == [3, 2, 1]


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_pages_may_begin_within_a_change(store: Store, limit: int) -> None:
    a_case(store, "i1")
    a_case(store, "i2")
    found, cursor = [], None

    with store.read() as reader:
        while True:
            page = reader.events(EventQuery(before=NOW + HOUR), Paging(limit, cursor, "-at"))
            found += [(event.instance_id, event.number) for event in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break

    assert found == [(i, n) for i in ("i2", "i1") for n in (3, 2, 1)]


@pytest.mark.parametrize(
    ("statement", "misplaced"),
    [
        ("UPDATE event SET opens = NULL WHERE number = 1", 1),
        ("UPDATE event SET opens = 1 WHERE number = 1", 2),
        ("UPDATE event SET opens = 3 WHERE number = 1", 3),
        ("UPDATE event SET opens = 1 WHERE number = 2", 2),
        ("UPDATE event SET opens = NULL WHERE number = 3", 3),
    ],
)
def test_what_lists_over_all_instances_leave_out_or_repeat_is_found(
    store: Store, statement: str, misplaced: int
) -> None:
    a_case(store, "i1")
    a_case(store, "i2")
    with store.read() as reader:
        assert reader.misplaced_event("i1") is None

    executed(store, f"{statement} AND instance_id = 'i1'")

    with store.read() as reader:
        assert reader.misplaced_event("i1") == misplaced
        assert reader.misplaced_event("i2") is None


def test_sorting_events_by_what_is_no_field_is_refused(store: Store) -> None:
    with store.read() as reader, pytest.raises(SortRefused):
        reader.events(EventQuery(), Paging(sort="detail"))
