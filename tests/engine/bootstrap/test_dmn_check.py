"""The check of DMN files tells mistakes in expressions, and is silent about the models that we ship."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.bootstrap.adapters import DmnFiles
from engine.clock import VirtualClock
from engine.model.problem import Severity
from tests.engine.decisions.dmn_file import literal, model

ROOT = Path(__file__).parents[3]
FILES = DmnFiles(VirtualClock(datetime(2026, 11, 22, tzinfo=UTC)))
MISTAKES = {"no_english", "unknown_name", "wrong_arguments", "type_mismatch", "not_boolean", "bad_literal"}


def test_an_unknown_name_is_told_with_its_place() -> None:
    (problem,) = FILES.check({"a.dmn": model(literal("price", "1 + totl"))})

    assert (problem.code, problem.severity, problem.file) == ("unknown_name", Severity.WARNING, "a.dmn")
    assert problem.message.startswith("Line 1, column 5 of the expression: there is no variable named “totl”")
    assert problem.message_zh.startswith("表达式第 1 行第 5 列：没有名为“totl”的变量")


def test_what_is_named_in_chinese_alone_is_told() -> None:
    path = ROOT / "processes/intake/intake_policy.dmn"
    without = re.sub("<description>[^<]*</description>", "", path.read_text("utf-8")).encode()

    told = [found for found in FILES.check({path.name: without}) if found.code == "no_english"]

    assert [(found.message.partition(" has")[0], found.element) for found in told][:3] == [
        ("受理时限", None),
        ("受理时限", "intake_policy"),
        ("紧急", "intake_policy_in_1"),
    ]
    assert told[1].message_zh == "受理时限 没有英文名称。"
    assert {found.severity for found in told} == {Severity.INFO}


@pytest.mark.parametrize("path", sorted((ROOT / "processes").rglob("*.dmn")), ids=lambda path: path.stem)
def test_the_models_that_we_ship_raise_no_false_alarm(path: Path) -> None:
    assert [found for found in FILES.check({path.name: path.read_bytes()}) if found.code in MISTAKES] == []
