"""Finds a shorter way to the same failure, by leaving out turns."""

import time

from tests.processes.walking.stage import Stage
from tests.processes.walking.walk import Walk, WalkFailed


def shortened(stage: Stage, seed: int, until: float) -> Walk:
    """Return the shortest failing walk found before `until`: first halves are left out, then single turns."""
    best = _failing(Walk(stage, seed))
    assert best is not None, "the walk does not fail a second time"
    size = max(1, len(best.turns) // 2)
    while time.monotonic() < until:
        shorter = _without(stage, best, size, until)
        if shorter is not None:
            best = shorter
        elif size == 1:
            break
        else:
            size //= 2
    return best


def _without(stage: Stage, walk: Walk, size: int, until: float) -> Walk | None:
    for first in range(0, len(walk.turns), size):
        if time.monotonic() > until:
            return None
        kept = [*walk.turns[:first], *walk.turns[first + size :]]
        found = _failing(Walk(stage, walk.seed, kept))
        if found is not None:
            return found
    return None


def _failing(walk: Walk) -> Walk | None:
    try:
        walk.go()
    except WalkFailed:
        return walk
    return None
