"""What an older engine has stored goes on in this one, for ever; what cannot be read is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.bpmn.execution.state import FORMAT, StateUnreadable
from engine.model.change import StoredState
from tests.engine.bpmn.execution.recording import MODEL, STATES, resume
from tests.engine.bpmn.execution.scenario import play_line, world
from tests.engine.bpmn.execution.surroundings import Alone

RECORDED = sorted(STATES.glob("format_*.json"))


def test_every_format_has_a_recorded_state() -> None:
    assert [path.stem for path in RECORDED] == [f"format_{number + 1}" for number in range(FORMAT)]


@pytest.mark.parametrize("path", RECORDED, ids=lambda p: p.stem)
def test_a_recorded_state_goes_on(path: Path) -> None:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    state_format = int(path.stem.removeprefix("format_"))
    player = resume(recorded, path.with_suffix(".bpmn").read_bytes(), state_format=state_format)

    played = [play_line(player, line) for line in recorded["lines"]]

    assert played == recorded["lines"]
    assert player.alone.rows.are_empty()


def test_a_state_of_a_newer_engine_is_refused() -> None:
    alone = _started()

    with pytest.raises(StateUnreadable, match="reads up to"):
        alone.runtime.load(replace(alone.instance, state_format=FORMAT + 1), alone.rows.state(), alone.world)


@pytest.mark.parametrize(
    "part",
    [b"", b"{}", b'{"t":[[1,"gone",32,null,{},null]],"n":1}', b'{"t":[[2,"box",32,7,{},null]],"n":2}', b"[]"],
)
def test_a_damaged_state_is_refused(part: bytes) -> None:
    alone = _started()

    with pytest.raises(StateUnreadable, match="damaged"):
        alone.runtime.load(alone.instance, StoredState({"0": part}, []), alone.world)


def test_the_state_does_not_grow_with_what_is_done() -> None:
    alone = _started("gateway/parallel_loop", repeat=True)
    sizes = []

    for _ in range(60):
        _complete_all(alone)
        sizes.append(sum(map(len, alone.rows.parts.values())))

    assert max(sizes[30:]) <= max(sizes[:30]) + 8  # the numbers of tokens have more digits


def _started(model: str = MODEL, **variables: object) -> Alone:
    alone = Alone(world(model), "p", reloads=True)
    step = alone.step()
    alone.live.start(step, variables)
    alone.keep(step)
    return alone


def _complete_all(alone: Alone) -> None:
    for task in list(alone.rows.tasks.values()):
        live, step = alone.live, alone.step()
        live.complete(step, task.token, {})
        alone.keep(step)
