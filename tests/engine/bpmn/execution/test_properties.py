"""Random structured models on random paths, saved and loaded anywhere: nothing is lost, nothing is left."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.model.history import EventKind, Happening
from tests.engine.bpmn.execution.blocks import BLOCKS, Block, a_process
from tests.engine.bpmn.execution.surroundings import Alone, World

STEPS_AT_MOST = 1_000
# An event that does not interrupt could be heard for ever.
HEARD_AT_MOST = 50
_LEFT = {EventKind.ELEMENT_COMPLETED, EventKind.ELEMENT_CANCELLED}


def hunt(block: Block, data: st.DataObject) -> None:
    """Play one random course of one model and check every step."""
    alone = Alone(World({"p": a_process(block)}), "p")
    step = alone.step()
    alone.live.start(step, {})
    alone.keep(step)
    for count in range(STEPS_AT_MOST):
        check(alone)
        if alone.instance.ended_at is not None:
            break
        alone.reloads = data.draw(st.booleans())
        play(alone, data, is_heard=count < HEARD_AT_MOST)
    assert alone.instance.ended_at is not None
    assert alone.rows.are_empty()
    assert set(alone.rows.parts) == {"0"}


def play(alone: Alone, data: st.DataObject, *, is_heard: bool) -> None:
    """Let one of the things happen that can happen now."""
    rows = alone.rows
    can = sorted([*rows.tasks, *rows.jobs, *rows.timers, *(rows.messages if is_heard else ())])
    chosen = data.draw(st.sampled_from(can))
    live, step = alone.live, alone.step()
    if chosen in rows.tasks:
        live.complete(step, rows.tasks[chosen].token, {"last": chosen})
    elif chosen in rows.jobs:
        live.complete(step, rows.jobs[chosen].token or 0, {"noted": chosen})
    elif chosen in rows.timers:
        live.fire_timer(step, rows.timers[chosen].token or 0)
    else:
        live.deliver_message(step, rows.messages[chosen].token or 0, {"heard": chosen})
    alone.keep(step)


def check(alone: Alone) -> None:
    """The record replays to exactly the state that the instance is in."""
    assert not alone.rows.incidents
    standing = {(t.token, t.element_id) for t in alone.live.tokens() if t.state == "active"}
    assert replayed_tokens(alone.happenings) == standing
    known = dict(alone.live.variables())
    assert replayed_variables(alone.happenings) == {n: alone.codec.encode(v) for n, v in known.items()}


def replayed_tokens(happenings: list[Happening]) -> set[tuple[int, str]]:
    """Return which tokens stand where, by the record alone; each enters once and leaves once."""
    standing: dict[int, str] = {}
    for event in happenings:
        if event.kind is EventKind.ELEMENT_ENTERED:
            assert event.token is not None
            assert event.token not in standing
            standing[event.token] = event.element_id or ""
        elif event.kind in _LEFT:
            assert event.token is not None
            assert standing.pop(event.token) == event.element_id
    return set(standing.items())


def replayed_variables(happenings: list[Happening]) -> dict[str, str]:
    """Return the outermost variables, by the record alone."""
    found: dict[str, str] = {}
    for event in happenings:
        if event.kind is EventKind.VARIABLES_SET and (event.detail or {}).get("scope") == 0:
            for name, value in (event.sealed or {}).items():
                assert isinstance(value, dict)
                assert found.get(name, "null") == value["old"]
                found[name] = value["new"]
    return found


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(block=BLOCKS, data=st.data())
def test_random_models_end_and_their_record_replays(block: Block, data: st.DataObject) -> None:
    hunt(block, data)


@pytest.mark.soak
@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(block=BLOCKS, data=st.data())
def test_random_models_for_long(block: Block, data: st.DataObject) -> None:
    hunt(block, data)
