"""What expressions are worth, group by group; each line is an expression and the FEEL of its value."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from engine.clock import CHINA, VirtualClock
from engine.decisions import compile_expression, evaluate, unary_test
from engine.decisions.feel.ordering import same
from engine.decisions.limits import Run

CONTEXT: dict[str, object] = {
    "客户等级": "VIP",
    "order total": 1200,
    "Teacher's rating": 5,
    "profit and loss": -3,
    "parts": [{"name": "泵", "price": 80}, {"name": "垫圈", "price": Decimal("1.5")}],
    "a-b": 7,
    "a": 10,
    "b": 4,
}

VALUES = [
    ("0.1 + 0.2 = 0.3", "true"),
    ("1 / 3 * 3", "0.9999999999999999999999999999999999"),
    ("2 ** 3 ** 2", "64"),
    ("-2 ** 2", "4"),
    ("7 - 2 - 1", "4"),
    (".5 + 1.5e2", "150.5"),
    ('客户等级 = "VIP" and order total > 1000', "true"),
    ("Teacher's rating + 1", "6"),
    ("profit and loss < 0", "true"),
    ("a-b", "7"),
    ("a - b", "6"),
    ("parts.name", '["泵", "垫圈"]'),
    ("parts[price > 10].name", '["泵"]'),
    ("parts[-1].price", "1.5"),
    ('parts[name = "泵"][1].price', "80"),
    ("sum(parts.price)", "81.5"),
    ('if a > b then "more" else "less"', '"more"'),
    ("for i in 3..1 return i * i", "[9, 4, 1]"),
    ("for x in [1, 2], y in [x, 10] return x + y", "[2, 11, 4, 12]"),
    ("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]"),
    ("some p in parts satisfies p.price > 50", "true"),
    ("every p in parts satisfies p.price > 50", "false"),
    ("{half: function(x) x / 2, r: half(9)}.r", "4.5"),
    ("{a: 1, b: a + 1, c: {d: b * 2}}.c.d", "4"),
    ("5 between 1 and 10", "true"),
    ("5 in (1..5)", "false"),
    ("5 in [1..5]", "true"),
    ("5 in ]1..5]", "true"),
    ("5 in (< 3, > 4)", "true"),
    ("[1, 2, 3][item >= 2]", "[2, 3]"),
    ("{x: 1}.x instance of number", "true"),
    ('[1, "a"] instance of list<number>', "false"),
    ("null instance of Any", "false"),
    ('@"2026-01-31" + duration("P1M")', 'date("2026-02-28")'),
    ('@"2024-02-29" + @"P1Y"', '@"2025-02-28"'),
    ('@"2026-11-22T10:00:00@Asia/Shanghai" - @"2026-11-22T01:00:00Z"', '@"PT1H"'),
    ('@"2026-11-22" - @"2026-11-01"', '@"P21D"'),
    ('@"PT90M" / @"PT1H"', "1.5"),
    ('@"P1Y6M".months', "6"),
    ('date and time(@"2026-11-22", time("08:30:00"))', '@"2026-11-22T08:30:00"'),
    ('years and months duration(@"2024-05-20", @"2026-11-22")', '@"P2Y6M"'),
    ('string(@"2026-11-22T08:30:00+08:00")', '"2026-11-22T08:30:00+08:00"'),
    ("string(1.10)", '"1.1"'),
    ('string(["a", null, 1.0, {b: true}])', '"[\\"a\\", null, 1, {b: true}]"'),
    ('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '"[1=ab][2=]cd"'),
    ('matches("SN-2026-001", "^SN-[0-9]{4}-[0-9]+$")', "true"),
    ('matches("fee fee paid", "([a-z]+) \\\\1")', "true"),
    ('replace("aA", "(a)\\\\1", "$1", "i")', '"a"'),
    ('split("a;b;;c", ";")', '["a", "b", "", "c"]'),
    ('substring("售后服务", -2)', '"服务"'),
    ('string length("😀a")', "2"),
    ('number("1.234,5", ".", ",")', "1234.5"),
    ("round half up(2.5, 0) + round half down(2.5, 0) + decimal(2.5, 0)", "7"),
    ("modulo(-12, 5)", "3"),
    ("median([8, 2, 5, 3, 4])", "4"),
    ("mode([6, 3, 9, 6, 6])", "[6]"),
    ("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"),
    ("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"),
    ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
    ('context put({x: 1, y: {z: 2}}, ["y", "z"], 3)', "{x: 1, y: {z: 3}}"),
    ('get value({a: {b: 5}}, ["a", "b"])', "5"),
    ("get entries({a: 1})", '[{key: "a", value: 1}]'),
    ('get or else(null, "default")', '"default"'),
    ("is defined(missing)", "false"),
    ("partition([1, 2, 3, 4, 5], 2)", "[[1, 2], [3, 4], [5]]"),
    ("overlaps([1..5], [3..8])", "true"),
    ("before([1..5), [5..8])", "true"),
    ('week of year(@"2005-01-01")', "53"),
    ('day of week(@"2026-11-22")', '"Sunday"'),
    ("all([true, null])", "null"),
    ("not(null)", "null"),
    ("true or null", "true"),
    ("false and null", "false"),
    ("true and null", "null"),
    ('1 = "1"', "null"),
    ("null = null", "true"),
    ("1 < null", "null"),
    ("max([])", "null"),
    ("[1, 2, 3][0]", "null"),
    ("9 ** (9 ** 9)", "null"),
    ("1 / 0", "null"),
    ('date("2026-02-30")', "null"),
    ('"a" + 1', "null"),
    ('substring(string: "foobar", start position: 3)', '"obar"'),
]


@pytest.mark.parametrize(("expression", "expected"), VALUES, ids=[expression for expression, _ in VALUES])
def test_an_expression_has_its_value(expression: str, expected: str) -> None:
    actual = evaluate(expression, CONTEXT).value
    wanted = evaluate(expected).value

    assert same(actual, wanted, Run())


@pytest.mark.parametrize(
    ("tests", "value", "passes"),
    [
        ("< 5", 4, True),
        ("< 5, > 10", 11, True),
        ("not(< 5)", 4, False),
        ("-", None, True),
        ('"a","b"', "b", True),
        ('not("a","b")', "c", True),
        ("[1..5)", 5, False),
        ("null", None, True),
        ("< 5", None, None),
        ("? > limit", 7, True),
        ('starts with(?, "SN")', "SN-1", True),
        ("limit > 5", "anything", True),
        ("[1, 2, 3]", 2, True),
        ('contains(?, "泵") or ends with(?, "阀")', "电磁阀", True),
    ],
)
def test_a_cell_asks_its_input(tests: str, value: object, passes: object) -> None:
    assert unary_test(tests, value, {"limit": 6}).value is passes


def test_a_null_says_why_in_both_languages_and_where() -> None:
    result = evaluate("1 + missing", {})

    first, second = result.warnings
    assert result.value is None
    assert (first.code, first.at) == ("unknown_name", 4)
    assert first.message == "There is no variable named “missing”."
    assert first.message_zh == "没有名为“missing”的变量。"
    assert second.code == "bad_operands"


def test_now_is_told_by_the_clock_and_shown_as_in_china() -> None:
    clock = VirtualClock(datetime(2026, 11, 22, 18, 0, tzinfo=UTC))

    now = evaluate("now()", clock=clock).value
    today = evaluate("today()", clock=clock).value

    assert now == clock.now()
    assert isinstance(now, datetime)
    assert now.tzinfo is CHINA
    assert str(today) == "2026-11-23"


def test_free_names_are_those_that_the_caller_must_provide() -> None:
    expression = compile_expression("for x in orders return x.total * rate + sum(parts[price > limit].price)")

    assert expression.free_names == {"orders", "rate", "parts"}


def test_a_scope_needs_nothing_but_getitem() -> None:
    class Live:
        def __getitem__(self, name: str, /) -> object:
            return {"days": 3}[name]

    assert compile_expression("days + 1").evaluate(Live()).value == Decimal(4)


def test_variables_shadow_functions_of_the_same_name() -> None:
    assert evaluate("count + 1", {"count": 2}).value == Decimal(3)


def test_a_foreign_object_is_null_with_a_warning() -> None:
    result = evaluate("thing", {"thing": object()})

    assert result.value is None
    assert [warning.code for warning in result.warnings] == ["not_a_feel_value"]


def test_python_objects_are_never_reached_into() -> None:
    for expression in ("x.__class__", "x.format", "x.__class__.__mro__", "__import__", "x.real"):
        assert evaluate(expression, {"x": "{0.__class__}"}).value is None
