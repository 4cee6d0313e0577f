"""An instance may be taken for what it was; if it is no longer that, nothing of the transaction stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine.model.history import EventKind, Happening
from engine.model.instance import Instance
from engine.ports.store import InstanceMoved, Store, Transaction
from tests.engine.storage.build import (
    Abandoned,
    a_change,
    a_start,
    a_task,
    events_of,
    happened,
    saved,
)


def told(text: str) -> list[Happening]:
    return [happened(EventKind.VARIABLES_SET, sealed={"fault": text})]


def held(store: Store, instance: Instance, use: Callable[[Transaction], object]) -> None:
    with store.begin() as tx:
        tx.hold_instance(instance)
        use(tx)


def give_up(_tx: Transaction) -> None:
    raise Abandoned


def test_a_held_instance_is_saved_without_being_read(store: Store) -> None:
    first = saved(store, a_start(happenings=told("cold")))

    with store.begin() as tx:
        tx.hold_instance(first)
        second = tx.save(a_change(first, new_tasks=[a_task()], happenings=told("warm")))

    with store.read() as reader:
        assert reader.instance("i1") == second
        assert reader.task("i1-1") == a_task()
    assert [event.sealed for event in events_of(store)] == [{"fault": "cold"}, {"fault": "warm"}]


def test_what_was_done_on_an_instance_that_has_moved_is_undone(store: Store) -> None:
    first = saved(store, a_start())
    second = saved(store, a_change(first))

    with pytest.raises(InstanceMoved):
        held(store, first, lambda tx: tx.save(a_change(first, new_tasks=[a_task()])))

    with store.read() as reader:
        assert reader.instance("i1") == second
        assert reader.task("i1-1") is None


def test_a_question_after_a_hold_in_vain_is_not_answered(store: Store) -> None:
    first = saved(store, a_start(new_tasks=[a_task()]))
    saved(store, a_change(first))

    with pytest.raises(InstanceMoved):
        held(store, first, lambda tx: tx.task("i1-1"))


def test_what_fails_on_an_instance_that_has_moved_was_misled(store: Store) -> None:
    first = saved(store, a_start())
    saved(store, a_change(first))

    with pytest.raises(InstanceMoved):
        held(store, first, give_up)


def test_what_fails_on_an_instance_as_it_is_says_why(store: Store) -> None:
    first = saved(store, a_start())

    with pytest.raises(Abandoned):
        held(store, first, give_up)

    assert saved(store, a_change(first)) == replace(first, version=2)


def test_an_instance_is_not_held_for_a_subject_whose_key_has_gone(store: Store) -> None:
    first = saved(store, a_start(happenings=told("cold")))
    with store.begin() as tx:
        tx.erase_subject("i1")

    with pytest.raises(InstanceMoved):
        held(store, first, lambda tx: tx.save(a_change(first, happenings=told("warm"))))

    with store.begin() as tx:
        locked = tx.lock_instance("i1")
        assert locked is not None
        tx.save(a_change(locked, happenings=told("warm")))
    assert [event.sealed for event in events_of(store)] == [None, {"fault": "warm"}]


def test_an_unknown_instance_cannot_be_held(store: Store) -> None:
    with pytest.raises(InstanceMoved), store.begin() as tx:
        tx.hold_instance(a_start().instance)
