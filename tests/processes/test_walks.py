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

SEEDS = (0, 2, 10, 13, 200, 3000)
SOAK_MINUTES = float(os.environ.get("SOAK_MINUTES", "5"))


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    opened = Stage()
    yield opened
    opened.close()


def walk(stage: Stage, seed: int, *, seconds: float = 30) -> None:
    """Walk; tell a failure by the fewest turns that lead to it."""
    try:
        Walk(stage, seed).go()
    except WalkFailed as failure:
        short = shortened(stage, seed, time.monotonic() + seconds)
        told = "\n".join(short.told)
        pytest.fail(f"seed {seed}: {failure}\nturns {list(short.turns)}:\n{told}", pytrace=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_walk_through_the_flows_ends_well(stage: Stage, seed: int) -> None:
    walk(stage, seed)


def test_a_walk_can_be_taken_again(stage: Stage) -> None:
    """`ANXIN_WALK_SEED=n` walks the way that a hunt reported."""
    walk(stage, int(os.environ.get("ANXIN_WALK_SEED", "5")))


@pytest.mark.soak
def test_long_hunt(stage: Stage) -> None:
    began, fresh = time.monotonic(), random.SystemRandom()
    while time.monotonic() - began < SOAK_MINUTES * 60:
        walk(stage, fresh.randrange(10**9), seconds=300)
