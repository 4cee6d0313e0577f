"""How the command line speaks: tables, problems and JSON, in the reader's language."""

import json
import os
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import typer

from engine.errors import EngineError
from engine.model.problem import Problem, Severity

_MARKS = {Severity.ERROR: ("✗", "red"), Severity.WARNING: ("!", "yellow"), Severity.INFO: ("·", "blue")}


def is_chinese() -> bool:
    """Say whether the reader's language is Chinese (ANXIN_LANG, else LC_ALL, LC_MESSAGES, LANG)."""
    for name in ("ANXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.lower().startswith("zh")
    return False


def say(english: str, chinese: str, *, error: bool = False) -> None:
    """Print a line in the reader's language."""
    typer.echo(chinese if is_chinese() else english, err=error)


def print_json(data: object) -> None:
    """Print JSON for machines."""
    typer.echo(json_text(data, indent=2))


def json_text(data: object, *, indent: int | None = None) -> str:
    """Return JSON text; decimals are numbers as they were written, which no float could promise."""
    marked = json.dumps(data, ensure_ascii=False, indent=indent, default=_marked)
    return _DECIMAL.sub(r"\1", marked)


# Characters that no text holds mark a decimal until its quotes are taken off.
_DECIMAL = re.compile('"\ue000([^"]*)\ue000"')


def _marked(value: object) -> str:
    return f"\ue000{value}\ue000" if isinstance(value, Decimal) else str(value)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print a list of problems, file by file."""
    file = None
    for problem in problems:
        if problem.file != file:
            file = problem.file
            typer.secho(f"\n{file}", bold=True)
        print_problem(problem)


def print_problem(problem: Problem, *, error: bool = False) -> None:
    """Print one problem with the way to mend it."""
    chinese = is_chinese()
    mark, color = _MARKS[problem.severity]
    place = f"{problem.line:>5}" if problem.line else "     "
    element = f" {problem.element}:" if problem.element else ""
    message = problem.message_zh if chinese else problem.message
    typer.echo(f"{place} {typer.style(mark, fg=color)} {problem.code}{element} {message}", err=error)
    mend = problem.mend_zh if chinese else problem.mend
    if mend:
        typer.echo(f"{' ' * 8}→ {mend}", err=error)


def refuse(error: EngineError) -> "typer.Exit":
    """Tell why something is refused; return the exit to raise."""
    typer.secho(error.message_zh if is_chinese() else error.message, fg="red", err=True)
    problems = getattr(error, "problems", None)
    if problems and all(isinstance(problem, Problem) for problem in problems):
        print_problems(problems)
    return typer.Exit(1)


def table(rows: list[dict[str, Any]]) -> None:
    """Print rows as aligned columns."""
    if not rows:
        return
    widths = {name: max(len(name), *(len(str(row[name])) for row in rows)) for name in rows[0]}
    typer.secho("  ".join(name.ljust(width) for name, width in widths.items()), bold=True)
    for row in rows:
        typer.echo("  ".join(str(row[name]).ljust(width) for name, width in widths.items()).rstrip())
