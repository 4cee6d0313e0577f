"""Verification finds every planted gap and overlap, and nothing where nothing is."""

import itertools
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decisions import Finding, load, unary_test, verify
from tests.engine.decisions.dmn_file import table

INPUTS = [("Age", "number"), ("Level", "string")]


def found(xml: bytes, code: str) -> list[Finding]:
    return [finding for finding in verify(load(xml)) if finding.code == code]


def codes(xml: bytes) -> set[str]:
    return {finding.code for finding in verify(load(xml))}


def test_a_complete_table_has_nothing_to_say() -> None:
    xml = table([("< 18", "-", "1"), (">= 18", '"gold"', "2"), (">= 18", 'not("gold")', "3")], INPUTS)

    assert codes(xml) == {"null_not_covered"}


def test_a_gap_comes_with_an_example_that_no_rule_matches() -> None:
    xml = table([("< 18", "-", "1"), ("> 18", "-", "2")], INPUTS)

    (gap,) = found(xml, "gap")

    assert gap.severity == "warning"
    assert dict(gap.example)["Age"] == Decimal(18)
    assert gap.message == "No rule covers Age: 18."
    assert gap.message_zh == "没有规则覆盖 Age: 18。"
    assert load(xml).evaluate("Decide", dict(gap.example)).value is None


def test_an_overlap_comes_with_an_example_that_both_rules_match() -> None:
    xml = table([("<= 18", "-", "1"), (">= 18", "-", "2")], INPUTS)

    (overlap,) = found(xml, "overlap")

    assert (overlap.severity, overlap.rules, overlap.rule_ids) == ("error", (1, 2), ("row_1", "row_2"))
    assert dict(overlap.example)["Age"] == Decimal(18)
    record = load(xml).evaluate("Decide", dict(overlap.example)).record
    assert [number for number, _ in record.tables[0].rules] == [1, 2]


def test_equal_outputs_may_overlap_where_any_allows_it() -> None:
    rules = [("<= 18", "-", "1"), (">= 18", "-", "1.0"), ("18", "-", "2")]

    overlaps = found(table(rules, INPUTS, hit_policy="ANY"), "overlap")

    assert [overlap.rules for overlap in overlaps] == [(1, 3), (2, 3)]


def test_rules_that_never_answer_are_found() -> None:
    shadowed = [("-", '"gold"', "1"), ("< 18", "-", "2"), ("< 10", '"gold","silver"', "3")]
    contradiction = [("< 10", "-", "1"), (">= 10", "-", "2"), ("not(-1000000000..-1)", "-", "3")]

    assert [f.rules for f in found(table(shadowed, INPUTS, hit_policy="FIRST"), "unreachable_rule")] == [(3,)]
    assert contradiction
    outside = table(
        [('"gold"', "1"), ('"platinum"', "2")], [("Level", "string")], input_values='"gold", "silver"'
    )
    assert [f.rules for f in found(outside, "unreachable_rule")] == [(2,)]
    beaten = table(
        [("-", "-", '"A"'), ("< 5", "-", '"B"')], INPUTS, hit_policy="PRIORITY", output_values='"A","B"'
    )
    assert [f.rules for f in found(beaten, "unreachable_rule")] == [(2,)]


def test_allowed_values_bound_the_space() -> None:
    xml = table([('"gold"', "1")], [("Level", "string")], input_values='"gold", "silver"')

    (gap,) = found(xml, "gap")

    assert dict(gap.example) == {"Level": "silver"}


def test_outputs_outside_their_allowed_values_are_found() -> None:
    xml = table([("-", "-", '"maybe"')], INPUTS, output_values='"yes", "no"')

    (finding,) = found(xml, "output_not_allowed")

    assert finding.rules == (1,)
    assert '"maybe"' in finding.message


def test_a_default_output_closes_every_gap() -> None:
    assert "gap" not in codes(table([("< 18", "-", "1")], INPUTS, default="0"))


@pytest.mark.parametrize(
    ("kind", "cells", "example"),
    [
        ("date", ['< @"2026-01-01"', '> @"2026-01-01"'], "2026-01-01"),
        ("date", ['<= @"2026-01-01"', '>= @"2026-01-03"'], "2026-01-02"),
        ("boolean", ["true"], "False"),
        ("days and time duration", ['< @"PT24H"', '> duration("P1D")'], "1 day, 0:00:00"),
        ("years and months duration", ['<= @"P1Y"', '>= @"P14M"'], "P1Y1M"),
        (
            "date and time",
            ['< @"2026-01-01T00:00:00Z"', '> @"2026-01-01T00:00:00Z"'],
            "2026-01-01 00:00:00+00:00",
        ),
        ("time", ['< @"12:00:00"', '>= @"12:00:01"'], "12:00:00"),
        ("number", ["? < 5 or ? > 5"], "5"),
        ("number", ["not([1..3])", "[1..3)"], "3"),
        ("string", ['"a","b"', 'not("a","b","c")'], "c"),
    ],
)
def test_every_type_has_its_gaps(kind: str, cells: list[str], example: str) -> None:
    gaps = found(table([(cell, "1") for cell in cells], [("x", kind)]), "gap")

    assert [str(dict(gap.example)["x"]) for gap in gaps] == [example]


