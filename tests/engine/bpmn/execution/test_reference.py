"""The reference page links every line to a scenario, leaves none out, and says the same in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.engine.bpmn.execution.scenario import MODELS

ROOT = Path(__file__).parents[4]
PAGES = {language: ROOT / "docs" / "reference" / f"bpmn.{language}.md" for language in ("en", "zh")}
_LINK = re.compile(r"\]\(([^)#]+)\)")


def rows(language: str) -> list[list[str]]:
    """Return the links of each row of each table."""
    lines = PAGES[language].read_text(encoding="utf-8").splitlines()
    return [_LINK.findall(line) for line in lines if line.startswith("| ") and "](" in line]


@pytest.mark.parametrize("language", PAGES)
def test_every_link_leads_to_a_file(language: str) -> None:
    targets = {link for row in rows(language) for link in row}

    assert [link for link in targets if not (PAGES[language].parent / link).exists()] == []


@pytest.mark.parametrize("language", PAGES)
def test_every_scenario_is_linked(language: str) -> None:
    linked = {(PAGES[language].parent / link).resolve() for row in rows(language) for link in row}

    assert [path.name for path in MODELS.rglob("*.scenario.json") if path not in linked] == []


def test_both_languages_say_the_same() -> None:
    english, chinese = ([[Path(link).name.split(".")[0] for link in row] for row in rows(n)] for n in PAGES)

    assert chinese == english


@pytest.mark.parametrize("language", PAGES)
def test_every_refusal_is_a_rule(language: str) -> None:
    table = tomllib.loads((ROOT / "engine/bpmn/rules/table.toml").read_text(encoding="utf-8"))

    named = set(re.findall(r"BPMN\d+", PAGES[language].read_text(encoding="utf-8")))

    assert named - table.keys() == set()
