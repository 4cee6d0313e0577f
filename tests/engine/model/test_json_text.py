"""Encoders that are made once write what `json.dumps` would."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.json_text import Encoder

numbers = st.integers() | st.floats()
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
)


@given(values, st.booleans(), st.booleans())
def test_a_value_is_written_as_json_writes_it(value: object, ensure_ascii: bool, sort_keys: bool) -> None:  # noqa: FBT001 - drawn
    encoder = Encoder(ensure_ascii=ensure_ascii, sort_keys=sort_keys)

    first, second = encoder.encode(value), encoder.encode(value)

    expected = json.dumps(value, ensure_ascii=ensure_ascii, sort_keys=sort_keys, separators=(",", ":"))
    assert first == second == expected


def test_what_is_no_json_is_refused_and_the_next_value_is_written() -> None:
    encoder = Encoder(allow_nan=False)

    with pytest.raises(TypeError, match="not JSON serializable"):
        encoder.encode({"a": [object()]})
    with pytest.raises(ValueError, match="not JSON compliant"):
        encoder.encode([float("nan")])

    assert encoder.encode({"a": [1.5, "二"]}) == '{"a":[1.5,"二"]}'
