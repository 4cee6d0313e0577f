import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from engine.cli import Assembly, make_app

APP = make_app(Assembly())


@pytest.fixture
def settings(tmp_path: Path) -> Mapping[str, str]:
    return {
        "ANXIN_DATABASE": f"sqlite:///{tmp_path / 'anxin.sqlite3'}",
        "ANXIN_MASTER_KEY": "a master key for tests, long enough",
    }


def run(settings: Mapping[str, str], *arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(APP, ["calendar", *arguments], env={**settings, "ANXIN_LANG": lang})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("days.json", '{"2027-01-01": false, "2027-01-30": true}'),
        ("days.csv", "date,working\n2027-01-01,false\n2027-01-30,true\n"),
        ("plain.csv", "\ufeff2027-01-01,0\r\n2027-01-30,1\r\n"),
    ],
)
def test_a_year_is_imported_from_json_and_csv(
    settings: Mapping[str, str], tmp_path: Path, name: str, text: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    told = run(settings, "import", "workshop", "2027", str(file))
    shown = run(settings, "show", "workshop")

    assert told.exit_code == 0, told.output
    calendar = json.loads(shown.stdout)
    assert calendar["years"]["2027"] == "official"
    assert {day: calendar["days"][day] for day in ("2027-01-01", "2027-01-30")} == {
        "2027-01-01": False,
        "2027-01-30": True,
    }


@pytest.mark.parametrize(
    "text", ["nonsense", '{"2027-01-01": 1}', "{", "2027-13-01,true", "2027-01-01,maybe"]
)
def test_a_file_of_something_else_is_refused(settings: Mapping[str, str], tmp_path: Path, text: str) -> None:
    file = tmp_path / "days.txt"
    file.write_text(text, encoding="utf-8")

    told = run(settings, "import", "workshop", "2027", str(file), lang="zh_CN.UTF-8")

    assert told.exit_code == 1
    assert "CSV" in told.stderr


def test_the_list_shows_which_years_are_official(settings: Mapping[str, str]) -> None:
    told = run(settings, "list")

    assert told.exit_code == 0
    workshop = next(line for line in told.stdout.splitlines() if line.startswith("workshop"))
    assert "2012-2026" in workshop


def test_an_unknown_calendar_is_refused(settings: Mapping[str, str]) -> None:
    assert run(settings, "show", "moon").exit_code == 1
