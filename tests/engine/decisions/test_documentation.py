"""Every example of the FEEL reference is true, in both languages, and no function is left out."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from engine.clock import VirtualClock
from engine.decisions import WorkingCalendar, evaluate, unary_test
from engine.decisions.feel.functions import BUILT_INS
from engine.decisions.feel.ordering import same
from engine.decisions.limits import Run
from engine.decisions.official_holidays import seed
from engine.decisions.working_time import CalendarSet

PAGES = Path(__file__).parents[3] / "docs" / "reference"
LANGUAGES = ("en", "zh")
ROW = re.compile(r"^\| [^|]+ \| `([^`]+)` \| `([^`]+)` \|$", re.MULTILINE)
CELL = re.compile(r"^\| [^|]+ \| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$", re.MULTILINE)
CLOCK = VirtualClock(datetime(2026, 11, 22, 2, 0, tzinfo=UTC))
DESKS = CalendarSet((seed(WorkingCalendar("default"), range(2025, 2028)),))


def page(language: str) -> str:
    return (PAGES / f"feel.{language}.md").read_text(encoding="utf-8")


def context(text: str) -> dict[str, object]:
    block = re.search(r"```json\n(.+?)\n```", text, re.DOTALL)
    assert block
    found: dict[str, object] = json.loads(block[1], parse_float=Decimal)
    return found


def cases() -> list[tuple[str, str]]:
    return list(dict.fromkeys(found for language in LANGUAGES for found in ROW.findall(page(language))))


@pytest.mark.parametrize(("expression", "value"), cases())
def test_an_example_is_true(expression: str, value: str) -> None:
    given = context(page("en"))

    actual = evaluate(expression, given, clock=CLOCK, calendar=DESKS).value

    assert same(actual, evaluate(value).value, Run())


@pytest.mark.parametrize(("tests", "given", "passes"), CELL.findall(page("en")))
def test_a_cell_of_the_page_is_true(tests: str, given: str, passes: str) -> None:
    assert unary_test(tests, evaluate(given).value).value is evaluate(passes).value


def test_both_languages_have_the_same_examples() -> None:
    english, chinese = page("en"), page("zh")

    assert ROW.findall(english) == ROW.findall(chinese)
    assert CELL.findall(english) == CELL.findall(chinese)
    assert context(english) == context(chinese)


def test_every_function_has_an_example() -> None:
    shown = " ".join(expression for expression, _ in ROW.findall(page("en")))

    assert sorted(name for name in BUILT_INS if f"{name}(" not in shown) == []
