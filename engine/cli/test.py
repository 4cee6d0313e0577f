"""`anxin test`: play the scenarios beside the models."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.assembly import Assembly
from engine.cli.printing import is_chinese, print_json, say
from engine.testing.player import Telling
from engine.testing.suite import SuiteReport, run_suite


def add_test(app: typer.Typer, assembly: Assembly) -> None:
    """Add the command."""

    @app.command()
    def test(
        path: Annotated[
            Path, typer.Argument(help="A processes/ folder, one process, or one scenario file.", exists=True)
        ],
        as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
        verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell every step.")] = False,
    ) -> None:
        """Play every scenario under a path on a throwaway database with a virtual clock.

        Remote connectors are simulated as the story says; everything else is real. Then tells which sequence
        flows and decision rows no scenario has taken. Ends with 1 if a scenario fails.

        在一次性数据库与虚拟时钟上演练所有场景，并指出未走到的顺序流与决策行。
        """
        report = run_suite(
            path.resolve(),
            assembly.story_engine,
            scenery=assembly.scenery,
            on_telling=None if as_json else _teller(verbose),
        )
        if as_json:
            print_json(report.to_json())
        else:
            _sum_up(report)
        if report.failed:
            raise typer.Exit(1)


def _teller(verbose: bool) -> "Teller":
    return Teller(verbose=verbose)


class Teller:
    """Prints each scenario as it ends."""

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose

    def __call__(self, telling: Telling) -> None:
        """Print one scenario."""
        mark = typer.style("✗", fg="red") if telling.failure else typer.style("✓", fg="green")
        typer.echo(f"{mark} {Path(telling.scenario.file).name}: {telling.scenario.name}")
        if self._verbose:
            for line in telling.lines:
                typer.echo(f"      {line[0] if is_chinese() else line[1]}")
        if telling.failure:
            typer.echo(f"      {telling.failure}")


def _sum_up(report: SuiteReport) -> None:
    coverage = report.coverage
    for process, flow in coverage.flows_missed():
        say(f"  flow not taken: {process} {flow}", f"  未走到的顺序流：{process} {flow}")
    for name, row in coverage.rows_missed():
        say(f"  row not taken: {name} row {row}", f"  未命中的决策行：{name} 第 {row} 行")
    totals = report.to_json()
    say(
        "{scenarios} scenarios, {passed} passed, {failed} failed; flows {flows_taken}/{flows_total}, "
        "rows {rows_taken}/{rows_total}".format(**totals),
        "{scenarios} 个场景，{passed} 个通过，{failed} 个失败；顺序流 {flows_taken}/{flows_total}，"
        "决策行 {rows_taken}/{rows_total}".format(**totals),
    )
