"""Fills a database with cases as a department has them: finished ones of past months, others under way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from engine import operations
from engine.model.actor import Actor
from engine.ports.engine import Engine
from engine.testing.folder import begun_by, model_files, scenarios_under
from engine.testing.player import Player, Telling
from engine.testing.scenario import Scenario, Step, verb_of

STORY_FILE = "stories.json"
OPENED_WITHIN = timedelta(days=2)


def deploy_models(engine: Engine, root: Path) -> Mapping[str, bytes]:
    """Deploy the models of a folder with processes/ and forms/; return the files."""
    files = model_files([root / "processes", root / "forms"])
    operations.deploy(engine, files, actor=Actor("owner"))
    return files


def stories(engine: Engine, root: Path, files: Mapping[str, bytes]) -> Iterator[Scenario]:
    """Yield the scenarios that tell whole cases: those in files named stories.json."""
    begun = begun_by(
        {f: list(engine.processes.read(body, f)) for f, body in files.items() if f.endswith(".bpmn")}
    )
    for scenario in scenarios_under(root / "processes", begun):
        if Path(scenario.file).name == STORY_FILE:
            yield scenario


def fill(
    player: Player,
    told: Sequence[Scenario],
    *,
    now: datetime,
    on_telling: Callable[[Telling], None] | None = None,
) -> list[Telling]:
    """Play every story as it is dated, then begin each once more so that it is under way now."""
    tellings = []
    for scenario in told:
        telling = player.play(scenario)
        tellings.append(telling)
        if on_telling is not None:
            on_telling(telling)
    for number, scenario in enumerate(told):
        begun_at = now - OPENED_WITHIN + OPENED_WITHIN * number / max(1, len(told))
        player.play(under_way(scenario, begun_at, steps=2 + number % 5), keep=True)
    return tellings


def under_way(scenario: Scenario, begun_at: datetime, *, steps: int) -> Scenario:
    """Return the beginning of a story, so far as it goes without time passing."""
    kept: list[Step] = [{"at": begun_at.isoformat()}]
    for step in scenario.steps:
        verb = verb_of(step)
        if verb in {"story", "at", "expect"}:
            continue
        if verb in {"pass", "until"} or len(kept) > steps:
            break
        kept.append(step)
    return Scenario(scenario.file, scenario.name, scenario.process, tuple(kept))
