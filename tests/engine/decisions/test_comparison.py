"""A table is held against one that bounds its figures: every breach is found, with a true case, no other."""

import itertools
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decisions import Bound, NotComparable, Undercut, compare, load
from tests.engine.decisions.dmn_file import table

INPUTS = [("days", "number"), ("area", "string")]


def limits(*rows: tuple[str, str, str]) -> bytes:
    return table(rows, INPUTS, ("least",), hit_policy="COLLECT", aggregation="MAX")


LEAST_SEVEN = limits(("-", "-", "7"), (">= 10", '"north"', "9"))


def bound(figure: str = "out", *, needs_a_bound: bool = False, **inputs: str) -> Bound:
    return Bound("decide", figure, "decide", "least", "more", inputs, needs_a_bound=needs_a_bound)


def undercuts(xml: bytes, limit: bytes = LEAST_SEVEN, given: Bound | None = None) -> tuple[Undercut, ...]:
    return compare(load(xml), load(limit), given or bound()).undercuts


def case(undercut: Undercut) -> dict[str, object]:
    return {one.leaf: one.value for one in undercut.circumstances}


def test_a_table_that_gives_enough_everywhere_has_nothing_to_say() -> None:
    assert undercuts(table([("< 10", "-", "7"), (">= 10", "-", "9")], INPUTS)) == ()


def test_a_figure_below_the_bound_comes_with_a_case_in_which_it_is_given() -> None:
    xml = table([("< 10", "-", "5"), (">= 10", "-", "9")], INPUTS)

    (found,) = undercuts(xml)

    assert (found.given, found.due) == (Decimal(5), Decimal(7))
    assert found.rows == ((1, "row_1"),)
    assert load(xml).evaluate("decide", {"days": 9, "area": "x", **case(found)}).value == Decimal(5)


def test_a_bound_that_only_holds_somewhere_names_where() -> None:
    (found,) = undercuts(table([("-", "-", "8")], INPUTS))

    assert case(found)["area"] == "north"
    assert (found.due, found.limit_rows) == (Decimal(9), ((1, "row_1"), (2, "row_2")))


def test_an_empty_cell_and_a_gap_give_nothing_and_count() -> None:
    empty = table([("-", '"north"', "null"), ("-", 'not("north")', "9")], INPUTS)
    gap = table([("-", '"north"', "9")], INPUTS)

    assert [found.given for found in undercuts(empty)] == [None]
    assert [(found.given, found.rows) for found in undercuts(gap)] == [(None, ())]


def test_a_figure_where_the_bound_is_silent_may_be_forbidden() -> None:
    only_north = limits(("-", '"north"', "7"))
    xml = table([("-", '"north"', "7"), ("-", 'not("north")', "1")], INPUTS)

    assert undercuts(xml, only_north) == ()
    (found,) = undercuts(xml, only_north, bound(needs_a_bound=True))
    assert (found.due, found.rows) == (None, ((2, "row_2"),))


def test_what_a_column_calculates_stands_for_itself() -> None:
    xml = table([("true", "7"), ("false", "1")], [("days", "number")]).replace(
        b'typeRef="number"><text>days<', b'typeRef="boolean"><text>days * 2 &lt;= area<'
    )
    timely = table([("true", "7")], [("timely", "boolean")], ("least",), "COLLECT", aggregation="MAX")

    assert undercuts(xml, timely, bound(timely="days * 2 <= area")) == ()
    with pytest.raises(NotComparable):
        undercuts(xml, timely, bound(timely="days * 3 <= area"))


def test_what_a_row_calculates_is_said_to_be_looked_at_on_examples() -> None:
    xml = table([("-", "-", "if days = null then 7 else max([7, days])")], INPUTS)

    found = compare(load(xml), load(limits(("-", "-", "7"))), bound())

    assert (found.undercuts, found.calculated) == ((), ("days",))


@pytest.mark.parametrize("figure", ["gone", "out + nothing"])
def test_a_figure_that_the_table_does_not_have_cannot_be_compared(figure: str) -> None:
    with pytest.raises(NotComparable):
        undercuts(table([("-", "-", "9")], INPUTS), given=bound(figure))


def test_a_text_is_no_figure() -> None:
    with pytest.raises(NotComparable):
        undercuts(table([("-", "-", '"many"')], INPUTS))


DAYS = st.sampled_from(["-", "< 3", "<= 3", "[3..10)", ">= 10", "null", "not(5)"])
AREAS = st.sampled_from(["-", '"north"', 'not("north")', '"north", "south"'])
ROWS = st.lists(st.tuples(DAYS, AREAS, st.integers(0, 12).map(str)), min_size=1, max_size=5)


def everything() -> Iterator[dict[str, object]]:
    days = [None, *(Decimal(each) / 2 for each in range(-2, 26))]
    for day, area in itertools.product(days, [None, "north", "south", "x"]):
        yield {"days": day, "area": area}


@settings(deadline=None, max_examples=60)
@given(rows=ROWS, bounding=ROWS)
def test_a_breach_is_found_where_there_is_one_and_only_there(
    rows: list[tuple[str, str, str]], bounding: list[tuple[str, str, str]]
) -> None:
    company, law = load(table(rows, INPUTS, hit_policy="FIRST")), load(limits(*bounding))

    found = compare(company, law, bound()).undercuts

    def is_worse(values: dict[str, object]) -> bool:
        due, given = law.evaluate("decide", values).value, company.evaluate("decide", values).value
        is_known = None not in values.values()
        return due is not None and (is_known if given is None else given < due)  # type: ignore[operator] # numbers

    assert bool(found) == any(is_worse(values) for values in everything())
    for each in found:
        assert is_worse({"days": Decimal(7), "area": "north"} | case(each)) or len(case(each)) < 2
