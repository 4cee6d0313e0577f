"""Numbers obey the laws of decimal128: exact where 34 digits hold the result, half-even elsewhere."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.decisions import compile_expression, from_json, to_json

SMALL = st.decimals(min_value=-(10**9), max_value=10**9, places=6)
ANY = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=Decimal("-1e300"), max_value=Decimal("1e300")
)


def value(text: str, **names: object) -> object:
    return compile_expression(text).evaluate(names).value


@given(SMALL, SMALL, SMALL)
def test_sums_and_products_of_few_digits_are_exact(a: Decimal, b: Decimal, c: Decimal) -> None:
    total = value("a + b - c", a=a, b=b, c=c)
    product = value("a * b", a=a, b=b)

    assert isinstance(total, Decimal)
    assert isinstance(product, Decimal)
    assert Fraction(total) == Fraction(a) + Fraction(b) - Fraction(c)
    assert Fraction(product) == Fraction(a) * Fraction(b)


@given(SMALL, SMALL)
def test_a_quotient_is_the_nearest_of_34_digits(a: Decimal, b: Decimal) -> None:
    assume(b != 0 and a != 0)

    quotient = value("a / b", a=a, b=b)

    assert isinstance(quotient, Decimal)
    exact = Fraction(a) / Fraction(b)
    assert abs(Fraction(quotient) - exact) <= Fraction(Decimal(1).scaleb(quotient.adjusted() - 33)) / 2


@given(ANY, ANY)
def test_order_and_equality_agree(a: Decimal, b: Decimal) -> None:
    answers = [value(f"a {sign} b", a=a, b=b) for sign in ("<", "=", ">")]

    assert answers.count(True) == 1
    assert value("a <= b", a=a, b=b) is (answers[0] or answers[1])
    assert value("a != b", a=a, b=b) is not answers[1]


@given(SMALL, st.integers(min_value=-3, max_value=6))
def test_decimal_rounds_half_even(number: Decimal, scale: int) -> None:
    expected = number.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_EVEN)

    assert value("decimal(n, s)", n=number, s=scale) == expected


@given(SMALL, SMALL)
def test_modulo_is_the_remainder_of_the_floor(a: Decimal, b: Decimal) -> None:
    assume(b != 0)

    rest = value("modulo(a, b)", a=a, b=b)

    assert isinstance(rest, Decimal)
    assert Fraction(rest) == Fraction(a) - Fraction(b) * (Fraction(a) / Fraction(b)).__floor__()


@given(ANY)
def test_a_number_survives_its_text_and_its_json(number: Decimal) -> None:
    assume(len(number.as_tuple().digits) <= 34)

    stored = from_json(to_json(number))

    assert value("number(string(n))", n=number) == number
    assert isinstance(stored, Decimal)
    assert stored.as_tuple() == number.as_tuple() or not number


def test_binary_floats_never_appear() -> None:
    assert value("a + b = 0.3", a=0.1, b=0.2) is True
    assert value("2.345 * 100") == Decimal("234.5")
