"""Every scenario beside every model: kept loaded, loaded afresh before each step, and by the whole engine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from engine.model.problem import Severity
from engine.operations.errors import DeploymentRefused
from engine.ports.store import Store
from engine.storage import open_store
from engine.storage.tables import metadata
from tests.engine.bpmn.execution.players import AlonePlayer, FullPlayer
from tests.engine.bpmn.execution.scenario import Scenario, play, scenarios, source, world
from tests.engine.bpmn.execution.trace import Writer

SCENARIOS = list(scenarios())
# What only a message, signal or timer starts is started in the engine by these.
TRIGGERED = [s for s in SCENARIOS if len(s.lines[0].partition("|")[0].partition("{")[0].split()) > 1]
BY_HAND = [s for s in SCENARIOS if s not in TRIGGERED]


@pytest.fixture(scope="module")
def shared_database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("traces") / "anxin.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def store(shared_database: str) -> Iterator[Store]:
    opened = open_store(shared_database, master_key=b"k" * 32)
    yield opened
    opened.close()
    emptied = create_engine(shared_database)
    with emptied.begin() as connection:
        for name, table in metadata.tables.items():
            if name != "alembic_version":
                connection.execute(table.delete())
    emptied.dispose()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_the_trace_is_the_standards(scenario: Scenario) -> None:
    player = _player(scenario, reloads=False)

    assert play(player, scenario) == list(scenario.lines)

    alone = player.alone
    if alone.instance.ended_at is not None:
        assert alone.rows.are_empty()
        assert set(alone.rows.parts) == {"0"}
        assert {scope for scope, _ in alone.rows.variables} <= {0}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_saving_and_loading_between_any_two_steps_changes_nothing(scenario: Scenario) -> None:
    kept, reloaded = _player(scenario, reloads=False), _player(scenario, reloads=True)
    play(kept, scenario)

    assert play(reloaded, scenario) == list(scenario.lines)
    assert reloaded.alone.happenings == kept.alone.happenings
    assert reloaded.alone.rows == kept.alone.rows


@pytest.mark.parametrize("scenario", BY_HAND, ids=lambda s: s.id)
def test_the_engine_plays_the_same(scenario: Scenario, store: Store) -> None:
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


def _player(scenario: Scenario, *, reloads: bool) -> AlonePlayer:
    deployed = world(scenario.model)
    return AlonePlayer(deployed, next(iter(deployed.processes)), reloads=reloads)
