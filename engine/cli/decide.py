"""`anxin feel`, `anxin decide`, `anxin tck`: FEEL and DMN from the command line."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from engine import decisions
from engine.cli.assembly import Assembly
from engine.cli.printing import json_text, print_json
from engine.decisions.kit import run_kit
from engine.errors import EngineError
from engine.queries.values import from_wire, to_wire


class ValuesUnreadable(EngineError):
    """A file does not hold variables."""

    zh = "文件不是 JSON 对象。"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f'{path} must be a JSON object such as {{"amount": 100}}: {reason}.',
            zh=f'{path} 必须是 JSON 对象，例如 {{"amount": 100}}：{reason}。',
            path=str(path),
        )


def add_decide(app: typer.Typer, _assembly: Assembly) -> None:
    """Add the commands."""

    @app.command()
    def feel(
        expression: Annotated[str, typer.Argument(help="FEEL, for example: sum([1, 2, 3]) > 5")],
        context: Annotated[Path | None, typer.Option(help="JSON file with variables.", exists=True)] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print value and warnings as JSON.")] = False,
    ) -> None:
        """Evaluate a FEEL expression; warnings say why something is null.

        计算一个 FEEL 表达式；警告会说明结果为何为 null。
        """
        result = decisions.evaluate(expression, _read(context))
        warnings = [str(warning) for warning in result.warnings]
        if as_json:
            print_json({"value": to_wire(result.value), "warnings": warnings})
            return
        typer.echo(json_text(to_wire(result.value)))
        for warning in warnings:
            typer.secho(warning, fg="yellow", err=True)

    @app.command()
    def decide(
        file: Annotated[Path, typer.Argument(help="A DMN file.", exists=True)],
        decision: Annotated[str, typer.Argument(help="The decision's id or name.")],
        inputs: Annotated[
            Path | None,
            typer.Option("--input", help="JSON file with the inputs.", exists=True),
        ] = None,
    ) -> None:
        """Evaluate a decision and show which rows fired.

        执行一个决策，并显示命中的规则行。
        """
        result = decisions.load(file.read_bytes()).evaluate(decision, _read(inputs))
        print_json({"value": to_wire(result.value), "record": result.record.to_json()})


def add_kit(app: typer.Typer, _assembly: Assembly) -> None:
    """Add the command that measures conformance."""

    @app.command()
    def tck(
        path: Annotated[
            Path, typer.Argument(help="Folder of the DMN Technology Compatibility Kit.", exists=True)
        ],
        as_json: Annotated[bool, typer.Option("--json", help="Print the score as JSON.")] = False,
    ) -> None:
        """Run the DMN Technology Compatibility Kit and print passes per suite.

        运行 DMN 技术兼容性测试套件并输出各组通过数。
        """
        report = run_kit(path)
        if as_json:
            print_json(report.to_json())
        else:
            typer.echo(report.to_text())


def _read(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except ValueError as error:
        raise ValuesUnreadable(path, str(error)) from error
    if not isinstance(data, dict):
        raise ValuesUnreadable(path, "no object")
    return {str(name): from_wire(value) for name, value in data.items()}
