"""Moments are aware, always, and stay the instants that they are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from engine.model.query import Paging, RowQuery
from engine.ports.store import Store
from tests.engine.storage.build import NOW, a_start, a_timer, saved


def test_a_moment_without_a_zone_is_a_bug(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        saved(store, a_start(new_timers=[a_timer(due_at=NOW.replace(tzinfo=None))]))


def test_the_hour_that_comes_twice_when_summer_ends_is_two_hours(store: Store) -> None:
    summer = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    winter = summer.replace(fold=1)  # equal to Python, an hour later on the clock

    saved(store, a_start(new_timers=[a_timer("t1", due_at=summer), a_timer("t2", due_at=winter)]))

    with store.read() as reader:
        due = [timer.due_at for timer in reader.timers(RowQuery(), Paging(sort="id")).items]
    assert due == [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
