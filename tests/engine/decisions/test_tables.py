"""Decision tables: every hit policy, defaults, allowed values, and the record of what happened."""

from decimal import Decimal
from typing import Any

import pytest

from engine.decisions import DecisionResult, load
from tests.engine.decisions.dmn_file import table

INPUTS = [("Age", "number"), ("Level", "string")]
RULES = [("< 18", "-", '"no"'), (">= 18", '"gold"', '"yes"'), (">= 18", 'not("gold")', '"ask"')]
OVERLAPPING = [(">= 10", "-", '"B"'), (">= 20", "-", '"A"'), (">= 30", "-", '"B"')]


def decide(xml: bytes, **inputs: object) -> DecisionResult:
    return load(xml).evaluate("Decide", inputs)


def codes(result: DecisionResult) -> list[str]:
    return [warning.code for warning in result.record.warnings]


def test_unique_gives_the_output_of_the_rule_that_matches() -> None:
    result = decide(table(RULES, INPUTS), Age=30, Level="gold")

    assert result.value == "yes"
    assert result.record.warnings == ()


def test_unique_refuses_two_matches_and_names_them() -> None:
    result = decide(table(OVERLAPPING, INPUTS), Age=25, Level="x")

    assert result.value is None
    assert codes(result) == ["several_rules_matched"]
    assert "1, 2" in result.record.warnings[0].message


@pytest.mark.parametrize(
    ("policy", "value"),
    [
        ("FIRST", "B"),
        ("PRIORITY", "A"),
        ("RULE ORDER", ["B", "A", "B"]),
        ("COLLECT", ["B", "A", "B"]),
        ("OUTPUT ORDER", ["A", "B", "B"]),
    ],
)
def test_policies_choose_among_matches(policy: str, value: object) -> None:
    xml = table(OVERLAPPING, INPUTS, hit_policy=policy, output_values='"A", "B"')

    assert decide(xml, Age=40, Level="x").value == value


@pytest.mark.parametrize(("how", "value"), [("SUM", 6), ("MIN", 1), ("MAX", 3), ("COUNT", 3)])
def test_collect_aggregates(how: str, value: int) -> None:
    rules = [("-", "-", "1"), ("-", "-", "2"), ("-", "-", "3")]

    assert decide(
        table(rules, INPUTS, hit_policy="COLLECT", aggregation=how), Age=1, Level=""
    ).value == Decimal(value)


def test_any_takes_equal_outputs_and_refuses_different_ones() -> None:
    xml = table([(">= 10", "-", "1"), (">= 20", "-", "1.0"), (">= 30", "-", "2")], INPUTS, hit_policy="ANY")

    assert decide(xml, Age=25, Level="").value == Decimal(1)
    assert codes(decide(xml, Age=35, Level="")) == ["outputs_differ"]


def test_no_match_is_null_or_the_default() -> None:
    rules = [("< 0", "-", '"never"')]

    assert codes(decide(table(rules, INPUTS), Age=1, Level="")) == ["no_rule_matched"]
    assert decide(table(rules, INPUTS, default='"usual"'), Age=1, Level="").value == "usual"


def test_several_outputs_are_a_context() -> None:
    xml = table([("-", "-", '"yes"', "Age * 2")], INPUTS, outputs=("answer", "double"))

    assert decide(xml, Age=4, Level="").value == {"answer": "yes", "double": Decimal(8)}


def test_the_record_tells_which_rows_fired_with_which_inputs() -> None:
    record: dict[str, Any] = decide(table(RULES, INPUTS), Age=30, Level="gold").record.to_json()

    assert record["decision"] == {"id": "decide", "name": "Decide"}
    assert record["inputs"] == {"Age": 30, "Level": "gold"}
    assert record["value"] == "yes"
    assert record["tables"] == [
        {
            "id": "the_table",
            "name": "Decide",
            "hit_policy": "UNIQUE",
            "inputs": [{"label": "Age", "value": 30}, {"label": "Level", "value": "gold"}],
            "rules": [{"index": 2, "id": "row_2"}],
            "default": False,
        }
    ]


def test_a_missing_input_is_null_and_mentioned() -> None:
    result = decide(table([("null", "-", '"unknown age"')], INPUTS), Level="gold")

    assert result.value == "unknown age"
    assert codes(result) == []
    assert result.record.inputs == {"Age": None, "Level": "gold"}


def test_an_input_outside_its_allowed_values_is_mentioned() -> None:
    xml = table([("-", "1")], [("Level", "string")], input_values='"gold", "silver"')

    assert codes(decide(xml, Level="bronze")) == ["not_allowed"]


def test_a_cell_may_compare_with_other_inputs() -> None:
    xml = table(
        [("> Limit", "-", '"over"'), ("<= Limit", "-", '"under"')], [("Value", "number"), ("Limit", "number")]
    )

    assert decide(xml, Value=5, Limit=3).value == "over"
