"""Plays every scenario under a path on a throwaway engine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine import operations
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.model.problem import Problem
from engine.model.process import Process
from engine.ports.engine import Engine
from engine.testing.coverage import Coverage
from engine.testing.folder import NothingThere, begun_by, scenarios_under, surrounding_files
from engine.testing.player import BEGINNING, Player, Telling
from engine.testing.scenery import Scenery
from engine.testing.simulation import Calls

# Given the clock and the calls to simulate, opens an engine on an empty database.
EngineMaker = Callable[[VirtualClock, Calls], Engine]
SceneryMaker = Callable[[Engine], Scenery]


@dataclass(slots=True)
class SuiteReport:
    """How all scenarios went."""

    tellings: list[Telling] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    problems: list[Problem] = field(default_factory=list)

    @property
    def failed(self) -> list[Telling]:
        """Return the scenarios that failed."""
        return [telling for telling in self.tellings if telling.failure is not None]

    def to_json(self) -> dict[str, object]:
        """Return the report as JSON data."""
        return {
            "scenarios": len(self.tellings),
            "passed": len(self.tellings) - len(self.failed),
            "failed": len(self.failed),
            **self.coverage.to_json(),
            "failures": [
                {"file": t.scenario.file, "scenario": t.scenario.name, "failure": t.failure}
                for t in self.failed
            ],
        }


def run_suite(
    path: Path,
    make: EngineMaker,
    *,
    scenery: SceneryMaker | None = None,
    on_telling: Callable[[Telling], None] | None = None,
) -> SuiteReport:
    """Deploy the models that belong to a path and play every scenario under it.

    Raises:
        DeploymentRefused: the models have errors.
        NothingThere: there is no model or no scenario.
        ScenarioUnreadable: a scenario is not as scenarios are.
    """
    clock, calls = VirtualClock(BEGINNING), Calls()
    engine = make(clock, calls)
    try:
        player = Player(engine, clock, calls, None if scenery is None else scenery(engine))
        return _run(path, player, on_telling)
    finally:
        engine.store.close()


def _run(path: Path, player: Player, on_telling: Callable[[Telling], None] | None) -> SuiteReport:
    engine = player.engine
    files = surrounding_files(path)
    operations.deploy(engine, files, actor=Actor("scenario"))
    report = SuiteReport()
    processes = dict(_processes(engine, files))
    report.coverage.count(*_countable(engine, files, path, processes))
    for scenario in scenarios_under(path, begun_by(processes)):
        telling = player.play(scenario)
        report.tellings.append(telling)
        report.coverage.take(telling.events, telling.decided)
        if on_telling is not None:
            on_telling(telling)
    if not report.tellings:
        raise NothingThere(path, "scenarios", "场景")
    return report


def _processes(engine: Engine, files: Mapping[str, bytes]) -> Iterable[tuple[str, list[Process]]]:
    for file, content in files.items():
        if file.endswith(".bpmn"):
            yield file, list(engine.processes.read(content, file))


def _countable(
    engine: Engine, files: Mapping[str, bytes], path: Path, processes: Mapping[str, list[Process]]
) -> tuple[list[Process], list[tuple[str, int]]]:
    """Return the flows and rows that scenarios under the path ought to take."""
    parts = path.parts
    below = "/".join(parts[parts.index("processes") :]) if "processes" in parts else ""
    counted = [p for file, inside in processes.items() if file.startswith(below) for p in inside]
    rules = [
        rule
        for file, content in files.items()
        if file.endswith(".dmn") and file.startswith(below)
        for rule in engine.decisions.load(content, file).facts.rules
    ]
    return counted, rules
