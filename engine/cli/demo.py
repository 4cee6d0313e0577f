"""`anxin demo`: real-looking cases, played and told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from engine import operations
from engine.cli.assembly import Assembly, models_folder
from engine.cli.printing import is_chinese, print_json, refuse, say
from engine.clock import VirtualClock
from engine.errors import EngineError
from engine.model.actor import Actor
from engine.model.process import Process
from engine.ports.engine import Engine
from engine.settings import Settings
from engine.testing.folder import model_files, scenarios_under
from engine.testing.player import BEGINNING, Player, Telling
from engine.testing.scenario import Scenario
from engine.testing.simulation import Calls


def add_demo(app: typer.Typer, assembly: Assembly) -> None:
    """Add the command."""

    @app.command()
    def demo(
        as_json: Annotated[bool, typer.Option("--json", help="Print how each story ended as JSON.")] = False,
    ) -> None:
        """Play every demo story on a throwaway database and tell it. Ends with 1 if one does not end as told.

        在一次性数据库上演示真实感的售后案例，并逐步讲述。
        """
        try:
            tellings = play_demo(assembly)
        except EngineError as error:
            raise refuse(error) from error
        if as_json:
            print_json([_told(telling) for telling in tellings])
        else:
            for telling in tellings:
                _tell(telling)
            _sum_up(tellings)
        if any(telling.failure for telling in tellings):
            raise typer.Exit(1)


def play_demo(assembly: Assembly) -> list[Telling]:
    """Play the demo stories on a throwaway database."""
    clock, calls = VirtualClock(BEGINNING), Calls()
    engine = assembly.story_engine(clock, calls)
    try:
        return play_stories(engine, clock, calls, models_folder(Settings(demo=True)))
    finally:
        engine.store.close()


def play_stories(engine: Engine, clock: VirtualClock, calls: Calls, root: Path) -> list[Telling]:
    """Deploy the models of a folder and play its demo stories, leaving running what is left running."""
    files = model_files([root / "processes", root / "forms"])
    operations.deploy(engine, files, actor=Actor("owner"))
    player = Player(engine, clock, calls)
    return [player.play(story, keep=True) for story in demo_stories(engine, root, files)]


def demo_stories(engine: Engine, root: Path, files: dict[str, bytes]) -> Iterator[Scenario]:
    """Yield the scenarios that are marked as demo stories."""
    begun: dict[str, str] = {}
    for file, content in files.items():
        if file.endswith(".bpmn"):
            for process in engine.processes.read(content, file):
                begun[file.rpartition("/")[0]] = _chosen(begun, file, process)
    for scenario in scenarios_under(root / "processes", begun):
        if scenario.title.get("demo"):
            yield scenario


def _chosen(begun: dict[str, str], file: str, process: Process) -> str:
    folder = file.rpartition("/")[0]
    return process.id if process.id == folder.rpartition("/")[2] else begun.get(folder, process.id)


def _told(telling: Telling) -> dict[str, object]:
    return {
        "story": telling.scenario.name,
        "title": dict(telling.scenario.title),
        "instance": telling.instance_id,
        "ended_as_told": telling.failure is None,
        "failure": telling.failure,
        "steps": telling.lines,
    }


def _tell(telling: Telling) -> None:
    title = telling.scenario.title
    typer.secho(f"\n{title.get('zh' if is_chinese() else 'en', telling.scenario.name)}", bold=True)
    for line in telling.lines:
        typer.echo(f"  {line}")
    if telling.failure:
        typer.secho(f"  ✗ {telling.failure}", fg="red")


def _sum_up(tellings: list[Telling]) -> None:
    bad = sum(1 for telling in tellings if telling.failure)
    say(
        f"\n{len(tellings)} stories, {len(tellings) - bad} ended as told.",
        f"\n共 {len(tellings)} 个案例，{len(tellings) - bad} 个如期结束。",
    )
