"""Moments are aware, always."""

import pytest

from engine.ports.store import Store
from tests.engine.storage.build import NOW, a_start, a_timer, saved


def test_a_moment_without_a_zone_is_a_bug(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        saved(store, a_start(new_timers=[a_timer(due_at=NOW.replace(tzinfo=None))]))
