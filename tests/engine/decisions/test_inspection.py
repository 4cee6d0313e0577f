"""Mistakes that can be known before an expression runs are told with their place."""

import pytest

from engine.decisions import (
    compile_expression,
    compile_unary_tests,
    inspect_definitions,
    inspect_expression,
    load,
)
from tests.engine.decisions.corpus import CORPUS
from tests.engine.decisions.dmn_file import literal, model, table

KNOWN = ["order total", "customer", "parts", "limit"]


def found(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.column) for problem in inspect_expression(compile_expression(text), KNOWN)]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("order total > limit", []),
        ("order totl > 5", [("unknown_name", 1)]),
        ("parts[price > 5].price", []),
        ("for part in parts return part.price * rate", [("unknown_name", 39)]),
        ("{a: 1, b: a + c}.b", [("unknown_name", 15)]),
        ("{f: function(x) x + y}", [("unknown_name", 21)]),
        ("substring(customer)", [("wrong_arguments", 10)]),
        ("substring(text: customer, start position: 1)", [("wrong_arguments", 10)]),
        ('1 + "a"', [("type_mismatch", 3)]),
        ('today() + "P1D"', [("type_mismatch", 9)]),
        ('today() = "2026-11-22"', [("type_mismatch", 9)]),
        ("[1] < [2]", [("type_mismatch", 5)]),
        ("customer = null", []),
        ('if "yes" then 1 else 2', [("not_boolean", 4)]),
        ('date("2026-02-30")', [("bad_literal", 6)]),
        ('@"tomorrow"', [("bad_literal", 1)]),
        ('now() > @"2026-11-22T00:00:00Z" + @"PT1H"', []),
    ],
)
def test_certain_mistakes_are_found(text: str, problems: list[tuple[str, int]]) -> None:
    assert found(text) == problems


def test_a_name_close_to_a_known_one_is_suggested() -> None:
    (problem,) = inspect_expression(compile_expression("order totl > 5"), KNOWN)

    assert problem.message == "there is no variable named “order totl”; “order total” may be meant"
    assert problem.message_zh == "没有名为“order totl”的变量；可能是“order total”"


def test_cells_know_their_input() -> None:
    assert inspect_expression(compile_unary_tests("? > limit, < 5"), KNOWN) == []


def test_without_known_names_no_name_is_unknown() -> None:
    codes = set()
    for text in CORPUS:
        if text not in {"-", 'not("a", "b")'}:
            codes |= {problem.code for problem in inspect_expression(compile_expression(text))}
    assert codes <= {"type_mismatch", "bad_literal"}


def test_a_model_is_inspected_with_what_each_decision_requires() -> None:
    xml = model(
        '<inputData id="x" name="the input"><variable name="the input" typeRef="number"/></inputData>'
        + literal("good", "the input * 2", requires=["requiredInput:x"])
        + literal("blind", "the input + today() + 1")
    )

    problems = inspect_definitions(load(xml))

    assert [(problem.code, problem.element_id) for problem in problems] == [("unknown_name", "blind")]


def test_the_cells_of_tables_are_inspected() -> None:
    xml = table([("> limit", "-", '"a" + 1')], [("Age", "number"), ("Level", "string")])

    problems = inspect_definitions(load(xml))

    assert [(problem.code, problem.element_id) for problem in problems] == [
        ("unknown_name", "row_1"),
        ("type_mismatch", "row_1"),
    ]
