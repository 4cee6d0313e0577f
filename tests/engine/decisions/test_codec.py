"""Values survive their JSON form exactly."""

import datetime as dt
import json
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions import NotStorable, Range, YearsMonths, compile_expression, evaluate, from_json, to_json
from engine.decisions.values import Function

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=10),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.times().map(lambda time: time.replace(fold=0)),  # a time without a day has no second hour
    st.datetimes(
        timezones=st.sampled_from(
            [None, dt.UTC, ZoneInfo("Asia/Shanghai"), dt.timezone(dt.timedelta(hours=8))]
        )
    ),
    st.timedeltas(min_value=dt.timedelta(days=-900_000), max_value=dt.timedelta(days=900_000)),
    st.integers(-(10**6), 10**6).map(YearsMonths),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.text(max_size=5), st.just("$feel")), inner, max_size=4),
        st.builds(Range, inner, inner, st.booleans(), st.booleans()),
    ),
    max_leaves=10,
)


def written(value: object) -> object:
    """Return something in which 1.10 and 1.1 differ, and zones too."""
    if isinstance(value, dict):
        return {name: written(item) for name, item in value.items()}
    return [written(item) for item in value] if isinstance(value, list) else repr(value)


@given(VALUES)
def test_a_value_survives_json(value: object) -> None:
    text = json.dumps(to_json(value))

    assert written(from_json(json.loads(text))) == written(value)


def test_plain_json_stays_plain() -> None:
    stored = to_json({"名称": "泵", "count": Decimal(3), "ok": True, "list": [1, None]})

    assert stored == {"名称": "泵", "count": 3, "ok": True, "list": [1, None]}
    assert to_json(Decimal("1.10")) == {"$feel": ["number", "1.10"]}
    assert to_json(dt.date(2026, 11, 22)) == {"$feel": ["date", "2026-11-22"]}


def test_far_and_fine_values_survive() -> None:
    for text in ('date("-2017-01-01")', '@"10:00:00.123456789+08:00"', '@"PT0.000000001S"', "(< 5)", "(!= 5)",
                 '@"99999-01-01T00:00:00@Europe/Paris"'):  # fmt: skip
        value = evaluate(text).value
        assert from_json(to_json(value)) == value


def test_functions_and_foreign_objects_are_refused() -> None:
    function = compile_expression("function(x) x").evaluate({}).value
    assert isinstance(function, Function)

    for value in (function, object(), [object()], b"bytes"):
        with pytest.raises(NotStorable, match="can't be stored"):
            to_json(value)


@pytest.mark.parametrize(
    "data",
    [
        {"$feel": ["nothing", "x"]},
        {"$feel": ["date", "2026-02-30"]},
        {"$feel": ["number", "x"]},
        {"$feel": ["date", 5]},
        {"$feel": ["context", 5]},
        {"$feel": [["number"], "1"]},
        {"$feel": 5},
        b"x",
    ],
)
def test_what_was_not_written_here_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="Not"):
        from_json(data)
