"""What processes set themselves is told in words, in both languages: nobody reads a code of a model."""

import re
from collections import Counter

import pytest

from engine.model.vocabulary import Word, described_words
from engine.queries.vocabulary import vocabulary_of
from tests.architecture.sources import ROOT
from tests.processes.wording.sources import (
    Set,
    answers,
    decisions,
    given_by,
    processes,
    scenario_values,
    set_by_decision,
    set_by_process,
)

CHINESE = re.compile("[\u3400-\u9fff]")
# Codes of the trade, which the pages name: what a case can be, and who is told.
NAMED_BY_PAGES = {"status": "status", "outcome": "status", "to": "group"}


# Keys of records, which are no words.
KEYS = frozenset({"serial_number", "technician", "dedicated_engineer"})


def told() -> set[Set]:
    """Return what the models have words for."""
    return {(word.variable, word.code) for word in vocabulary_of(processes(), decisions()).words}


def named_by_pages(language: str) -> set[Set]:
    texts = "".join(path.read_text("utf-8") for path in (ROOT / "web/src/lang" / language).glob("*.ts"))
    return {
        (variable, code)
        for variable, kind in NAMED_BY_PAGES.items()
        for code in re.findall(rf"'{kind}\.(\w+)':", texts)
    }


def called_processes() -> set[Set]:
    return {("process", process.id) for process in processes()}


def all_set() -> set[Set]:
    by_processes = {each for process in processes() for each in set_by_process(process)}
    return by_processes | {each for outline in decisions() for each in set_by_decision(outline)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_that_a_model_sets_has_words(language: str) -> None:
    assert all_set() - told() - answers() - named_by_pages(language) - called_processes() == set()


def test_every_code_that_a_scenario_begins_with_or_expects_has_words() -> None:
    found = {each for each in scenario_values() if each[0] not in KEYS}

    assert found - told() - answers() - named_by_pages("zh") - called_processes() == set()


def test_a_code_is_called_the_same_wherever_words_stand() -> None:
    found = Counter((word.variable, word.code) for word in vocabulary_of(processes(), decisions()).words)

    assert [key for key, count in found.items() if count > 1] == []


def test_words_are_in_both_languages() -> None:
    assert [
        word
        for word in vocabulary_of(processes(), decisions()).words
        if not CHINESE.search(word.zh) or CHINESE.search(word.en)
    ] == []


def test_codes_are_found_wherever_an_expression_can_give_them() -> None:
    text = '=append(found, {state: if late then "lapsed" else upper case("x"), on: ["a", "两个字"]})'

    assert list(given_by("found", text)) == [("state", "lapsed"), ("on", "a")]
    assert list(given_by("state", "expected")) == [("state", "expected")]


def test_a_description_says_words_line_by_line() -> None:
    text = "basis of the fee. More.\n  full = 全额 / in full\n  half-way = 一半 / half\n  no words"

    assert described_words("basis", text) == (
        Word("basis", "full", "全额", "in full"),
        Word("basis", "half-way", "一半", "half"),
    )
