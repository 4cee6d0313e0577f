"""Deploys what a folder holds and finds the stories there that tell whole cases."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from engine import operations
from engine.model.actor import Actor
from engine.ports.engine import Engine
from engine.testing.folder import begun_by, model_files, scenarios_under
from engine.testing.scenario import Scenario

STORY_FILE = "stories.json"


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
