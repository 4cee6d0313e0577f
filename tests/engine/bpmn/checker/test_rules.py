"""Each rule finds its breach, and is silent where the breach is mended."""

import pytest

from engine.bpmn.checker import RULES
from engine.bpmn.rules import problem
from tests.engine.bpmn.checker import (
    cases_of_files,
    cases_of_flow,
    cases_of_hints,
    cases_of_listeners,
    cases_of_work,
)
from tests.engine.bpmn.checker.cases_of_files import WORLD
from tests.engine.bpmn.sketch import Surroundings, codes, errors, problems

CASES = (
    cases_of_files.CASES
    | cases_of_flow.CASES
    | cases_of_work.CASES
    | cases_of_listeners.CASES
    | cases_of_hints.CASES
)
# These need several files, or a model of a size of its own; they have tests of their own.
ELSEWHERE = {"BPMN107", "BPMN906"}
UNKNOWN = Surroundings()
REFERRING = {"BPMN221", "BPMN222", "BPMN223", "BPMN224", "BPMN225", "BPMN226"}


def world_of(code: str) -> Surroundings:
    return cases_of_hints.WORLD if code in cases_of_hints.CASES else WORLD if code in REFERRING else UNKNOWN


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_bad_model_breaks_the_rule(code: str) -> None:
    bad, _ = CASES[code]

    assert code in codes(bad, world_of(code))


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_good_model_keeps_the_rule_and_has_no_error(code: str) -> None:
    _, good = CASES[code]

    assert code not in codes(good, world_of(code))
    assert errors(good, world_of(code)) == []


def test_every_rule_has_its_cases() -> None:
    assert set(RULES) == CASES.keys() | ELSEWHERE


def test_two_files_cannot_define_one_process() -> None:
    _, good = CASES["BPMN303"]

    found = problems(good, None, **{"other.bpmn": good})

    assert ("BPMN107", "other.bpmn", "p") in {(p.code, p.file, p.element) for p in found}


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_speaks_both_languages(code: str) -> None:
    rule = RULES[code]

    for text in (rule.message_zh, rule.mend_zh):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text)
    for text in (rule.message, rule.mend, rule.message_zh, rule.mend_zh):
        assert text.rstrip()[-1] in ".。?”"


def test_a_problem_knows_its_place() -> None:
    found = problem("BPMN303", "a.bpmn", element="s", line=3, facts={"flow": "f", "what": "s"})

    assert (found.file, found.element, found.line) == ("a.bpmn", "s", 3)
    assert found.message == "The sequence flow f leads into the start event s."
