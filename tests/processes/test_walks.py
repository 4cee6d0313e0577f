"""Whatever happens in whatever order, a case ends, its books balance and the law is kept.

A failure prints its seed and the shortest list of turns that was found to lead there; `ANXIN_WALK_SEED` walks
a seed again.
"""

import os
import random
import time
from collections.abc import Iterator

import pytest

from tests.processes.walking.shortening import shortened
from tests.processes.walking.stage import Stage
from tests.processes.walking.walk import Walk, WalkFailed

# Of 130 walks these come furthest in the shortest time: three quarters of all steps, by chance alone. The 250
# walks of a hunt come to nineteen in twenty (`make soak`).
SEEDS = (2170, 2097, 2091, 2168, 2086, 2138, 2085, 2071, 2098, 2176, 2057, 2131, 2172, 2154)
SHARE_REACHED = 0.7
SOAK_MINUTES = float(os.environ.get("SOAK_MINUTES", "5"))


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    opened = Stage()
    yield opened
    opened.close()


def walk(stage: Stage, seed: int, *, seconds: float = 30) -> set[tuple[str, str]]:
    """Walk and return the steps that chance led to; tell a failure by the fewest turns that lead to it."""
    taken = Walk(stage, seed)
    try:
        taken.go()
    except WalkFailed as failure:
        short = shortened(stage, seed, time.monotonic() + seconds)
        told = "\n".join(short.told)
        pytest.fail(f"seed {seed}: {failure}\nturns {list(short.turns)}:\n{told}", pytrace=False)
    return taken.steps


def test_fixed_walks_end_well_and_come_almost_everywhere(stage: Stage) -> None:
    reached = set().union(*(walk(stage, seed) for seed in SEEDS))

    everywhere = stage.recorded.steps
    missed = sorted(everywhere - reached)
    assert len(everywhere & reached) >= SHARE_REACHED * len(everywhere), missed


def test_a_walk_can_be_taken_again(stage: Stage) -> None:
    """`ANXIN_WALK_SEED=n` walks the way that a hunt reported."""
    walk(stage, int(os.environ.get("ANXIN_WALK_SEED", "5")))


@pytest.mark.soak
def test_long_hunt(stage: Stage) -> None:
    began, fresh = time.monotonic(), random.SystemRandom()
    reached: set[tuple[str, str]] = set()
    while time.monotonic() - began < SOAK_MINUTES * 60:
        reached |= walk(stage, fresh.randrange(10**9), seconds=300)
    everywhere = stage.recorded.steps
    assert len(everywhere & reached) >= SHARE_REACHED * len(everywhere), sorted(everywhere - reached)
