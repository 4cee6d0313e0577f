"""Telephone numbers are compared by their digits and shown masked."""

import pytest

from aftersales.model.customer import digits_of, masked


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("0086 13800000000", "13800000000"),
        ("010-88886666", "01088886666"),
        ("86123456", "86123456"),
        ("400-830-7582", "4008307582"),
    ],
)
def test_a_number_is_its_digits(written: str, digits: str) -> None:
    assert digits_of(written) == digits


@pytest.mark.parametrize(
    ("number", "shown"),
    [("13800001234", "138****1234"), ("12345", "***45"), ("12", "**"), ("", "")],
)
def test_a_number_is_masked(number: str, shown: str) -> None:
    assert masked(number) == shown
