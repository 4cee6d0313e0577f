"""`anxin calendar`: the working calendars of the desks, and the import of a year's holidays."""

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from engine import operations, queries
from engine.cli.assembly import Assembly
from engine.cli.printing import print_json, say, table
from engine.errors import EngineError
from engine.model.actor import Actor
from engine.model.calendar import Calendar
from engine.ports.engine import Engine
from engine.settings import settings_at

_WORDS = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
_URL = Annotated[str, typer.Option("--database", help="SQLAlchemy URL; default ANXIN_DATABASE.")]
_KEY = Annotated[str, typer.Argument(help="The calendar's key, for example workshop.")]


class DaysUnreadable(EngineError):
    """A file of days cannot be read."""

    zh = "无法读取节假日文件。"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f'{file} is neither JSON {{"2027-01-01": false, …}} nor CSV with date,working: {reason}.',
            zh=f'{file} 既不是 JSON {{"2027-01-01": false, …}}，也不是 date,working 格式的 CSV：{reason}。',
            file=file,
        )


def add_calendar(app: typer.Typer, assembly: Assembly) -> None:
    """Add the commands."""
    calendar = typer.Typer(
        help="Working calendars: list, show, import. 工作日历：列出、查看、导入。", no_args_is_help=True
    )
    app.add_typer(calendar, name="calendar")
    _add_list(calendar, assembly)
    _add_show(calendar, assembly)
    _add_import(calendar, assembly)


def _add_list(calendar: typer.Typer, assembly: Assembly) -> None:
    @calendar.command("list")
    def list_(
        database: _URL = "",
        as_json: Annotated[bool, typer.Option("--json", help="Print the calendars as JSON.")] = False,
    ) -> None:
        """List the calendars and which years are official; warn of a year that should be by now.

        列出工作日历及各年份是否已正式公布；对应公布而未公布的年份发出警告。
        """
        with _opened(assembly, database) as engine:
            found, missing = queries.calendars(engine), queries.missing_years(engine)
        if as_json:
            print_json([json.loads(each.data) | {"version": each.version} for each in found])
        else:
            table([_row(each) for each in found])
        for year in missing:
            say(
                f"{year.calendar}: {year.year} is not official. Import it: "
                f"anxin calendar import {year.calendar} {year.year} FILE",
                f"{year.calendar}：{year.year} 年尚未正式公布，请导入："
                f"anxin calendar import {year.calendar} {year.year} 文件",
                error=True,
            )


def _add_show(calendar: typer.Typer, assembly: Assembly) -> None:
    @calendar.command()
    def show(key: _KEY, database: _URL = "") -> None:
        """Print a calendar as JSON: hours, days against the week, years.

        以 JSON 输出一个日历：班次、例外日期与年份状态。
        """
        with _opened(assembly, database) as engine:
            print_json(json.loads(queries.calendar(engine, key).data))


def _add_import(calendar: typer.Typer, assembly: Assembly) -> None:
    @calendar.command("import")
    def import_(
        key: _KEY,
        year: Annotated[int, typer.Argument(help="The year that the file is about.", min=2010, max=2059)],
        file: Annotated[Path, typer.Argument(help="JSON or CSV.", exists=True, dir_okay=False)],
        database: _URL = "",
        actor: Annotated[str, typer.Option(help="Who imports it; stands in the record.")] = "cli",
    ) -> None:
        """Make a year official: days off (false) and make-up days that are worked (true).

        Open deadlines that cross a changed day are reckoned again.

        导入某年的节假日与调休安排，该年即成为正式；受影响的未完成期限会重新计算。
        """
        with _opened(assembly, database) as engine:
            saved = operations.import_year(engine, key, year, read_days(file), actor=Actor(actor))
        say(
            f"{key} {year} is official (version {saved.version}).",
            f"{key} {year} 年已正式生效（版本 {saved.version}）。",
        )


def read_days(file: Path) -> dict[date, bool]:
    """Read days from JSON (`{"2027-01-01": false}`) or CSV (`date,working`).

    Raises:
        DaysUnreadable: the file holds something else.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        pairs = _of_json(text) if text.lstrip().startswith("{") else _of_csv(text)
        return {date.fromisoformat(day): works for day, works in pairs}
    except (ValueError, KeyError, TypeError) as error:
        raise DaysUnreadable(file.name, str(error)[:200]) from error


def _of_json(text: str) -> list[tuple[str, bool]]:
    found: dict[str, Any] = json.loads(text)
    for day, works in found.items():
        if not isinstance(works, bool):
            raise ValueError(f"{day} is neither true nor false")  # noqa: TRY004 - told like the others
    return list(found.items())


def _of_csv(text: str) -> list[tuple[str, bool]]:
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines()) if any(row)]
    if rows and rows[0][1:] and not rows[0][0][:1].isdigit():
        rows = rows[1:]  # the columns' names
    return [_csv_row(row) for row in rows]


def _csv_row(row: Sequence[str]) -> tuple[str, bool]:
    day, works = row[:2]
    return day, _WORDS[works.lower()]


def _row(calendar: Calendar) -> dict[str, Any]:
    years = json.loads(calendar.data)["years"]
    official = [year for year, status in years.items() if status == "official"]
    return {
        "key": calendar.key,
        "version": calendar.version,
        "official": f"{official[0]}-{official[-1]}" if official else "-",
        "provisional": " ".join(year for year in years if year not in official) or "-",
        "updated_by": calendar.updated_by,
        "updated_at": f"{calendar.updated_at:%Y-%m-%d %H:%M}",
    }


@contextmanager
def _opened(assembly: Assembly, database: str) -> Iterator[Engine]:
    engine = assembly.engine(settings_at(database))
    try:
        yield engine
    finally:
        engine.store.close()
