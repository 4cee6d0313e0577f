"""`anxin bench`: measure speed and size beside the peers."""

import subprocess
import sys
from pathlib import Path

import typer

from engine.cli.assembly import Assembly
from engine.cli.printing import say

ROOT = Path(__file__).resolve().parents[2]


def add_bench(app: typer.Typer, _assembly: Assembly) -> None:
    """Add the command."""

    @app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
    def bench(context: typer.Context) -> None:
        """Measure the engine, the storage and the decisions beside their peers, in the same run.

        The benchmarks lie in the source checkout, not in the installed package. Takes a few minutes.

        在同一次运行中与同类产品对比测量引擎、存储与决策的速度和大小（需要源码目录）。
        """
        if not (ROOT / "benchmarks").is_dir():
            say("The benchmarks are in the source checkout only.", "基准测试仅在源码目录中提供。", error=True)
            raise typer.Exit(1)
        # A process of its own: what the command line has imported must not count.
        done = subprocess.run([sys.executable, "-m", "benchmarks", *context.args], cwd=ROOT, check=False)  # noqa: S603 - our own module
        raise typer.Exit(done.returncode)
