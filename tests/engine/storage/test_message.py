"""Messages and signals find who waits for them, or wait themselves."""

from dataclasses import replace
from typing import Any

import pytest

from engine.model.query import Paging, RowQuery
from engine.model.wait import BufferedMessage
from engine.ports.store import Store
from tests.engine.storage.build import HOUR, NOW, a_message_wait, a_signal_wait, a_start, a_timer, saved


def a_message(buffer_id: str = "b1", **fields: Any) -> BufferedMessage:
    plain = BufferedMessage(buffer_id, "goods_arrived", "A-1", '{"n": 1}', NOW, NOW + HOUR)
    return replace(plain, **fields)


@pytest.mark.parametrize(
    ("correlation_key", "business_key", "expected"),
    [
        ("A-1", None, {"m1", "start"}),
        ("A-3", None, {"start"}),
        (None, None, {"m1", "m2", "start"}),
        (None, "WX-2", {"m2", "start"}),
        ("A-1", "WX-2", {"start"}),
    ],
)
def test_a_message_finds_who_waits(
    store: Store, correlation_key: str | None, business_key: str | None, expected: set[str]
) -> None:
    waits = [
        a_message_wait("m1", business_key="WX-1"),
        a_message_wait("m2", correlation_key="A-2", business_key="WX-2"),
        a_message_wait("m3", message="another"),
    ]
    saved(store, a_start(new_message_waits=waits))
    start = a_message_wait("start", instance_id=None, token=None, correlation_key=None)

    with store.begin() as tx:
        tx.replace_start_waits("repair", timers=[], messages=[start], signals=[])
        found = tx.waits_for_message(
            "goods_arrived", correlation_key=correlation_key, business_key=business_key
        )

    assert {wait.id for wait in found} == expected


def test_a_signal_finds_everybody(store: Store) -> None:
    saved(store, a_start(new_signal_waits=[a_signal_wait("s1"), a_signal_wait("s2", signal="other")]))
    start = a_signal_wait("start", instance_id=None, token=None)

    with store.begin() as tx:
        tx.replace_start_waits("repair", timers=[], messages=[], signals=[start])
        found = tx.waits_for_signal("recall")

    assert found == (a_signal_wait("s1"), start)


def test_a_new_version_takes_over_the_starts(store: Store) -> None:
    def starts(name: str) -> dict[str, Any]:
        none: dict[str, Any] = {"instance_id": None, "token": None}
        return {
            "timers": [a_timer(f"t-{name}", **none)],
            "messages": [a_message_wait(f"m-{name}", **none)],
            "signals": [a_signal_wait(f"s-{name}", **none)],
        }

    with store.begin() as tx:
        tx.save(a_start(new_timers=[a_timer("t-instance")]))
        tx.replace_start_waits("repair", **starts("old"))
        tx.replace_start_waits("return", **starts("return"))
        tx.replace_start_waits("repair", **starts("new"))

    query = RowQuery(is_open=False)
    with store.read() as reader:
        assert {row.id for row in reader.timers(query, Paging()).items} == {"t-new", "t-return"}
        assert {row.id for row in reader.message_waits(query, Paging()).items} == {"m-new", "m-return"}
        assert {row.id for row in reader.signal_waits(query, Paging()).items} == {"s-new", "s-return"}
        assert len(reader.timers(RowQuery(), Paging()).items) == 3


def test_a_start_timer_that_is_set_anew_still_ends_with_its_version(store: Store) -> None:
    timer = a_timer("start", instance_id=None, token=None, cycle="R/P1D")
    with store.begin() as tx:
        tx.replace_start_waits("repair", timers=[timer], messages=[], signals=[])
        tx.save_timer(replace(timer, due_at=NOW + HOUR))
        tx.save_timer(replace(timer, id="next", due_at=NOW + HOUR))
        tx.replace_start_waits("repair", timers=[], messages=[], signals=[])

    with store.read() as reader:
        assert reader.timers(RowQuery(), Paging()).items == ()


def test_the_oldest_message_that_fits_is_taken_once(store: Store) -> None:
    with store.begin() as tx:
        tx.buffer_message(a_message("b2", published_at=NOW + HOUR / 2))
        tx.buffer_message(a_message("b1"))
        tx.buffer_message(a_message("b0", correlation_key="A-2"))
        taken = [
            tx.take_buffered("goods_arrived", correlation_key="A-1", business_key=None, now=NOW)
            for _ in range(3)
        ]

    assert taken == [a_message("b1"), a_message("b2", published_at=NOW + HOUR / 2), None]


@pytest.mark.parametrize(
    ("message", "correlation_key", "is_taken"),
    [
        (a_message(correlation_key=None), "A-1", True),
        (a_message(correlation_key=None, business_key="WX-1"), "A-1", False),
        (a_message(correlation_key=None, business_key="WX-1"), None, False),
        (a_message(correlation_key=None, business_key="WX-2"), "A-1", True),
        (a_message(correlation_key=None, business_key="WX-2"), None, True),
        (a_message(correlation_key=None), None, True),
        (a_message(), None, False),
        (a_message(name="other"), "A-1", False),
        (a_message(expires_at=NOW), "A-1", False),
    ],
)
def test_only_what_fits_is_taken(
    store: Store,
    message: BufferedMessage,
    correlation_key: str | None,
    is_taken: bool,  # noqa: FBT001
) -> None:
    with store.begin() as tx:
        tx.buffer_message(message)
        taken = tx.take_buffered(
            "goods_arrived", correlation_key=correlation_key, business_key="WX-2", now=NOW
        )

    assert taken == (message if is_taken else None)


def test_a_message_id_is_remembered_until_it_expires(store: Store) -> None:
    with store.begin() as tx:
        tx.buffer_message(a_message(message_id="once"))
        tx.take_buffered("goods_arrived", correlation_key="A-1", business_key=None, now=NOW)
        tx.mark_published("at once", "goods_arrived", expires_at=NOW + 2 * HOUR)

        assert tx.was_published("once", "goods_arrived")
        assert not tx.was_published("once", "another")
        tx.drop_expired_messages(NOW + HOUR)
        assert not tx.was_published("once", "goods_arrived")
        assert tx.was_published("at once", "goods_arrived")


def test_expired_messages_are_dropped_and_counted(store: Store) -> None:
    with store.begin() as tx:
        tx.buffer_message(a_message("b1"))
        tx.buffer_message(a_message("b2", expires_at=NOW + 2 * HOUR))
        assert tx.next_due() == NOW + HOUR

        assert tx.drop_expired_messages(NOW + HOUR) == 1

        page = tx.buffered_messages(RowQuery(name="goods_arrived"), Paging())
    assert page.items == (a_message("b2", expires_at=NOW + 2 * HOUR),)
