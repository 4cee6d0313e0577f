"""`anxin check` and `anxin convert`: look at model files before anybody runs them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from engine import operations
from engine.bpmn.convert import convert as convert_model
from engine.cli.assembly import Assembly
from engine.cli.printing import is_chinese, print_json, print_problem, print_problems, say
from engine.clock import SystemClock, VirtualClock
from engine.model.problem import Problem, Severity
from engine.testing.folder import model_files, surrounding_files
from engine.testing.simulation import Calls


def add_check(app: typer.Typer, assembly: Assembly) -> None:
    """Add the commands."""

    @app.command()
    def check(
        paths: Annotated[list[Path], typer.Argument(help="Files or folders with .bpmn, .dmn and forms.")],
        as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
    ) -> None:
        """Check models, decision tables and forms; list every problem with the way to mend it.

        Nothing is deployed. Ends with 1 if there is an error. Models may refer to what lies in the same
        processes/ folder, and to forms/ beside it.

        检查模型、决策表与表单，一次列出全部问题及修正方法。
        """
        problems = _problems(assembly, paths)
        if as_json:
            print_json([problem.to_json() for problem in problems])
        else:
            print_problems(problems)
            _sum_up(problems)
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise typer.Exit(1)


def add_convert(app: typer.Typer) -> None:
    """Add the command that mends other tools' files."""

    @app.command()
    def convert(
        file: Annotated[Path, typer.Argument(help="A BPMN file from another modeller.", exists=True)],
        output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write it.")] = None,
    ) -> None:
        """Mend what can be mended mechanically: Camunda 7 attributes, reserved ids, missing defaults.

        Without --output the converted model is printed; what was changed is told on standard error.

        机械地转换其他建模器的文件，例如 Camunda 7 的属性与保留 id。
        """
        converted = convert_model(file.read_bytes(), file=file.name)
        for change in converted.changes:
            typer.echo(change.message_zh if is_chinese() else change.message, err=True)
        if output is None:
            # Bytes: the file keeps the encoding that it declares.
            sys.stdout.buffer.write(converted.xml)
        else:
            output.write_bytes(converted.xml)
        for problem in converted.problems:
            print_problem(problem, error=True)
        if any(problem.severity is Severity.ERROR for problem in converted.problems):
            raise typer.Exit(1)


def _problems(assembly: Assembly, paths: list[Path]) -> list[Problem]:
    wanted = model_files(paths)
    files = dict(wanted)
    for path in paths:
        files.update({name: body for name, body in surrounding_files(path).items() if name not in files})
    engine = assembly.story_engine(VirtualClock(SystemClock().now()), Calls())
    try:
        return [problem for problem in operations.check_files(engine, files) if problem.file in wanted]
    finally:
        engine.store.close()


def _sum_up(problems: list[Problem]) -> None:
    counts = {severity: sum(1 for p in problems if p.severity is severity) for severity in Severity}
    errors, warnings, hints = (counts[severity] for severity in Severity)
    say(
        f"\n{errors} errors, {warnings} warnings, {hints} hints",
        f"\n{errors} 个错误，{warnings} 个警告，{hints} 条提示",
    )