def test_what_can_not_be_analysed_is_said_honestly() -> None:
    xml = table(
        [("> Limit", "-", "1"), ("-", 'contains(?, "a")', "2")], [("Value", "number"), ("Limit", "string")]
    )

    notes = found(xml, "not_analysed")

    assert [(note.severity, note.rules) for note in notes] == [("info", (1,)), ("info", (2,))]
    assert "overlap" not in codes(xml)


def test_columns_that_ask_the_same_are_one() -> None:
    xml = table([("< 5", "< 5", "1"), (">= 5", ">= 5", "2")], [("x", "number"), ("x", "number")])

    assert codes(xml) == {"null_not_covered"}


CELLS = {
    "number": ["-", "< 3", ">= 3", "[1..4)", "5", "not(2)", "(3..6]", "1, 4", "> 6"],
    "string": ["-", '"a"', '"a","b"', 'not("a")', 'not("b","c")'],
    "boolean": ["-", "true", "false"],
}
PROBES: dict[str, list[object]] = {
    "number": [Decimal(n) / 2 for n in range(-2, 16)],
    "string": ["a", "b", "c", "z"],
    "boolean": [True, False],
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3))
    row = st.tuples(*(st.sampled_from(CELLS[kind]) for kind in kinds)).map(list)
    return kinds, draw(st.lists(row, min_size=1, max_size=6))


@settings(max_examples=120, deadline=None)
@given(tables())
def test_gaps_and_overlaps_are_those_of_brute_force(drawn: tuple[list[str], list[list[str]]]) -> None:
    kinds, rows = drawn
    inputs = [(f"x{n}", kind) for n, kind in enumerate(kinds)]
    findings = verify(load(table([(*row, "1") for row in rows], inputs)))
    passes = [
        [
            {value for value in PROBES[kind] if unary_test(cell, value).value is True}
            for cell, kind in zip(row, kinds, strict=True)
        ]
        for row in rows
    ]

    def matching(point: tuple[object, ...]) -> list[int]:
        return [
            number
            for number, sets in enumerate(passes, 1)
            if all(value in allowed for value, allowed in zip(point, sets, strict=True))
        ]

    points = [matching(point) for point in itertools.product(*(PROBES[kind] for kind in kinds))]
    pairs = {pair for matches in points for pair in itertools.combinations(matches, 2)}
    gaps = [finding for finding in findings if finding.code == "gap"]
    assert bool(gaps) == any(not matches for matches in points)
    assert {finding.rules for finding in findings if finding.code == "overlap"} == set(
        sorted(pairs)[:20]
    ) or len(pairs) > 20
    for gap in gaps:
        example = dict(gap.example)
        assert not any(
            all(
                unary_test(cell, example[name]).value is True
                for cell, (name, _) in zip(row, inputs, strict=True)
            )
            for row in rows
        )


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.data())
def test_a_planted_gap_and_a_planted_overlap_are_found(size: int, data: st.DataObject) -> None:
    hole = data.draw(st.integers(0, size - 1))
    steps = [f"[{n * 10}..{n * 10 + 10})" for n in range(size)]
    rules = [("< 0", "1"), *((cell, "1") for cell in steps), (f">= {size * 10}", "1")]
    gapped = [rule for rule in rules if rule[0] != steps[hole]]
    doubled = [*rules, (f"[{hole * 10 + 2}..{hole * 10 + 3}]", "1")]

    (gap,) = found(table(gapped, [("x", "number")]), "gap")
    (overlap,) = found(table(doubled, [("x", "number")]), "overlap")

    at = dict(gap.example)["x"]
    assert isinstance(at, Decimal)
    assert hole * 10 <= at < hole * 10 + 10
    assert overlap.rules == (hole + 2, size + 3)
    assert codes(table(rules, [("x", "number")])) == {"null_not_covered"}


def test_sixty_rows_and_eight_inputs_take_seconds_at_most() -> None:
    kinds = ["number", "string"] * 4
    rows = [
        [f"[{n * 3}..{n * 3 + 10})" if place == 0 else CELLS[kind][(n * 7 + place * 3) % len(CELLS[kind])]
         for place, kind in enumerate(kinds)]
        for n in range(60)
    ]  # fmt: skip
    xml = table([(*row, "1") for row in rows], [(f"x{n}", kind) for n, kind in enumerate(kinds)])

    started = time.process_time()
    findings = verify(load(xml))

    assert findings
    assert time.process_time() - started < 5
