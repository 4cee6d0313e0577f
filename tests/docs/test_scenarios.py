"""The page about scenarios names every word that one may use."""

import pytest

from engine.testing.scenario import EXPECTATIONS, VERBS
from tests.server import ROOT


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_word_of_a_scenario_is_explained(language: str) -> None:
    page = (ROOT / f"docs/reference/scenarios.{language}.md").read_text(encoding="utf-8")
    beside = {word for words in VERBS.values() for word in words}

    assert sorted(word for word in {*VERBS, *EXPECTATIONS, *beside} if f"`{word}`" not in page) == []
