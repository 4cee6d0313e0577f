"""A stage for the product's own scenarios, to look at what they leave in the register."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from aftersales import cancel_listeners, connectors, register_in
from aftersales.ports.register import Register
from aftersales.sample import stories_scenery
from aftersales.storage import upgrade
from engine import operations, queries
from engine.cli import Assembly
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery, Paging
from engine.ports.engine import Engine
from engine.testing.department import deploy_models
from engine.testing.folder import begun_by, scenarios_under
from engine.testing.player import BEGINNING, Player
from engine.testing.scenario import Scenario
from engine.testing.simulation import Calls
from tests.architecture.sources import ROOT


@dataclass(frozen=True)
class Theatre:
    """An engine with the product's models, and every scenario by process and title."""

    player: Player
    told: Mapping[tuple[str, str], Scenario]

    @property
    def engine(self) -> Engine:
        """Return the engine."""
        return self.player.engine

    def play(self, process: str, title: str, *, keep: bool = False) -> None:
        """Play a scenario; `keep` leaves running what is running."""
        self._play(self.told[process, title], keep=keep)

    def play_until(self, process: str, title: str, element_id: str) -> None:
        """Play a scenario until a task waits that it completes, and leave it there."""
        story = self.told[process, title]
        here = next(at for at, step in enumerate(story.steps) if step.get("complete") == element_id)
        self._play(replace(story, steps=story.steps[:here]), keep=True)

    def _play(self, story: Scenario, *, keep: bool) -> None:
        telling = self.player.play(story, keep=keep)
        assert telling.failure is None, telling.failure

    def play_as_far_as(self, process: str, title: str, task: str) -> Instance:
        """Play a scenario until a task has been completed for the first time, and leave it there."""
        story = self.told[process, title]
        end = next(n for n, step in enumerate(story.steps, start=1) if step.get("complete") == task)
        telling = self.player.play(replace(story, steps=story.steps[:end]), keep=True)
        assert telling.failure is None, telling.failure
        return queries.instance(self.engine, telling.instance_id or "")

    @contextmanager
    def register(self) -> Iterator[Register]:
        """Look at the register."""
        with self.engine.store.begin() as tx:
            yield register_in(tx)


@pytest.fixture
def theatre(opened_theatre: Theatre) -> Iterator[Theatre]:
    """The theatre; what a test leaves running is ended."""
    yield opened_theatre
    engine = opened_theatre.engine
    query = InstanceQuery(state=InstanceState.ACTIVE)
    while running := queries.instances(engine, query, Paging(limit=500)).items:
        for instance in running:
            operations.cancel_instance(engine, instance.id, actor=Actor("test"), reason="The test is over.")


@pytest.fixture(scope="session")
def opened_theatre() -> Iterator[Theatre]:
    clock, calls = VirtualClock(BEGINNING), Calls()
    assembly = Assembly(connectors=connectors, upgrade=upgrade, cancel_listeners=cancel_listeners)
    engine = assembly.story_engine(clock, calls)
    files = deploy_models(engine, ROOT)
    begun = begun_by(
        {
            name: list(engine.processes.read(body, name))
            for name, body in files.items()
            if name.endswith(".bpmn")
        }
    )
    told = {(s.process, s.name): s for s in scenarios_under(ROOT / "processes", begun)}
    yield Theatre(Player(engine, clock, calls, stories_scenery(engine)), told)
    engine.store.close()
