"""Every scenario beside every model: kept loaded, loaded afresh before each step, and by the whole engine."""

import pytest

from engine.model.problem import Severity
from engine.operations.errors import DeploymentRefused
from engine.storage import open_store
from tests.engine.bpmn.execution.players import AlonePlayer, FullPlayer
from tests.engine.bpmn.execution.scenario import Scenario, play, scenarios, source, world
from tests.engine.bpmn.execution.surroundings import Alone
from tests.engine.bpmn.execution.trace import Writer

SCENARIOS = list(scenarios())
# What only a message, signal or timer starts is started in the engine by these.
TRIGGERED = [s for s in SCENARIOS if len(s.lines[0].partition("|")[0].partition("{")[0].split()) > 1]
BY_HAND = [s for s in SCENARIOS if s not in TRIGGERED]


@pytest.mark.parametrize("reloads", [False, True], ids=["kept", "reloaded"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_the_trace_is_the_standards(scenario: Scenario, reloads: bool) -> None:  # noqa: FBT001
    deployed = world(scenario.model)
    player = AlonePlayer(deployed, next(iter(deployed.processes)), reloads=reloads)

    assert play(player, scenario) == list(scenario.lines)

    alone = player.alone
    if alone.instance.ended_at is not None:
        assert alone.rows.are_empty()
        assert set(alone.rows.parts) == {"0"}
        assert {scope for scope, _ in alone.rows.variables} <= {0}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_saving_and_loading_changes_nothing(scenario: Scenario) -> None:
    kept, reloaded = (_played(scenario, reloads=reloads) for reloads in (False, True))

    assert reloaded.happenings == kept.happenings
    assert reloaded.rows == kept.rows


@pytest.mark.parametrize("scenario", BY_HAND, ids=lambda s: s.id)
def test_the_engine_plays_the_same(scenario: Scenario) -> None:
    store = open_store("sqlite://", master_key=b"k" * 32)
    deployed = world(scenario.model).processes
    files = {f"{scenario.model}.bpmn": source(scenario.model)}
    if scenario.refused:
        with pytest.raises(DeploymentRefused) as caught:
            FullPlayer(store, files, Writer(deployed), next(iter(deployed)))
        assert errors_of(caught.value) == scenario.refused
        return
    player = FullPlayer(store, files, Writer(deployed), next(iter(deployed)))

    assert play(player, scenario) == list(scenario.lines)


def errors_of(refused: DeploymentRefused) -> tuple[str, ...]:
    return tuple(sorted({p.code for p in refused.problems if p.severity is Severity.ERROR}))


def _played(scenario: Scenario, *, reloads: bool) -> Alone:
    deployed = world(scenario.model)
    player = AlonePlayer(deployed, next(iter(deployed.processes)), reloads=reloads)
    play(player, scenario)
    return player.alone
