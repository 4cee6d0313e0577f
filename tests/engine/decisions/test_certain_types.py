"""A type that is told before an expression runs is the type of what comes out, or null comes out."""

import time

import pytest

from engine.decisions import (
    compile_expression,
    feel_type,
    inspect_expression,
    load,
    result_types,
    type_of,
)
from engine.decisions.feel.types import FeelType
from tests.engine.decisions.corpus import CORPUS
from tests.engine.decisions.dmn_file import literal, model, table

KNOWN = {
    "amount": "number",
    "day": "string",
    "limits": "context<within: days and time duration, priority: number>",
    "parts": "list<context<price: number>>",
}


def types() -> dict[str, FeelType]:
    found = {name: feel_type(text) for name, text in KNOWN.items()}
    return {name: kind for name, kind in found.items() if kind is not None}


def test_types_can_be_written_and_read() -> None:
    assert {name: str(kind) for name, kind in types().items()} == KNOWN
    assert feel_type("context<") is None
    assert feel_type("money") is None


@pytest.mark.parametrize("text", [text for text in CORPUS if text not in {"-", 'not("a", "b")'}])
def test_the_type_is_that_of_the_value(text: str) -> None:
    compiled = compile_expression(text)
    told = type_of(compiled, {})

    value = compiled.evaluate({}).value

    kind = None if told is None else feel_type(told)
    assert value is None or kind is None or kind.accepts(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("amount", "number"),
        ("amount * 2", "number"),
        ("amount + day", None),
        ("limits.within", "days and time duration"),
        ("limits.other", None),
        ("if amount > 1 then day else null", "string"),
        ("if amount > 1 then day else amount", None),
        ("{a: amount, b: a}", "context<a: number, b: Any>"),
        ("{amount: day, b: amount}.b", None),
        ("parts", "list<context<price: number>>"),
        ("parts[price > 1]", None),
        ("null", None),
        ("for p in parts return p", "list<Any>"),
    ],
)
def test_types_of_variables_reach_what_is_made_of_them(text: str, kind: str | None) -> None:
    assert type_of(compile_expression(text), types()) == kind


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("amount > day", [("type_mismatch", None)]),
        ("amount = null", []),
        ("today() + amount", [("type_mismatch", None)]),
        ("limits.prority > 1", [("unknown_entry", "prority")]),
        ("{a: 1}.b", [("unknown_entry", "b")]),
        ("parts[amount > day]", []),
        ("some day in [1] satisfies day > amount", []),
        ("{day: 1, late: day > amount}", []),
        ("function(amount) amount > day", []),
        ("if amount then 1 else 2", [("not_boolean", None)]),
    ],
)
def test_variables_of_known_types_are_judged_where_they_are_seen(
    text: str, problems: list[tuple[str, str | None]]
) -> None:
    found = inspect_expression(compile_expression(text), None, types())

    assert [(problem.code, problem.name) for problem in found] == problems


def test_a_decision_tells_the_type_of_its_result() -> None:
    rules = [["1", '"a"'], ["2", '"b"']]
    collected = table(rules, [("x", "number")], hit_policy="COLLECT")
    counted = table(rules, [("x", "number")], hit_policy="COLLECT", aggregation="COUNT")

    assert result_types(load(model(literal("d", "1", type_ref="number")))) == {"d": "number"}
    assert result_types(load(model(literal("d", "1")))) == {}
    assert list(result_types(load(collected)).values()) == ["list<Any>"]
    assert list(result_types(load(counted)).values()) == ["number"]


@pytest.mark.parametrize(
    "text",
    [
        "{" + ",".join(f"k{n}: 1" for n in range(90)) + ", a: " + "{a: " * 40 + "1" + "}.a" * 40 + "}.a",
        "(if true then limits.priority else " * 40 + "1" + ") + 1" * 40,
        "amount" + " + amount" * 4_000,
        "some day in [1] satisfies " * 60 + "day = 1",
        "x" * 20_000 + " > " + "y" * 20_000,
    ],
)
def test_hostile_expressions_are_looked_at_in_no_time(text: str) -> None:
    compiled = compile_expression(text)
    begun = time.process_time()

    type_of(compiled, types())
    inspect_expression(compiled, {"z" * 20_000, *KNOWN}, types())

    assert time.process_time() - begun < 2
