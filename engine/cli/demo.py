"""`anxin demo`: real-looking cases, played and told."""

from typing import Annotated

import typer

from engine.cli.assembly import Assembly, models_folder
from engine.cli.printing import is_chinese, print_json, say
from engine.clock import VirtualClock
from engine.settings import Settings
from engine.testing.department import deploy_models, stories
from engine.testing.player import BEGINNING, Player, Telling
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
        tellings = play_demo(assembly)
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
        root = models_folder(Settings(demo=True))
        files = deploy_models(engine, root)
        player = Player(engine, clock, calls, assembly.scenery(engine))
        return [player.play(story) for story in stories(engine, root, files)]
    finally:
        engine.store.close()


def _told(telling: Telling) -> dict[str, object]:
    return {
        "story": telling.scenario.name,
        "title": dict(telling.scenario.title),
        "instance": telling.instance_id,
        "ended_as_told": telling.failure is None,
        "failure": telling.failure,
        "steps": [{"zh": zh, "en": en} for zh, en in telling.lines],
    }


def _tell(telling: Telling) -> None:
    title = telling.scenario.title
    typer.secho(f"\n{title.get('zh' if is_chinese() else 'en', telling.scenario.name)}", bold=True)
    for line in telling.lines:
        typer.echo(f"  {line[0] if is_chinese() else line[1]}")
    if telling.failure:
        typer.secho(f"  ✗ {telling.failure}", fg="red")


def _sum_up(tellings: list[Telling]) -> None:
    bad = sum(1 for telling in tellings if telling.failure)
    say(
        f"\n{len(tellings)} stories, {len(tellings) - bad} ended as told.",
        f"\n共 {len(tellings)} 个案例，{len(tellings) - bad} 个如期结束。",
    )
