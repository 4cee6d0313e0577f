"""Plays scenarios on a real engine with a virtual clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine import operations, queries
from engine.clock import CHINA, VirtualClock
from engine.errors import EngineError
from engine.model.actor import Actor
from engine.model.history import HistoryEvent
from engine.model.instance import InstanceState
from engine.model.query import InstanceQuery
from engine.operations.clock import run_due
from engine.operations.errors import FormRefused
from engine.ports.engine import Engine
from engine.testing.scenario import Scenario, Step, verb_of
from engine.testing.scenery import Bare, Scenery
from engine.testing.simulation import Calls
from engine.testing.stage import ALL, Stage, StoryFailed

BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)


@dataclass(slots=True)
class Telling:
    """How a scenario went: each step told in zh and en, and why it failed if it did.

    `decided` are the records of decisions that it asked by themselves.
    """

    scenario: Scenario
    lines: list[tuple[str, str]] = field(default_factory=list)
    failure: str | None = None
    instance_id: str | None = None
    events: list[HistoryEvent] = field(default_factory=list)
    decided: list[Mapping[str, Any]] = field(default_factory=list)


class Player:
    """Plays scenarios one after the other; each begins at its own moment with nothing running."""

    def __init__(
        self, engine: Engine, clock: VirtualClock, calls: Calls, scenery: Scenery | None = None
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.calls = calls
        self.scenery = scenery or Bare()

    def play(self, scenario: Scenario, *, keep: bool = False) -> Telling:
        """Play a scenario; `keep` leaves what is still running, for demo data."""
        telling = Telling(scenario)
        self.calls.reset()
        self.clock.reset(BEGINNING)
        self.scenery.begin()
        stage = Stage(self.engine, self.clock, self.calls, self.scenery, process=scenario.process)
        try:
            for index, step in enumerate(scenario.steps):
                self._play_step(stage, telling, index, step)
        except StoryFailed as failure:
            telling.failure = str(failure)
        telling.decided = stage.decided
        if stage.instance is not None:
            telling.instance_id = stage.instance.id
            telling.events = queries.whole_history(self.engine, stage.instance.id)
            telling.lines.append(self._outcome(stage.instance.id))
        if not keep:
            self._end_all()
        return telling

    def _play_step(self, stage: Stage, telling: Telling, index: int, step: Step) -> None:
        verb = verb_of(step)
        if verb == "job":
            return
        for later in jobs_about(telling.scenario.steps, index):
            self.calls.expect(later["job"], later)
        try:
            line = stage.take(verb, step)
            if verb not in {"story", "at", "register"}:
                run_due(self.engine)
        except FormRefused as refused:
            told = "; ".join(f"{error.path} {error.message}" for error in refused.errors)
            raise StoryFailed(f"step {index + 1} ({verb}): the form refuses the data: {told}") from refused
        except (EngineError, StoryFailed) as failure:
            raise StoryFailed(f"step {index + 1} ({verb}): {failure}") from failure
        if line[0] and verb != "story":
            at = f"{self.clock.now().astimezone(CHINA):%Y-%m-%d %H:%M}"
            telling.lines.append((f"{at}  {line[0]}", f"{at}  {line[1]}"))

    def _outcome(self, instance_id: str) -> tuple[str, str]:
        instance = queries.instance(self.engine, instance_id)
        with self.engine.store.read() as reader:
            elements = self.engine.shelf.process(reader, instance.definition_id).elements
        number = instance.business_key or instance.id
        end = elements.get(instance.ended_in or "")
        if end is None:
            return f"→ {number} 进行中", f"→ {number} is under way"
        return f"→ {number} {end.name or end.id}", f"→ {number}: {end.label_en or end.id}"

    def _end_all(self) -> None:
        query = InstanceQuery(state=InstanceState.ACTIVE)
        # What a cancelled case leaves to be done may start another process.
        while running := queries.instances(self.engine, query, ALL).items:
            for instance in running:
                operations.cancel_instance(
                    self.engine, instance.id, actor=Actor("scenario"), reason="The story is over."
                )


def jobs_about(steps: Sequence[Step], index: int) -> list[Step]:
    """Return the job steps that follow a step: they say how the jobs end that it sets off."""
    found: list[Step] = []
    for step in steps[index + 1 :]:
        if verb_of(step) != "job":
            break
        found.append(step)
    return found
