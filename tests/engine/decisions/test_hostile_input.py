"""Input that means harm ends soon and with a clear error."""

import time

import pytest

from engine.decisions import FeelError, FeelLimitExceeded, FeelSyntaxError, evaluate

DOUBLING = (
    "{a: ["
    + ", ".join("1" * 10)
    + "], "
    + ", ".join(
        f"{name}: [{', '.join(before * 10)}]" for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    + ", tail: %s}.tail"
)
LIMITED = {
    "a long range": "for i in 1..1000000000 return i",
    "nested quantifiers": "some a in 1..1000, b in 1..1000, c in 1..1000 satisfies false",
    "nested loops": "for i in 1..500, j in 1..500 return for k in 1..500 return k",
    "string doubling": '{a: "'
    + "x" * 1000
    + '", b: a+a+a+a+a+a+a+a+a+a, c: b+b+b+b+b+b+b+b+b+b, d: c+c+c+c+c+c+c+c+c+c,'
    " e: d+d+d+d+d+d+d+d+d+d}.e",
    "string joining": 'string join(for i in 1..20000 return "' + "y" * 1000 + '")',
    "string replacing": 'replace("' + "a" * 20_000 + '", "a", "' + "b" * 1000 + '")',
    "endless recursion": "{f: function(n) f(n + 1), r: f(1)}.r",
    "shared lists as a result": DOUBLING.replace("%s", "h"),
    "shared lists as text": DOUBLING.replace("%s", "string(h)"),
    "shared lists flattened": DOUBLING.replace("%s", "flatten(h)"),
    "shared lists compared": DOUBLING.replace("%s", "h = [g, g, g, g, g, g, g, g, g, g]"),
    "quadratic distinct values": "count(distinct values(for i in 1..5000 return {a: i}))",
    "list doubling": "count(concatenate(for i in 1..60000 return i, for i in 1..60000 return i))",
}
REFUSED = {
    "parentheses": "(" * 10_000 + "1" + ")" * 10_000,
    "brackets": "[" * 10_000,
    "braces": "{a:" * 5_000,
    "minus signs": "-" * 10_000 + "1",
    "conditions": "if " * 5_000,
    "paths": "a" + ".b" * 5_000,
    "filters": "a" + "[1]" * 5_000,
    "calls": "f" + "()" * 5_000,
    "types": "x instance of " + "list<" * 5_000,
    "sheer length": "1" + "+1" * 500_000,
}
HARMLESS = {
    "huge powers": ("9 ** 9 ** 9", True),
    "larger powers": ("9 ** (9 ** 9)", False),
    "huge exponents": ("exp(99999999)", False),
    "catastrophic patterns": ('matches("' + "a" * 5_000 + '!", "^(a+)+$")', True),
    "exploding patterns": ('matches("a", "((a{1,100}){1,100}){1,100}")', False),
    "exponential back references": ('matches("' + "a" * 400 + '!", "(a|a)+\\\\1$")', False),
    "nested back references": ('matches("' + "a" * 400 + '!", "((a)*)*\\\\1$")', False),
    "back references in long texts": ('matches("' + "a" * 5_000 + '", "(a+)\\\\1b")', False),
    "the longest back reference": ('matches("' + "a" * 499 + '!", "(a+)\\\\1b")', True),
    "huge durations": ('duration("P99999999999999999D")', False),
    "huge rounding": ("decimal(1 / 3, 6000)", True),
    "far dates": ('@"999999999-12-31" + @"P1D"', False),
}


def timed(expression: str) -> tuple[float, object]:
    started = time.process_time()
    try:
        outcome: object = evaluate(expression).value
    except FeelError as error:
        outcome = error
    return time.process_time() - started, outcome


@pytest.mark.parametrize("attack", LIMITED)
def test_what_asks_for_too_much_is_stopped(attack: str) -> None:
    seconds, outcome = timed(LIMITED[attack])

    assert isinstance(outcome, FeelLimitExceeded)
    assert "stopped" in str(outcome)
    assert "中止" in outcome.message_zh
    assert seconds < 2


@pytest.mark.parametrize("attack", REFUSED)
def test_what_nests_too_deeply_is_refused(attack: str) -> None:
    seconds, outcome = timed(REFUSED[attack])

    assert isinstance(outcome, FeelSyntaxError)
    assert seconds < 1


@pytest.mark.parametrize("attack", HARMLESS)
def test_what_looks_dangerous_is_answered_at_once(attack: str) -> None:
    expression, has_value = HARMLESS[attack]

    seconds, outcome = timed(expression)

    assert not isinstance(outcome, Exception)
    assert (outcome is not None) == has_value
    assert seconds < 1
