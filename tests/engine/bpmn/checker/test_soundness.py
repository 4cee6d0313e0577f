"""The token game: every planted fault is found, and sound processes have none."""

from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bpmn.checker.soundness import Verdict, analyse
from engine.model.process import SUB_PROCESSES, Process
from tests.engine.bpmn.checker.blocks import FAULTS, Blocks

seeds = st.integers(min_value=0, max_value=2**32)


def blocks_of(seed: int) -> Blocks:
    return Blocks(Random(seed))  # noqa: S311  not for secrets


def verdicts(process: Process) -> list[Verdict]:
    scopes = ["p", *(item.id for item in process.elements.values() if item.kind in SUB_PROCESSES)]
    return [analyse(process, scope) for scope in scopes]


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_sound_processes_have_no_fault(seed: int) -> None:
    process = blocks_of(seed).process(size=5)

    for verdict in verdicts(process):
        assert (verdict.deadlocks, verdict.crowds, verdict.dead, verdict.endless) == ({}, {}, (), None)
        assert verdict.is_complete


@pytest.mark.parametrize("fault", FAULTS)
@given(seed=seeds)
@settings(max_examples=40, deadline=None)
def test_planted_faults_are_found(fault: str, seed: int) -> None:
    blocks = blocks_of(seed)

    verdict = analyse(blocks.process(size=4, fault=fault), "p")

    if fault == "endless":
        assert verdict.endless is not None
    elif "crowd" in fault:
        assert blocks.planted in verdict.crowds
    else:
        assert blocks.planted in verdict.deadlocks
    assert verdict.is_complete


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_what_follows_a_deadlock_is_dead(seed: int) -> None:
    blocks = blocks_of(seed)
    process = blocks.process(size=3, fault="deadlock")

    verdict = analyse(process, "p")

    last = list(process.elements)[-1]
    assert last in verdict.dead


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_the_way_to_a_deadlock_can_be_walked(seed: int) -> None:
    blocks = blocks_of(seed)
    process = blocks.process(size=3, fault="early end")

    trace = analyse(process, "p").deadlocks[str(blocks.planted)]

    assert trace[0] == "startEvent_0"
    assert all(id_ in process.elements for id_ in trace)


def test_a_wide_process_of_two_hundred_elements_is_judged_at_once() -> None:
    seconds, sizes = [], []
    for seed in range(12):
        blocks = blocks_of(seed)
        blocks.only = (blocks.fork,)
        process = blocks.process(size=3)
        started = process_time()
        verdict = analyse(process, "p")
        seconds.append(process_time() - started)
        sizes.append(len(process.elements))
        assert verdict == Verdict(states=verdict.states)

    assert max(sizes) > 200
    assert max(seconds) < 1
