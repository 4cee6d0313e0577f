"""Whoever is offered work is known: by name in both languages, in the pages, and as somebody in the demo."""

import re
from pathlib import Path

import pytest

from aftersales.model.group import GROUPS
from api.demo import PEOPLE

ROOT = Path(__file__).parents[3]


def offered() -> set[str]:
    """Return the groups that the models and their decision tables name."""
    models = [path.read_text("utf-8") for path in (ROOT / "processes").rglob("*.bpmn")]
    named = {each for text in models for each in re.findall(r'candidateGroups="([^"=]+)"', text)}
    return {group.strip() for each in named for group in each.split(",")}


def test_every_group_of_the_models_is_known() -> None:
    assert offered() <= GROUPS.keys()


def test_every_group_is_somebody_in_the_demo() -> None:
    assert {group for _, _, groups in PEOPLE for group in groups} == GROUPS.keys()


@pytest.mark.parametrize(("language", "place"), [("zh", 0), ("en", 1)])
def test_the_pages_call_every_group_by_its_name(language: str, place: int) -> None:
    texts = (ROOT / "web" / "src" / "lang" / language / "app.ts").read_text("utf-8")

    assert dict(re.findall(r"'group\.(\w+)': '([^']+)'", texts)) == {
        group: names[place] for group, names in GROUPS.items()
    }
