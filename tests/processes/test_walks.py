"""Whatever happens in whatever order, a case ends, its books balance and the law is kept.

A failure prints its seed and the shortest list of turns that was found to lead there; `ANXIN_WALK_SEED` walks
a seed again.
"""

import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.processes.walking.shortening import shortened
from tests.processes.walking.stage import Stage
from tests.processes.walking.walk import Walk, WalkFailed

# Of 260 walks these come furthest in the time they take: three quarters of all steps, by chance alone.
# Two hundred come to nine in ten (`make soak`). A seed leads to the same scenario however many are written.
SEEDS = (3079, 3086, 3088, 3091, 3116, 3127, 3138, 3158, 3173, 3224, 3234)
SHARE_REACHED = 0.66
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


def missed(steps: set[tuple[str, str]]) -> str:
    """Tell where no walk came, by process."""
    found: dict[str, list[str]] = defaultdict(list)
    for process, element in sorted(steps):
        found[process].append(element)
    lines = [f"{process}: {', '.join(elements)}" for process, elements in found.items()]
    return "\n".join([f"{len(steps)} steps were not reached:", *lines])


def test_fixed_walks_end_well_and_come_almost_everywhere(stage: Stage) -> None:
    reached = set().union(*(walk(stage, seed) for seed in SEEDS))

    everywhere = stage.recorded.steps
    assert len(everywhere & reached) >= SHARE_REACHED * len(everywhere), missed(everywhere - reached)


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
    told = missed(everywhere - reached)
    print(told)  # noqa: T201 - what a hunt is made for
    assert len(everywhere & reached) >= SHARE_REACHED * len(everywhere), told
