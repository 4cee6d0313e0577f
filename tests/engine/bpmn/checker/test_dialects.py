"""Files as other modellers write them give a clean list of problems."""

from pathlib import Path

import pytest

from tests.engine.bpmn.sketch import errors, problems

FILES = Path("tests/data/bpmn/dialects")

ERRORS = {
    "adonis": {
        "BPMN354 _d4f0a3f2-4444-4c7f-9b5e-0f5d1c5a0001",
        "BPMN703 _d4f0a3f2-6666-4c7f-9b5e-0f5d1c5a0001",
    },
    "bizagi": set(),
    "bpmn_io": set(),
    "camunda7": {
        *("BPMN705 Start", "BPMN731 check_claim", "BPMN502 find_cover", "BPMN731 find_cover"),
        *("BPMN707 is_covered", "BPMN411 is_not_covered", "BPMN521 repair", "BPMN731 repair"),
        *("BPMN707 repair", "BPMN501 send_refusal", "BPMN731 send_refusal", "BPMN705 End"),
    },
    "camunda8": set(),
    "flowable": {
        *("BPMN731 begin", "BPMN731 approve", "BPMN501 book", "BPMN731 book", "BPMN707 f3"),
        *("BPMN706 log", "BPMN731 log", "BPMN411 f4"),
    },
    "signavio": set(),
}


def test_every_dialect_is_expected() -> None:
    assert {file.stem for file in FILES.glob("*.bpmn")} == ERRORS.keys()


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_a_foreign_file_gives_its_errors_and_no_others(name: str) -> None:
    xml = (FILES / f"{name}.bpmn").read_bytes()

    assert set(errors(xml)) == ERRORS[name]


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_every_problem_of_a_foreign_file_has_a_place(name: str) -> None:
    xml = (FILES / f"{name}.bpmn").read_bytes()

    for problem in problems(xml):
        assert problem.line > 0
        assert problem.element
        assert "{what}" not in problem.message
