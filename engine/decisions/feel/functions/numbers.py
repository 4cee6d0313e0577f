"""Numeric functions: rounding, remainders, roots and logarithms."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import Final

from engine.decisions.feel.builtin import NoValue, built_in
from engine.decisions.limits import Run
from engine.decisions.values import NUMBERS, YearsMonths

_SMALLEST_SCALE: Final = -6111
_LARGEST_SCALE: Final = 6176
_WIDE: Final = Context(prec=12_500, Emin=-999_999, Emax=999_999)


def _rounded(number: Decimal, scale: Decimal, rounding: str) -> Decimal:
    places = int(scale.to_integral_value(rounding=ROUND_DOWN))
    if not _SMALLEST_SCALE <= places <= _LARGEST_SCALE:
        raise NoValue(f"the scale must be between {_SMALLEST_SCALE} and {_LARGEST_SCALE}")
    # More places than the number has change nothing, and need not be filled with zeros.
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number
    return NUMBERS.plus(number.quantize(Decimal(1).scaleb(-places, context=_WIDE), rounding, context=_WIDE))


@built_in("decimal", "n: number, scale: number")
def _decimal(_: Run, number: Decimal, scale: Decimal) -> object:
    return _rounded(number, scale, ROUND_HALF_EVEN)


@built_in("floor", "n: number, [scale: number]")
def _floor(_: Run, number: Decimal, scale: Decimal | None = None) -> object:
    return _rounded(number, scale or Decimal(0), ROUND_FLOOR)


@built_in("ceiling", "n: number, [scale: number]")
def _ceiling(_: Run, number: Decimal, scale: Decimal | None = None) -> object:
    return _rounded(number, scale or Decimal(0), ROUND_CEILING)


@built_in("round up", "n: number, scale: number")
def _round_up(_: Run, number: Decimal, scale: Decimal) -> object:
    return _rounded(number, scale, ROUND_UP)


@built_in("round down", "n: number, scale: number")
def _round_down(_: Run, number: Decimal, scale: Decimal) -> object:
    return _rounded(number, scale, ROUND_DOWN)


@built_in("round half up", "n: number, scale: number")
def _round_half_up(_: Run, number: Decimal, scale: Decimal) -> object:
    return _rounded(number, scale, ROUND_HALF_UP)


@built_in("round half down", "n: number, scale: number")
def _round_half_down(_: Run, number: Decimal, scale: Decimal) -> object:
    return _rounded(number, scale, ROUND_HALF_DOWN)


@built_in("abs", "n: number")
def _abs(_: Run, number: Decimal) -> object:
    return NUMBERS.abs(number)


@built_in("abs", "n: days and time duration")
def _abs_of_duration(_: Run, duration: object) -> object:
    from engine.decisions.feel import calendar

    return calendar.make_duration(abs(calendar.duration_number(duration)))  # type: ignore[arg-type] # the signature says so


@built_in("abs", "n: years and months duration")
def _abs_of_months(_: Run, duration: YearsMonths) -> object:
    return YearsMonths(abs(duration.months))


@built_in("modulo", "dividend: number, divisor: number")
def _modulo(_: Run, dividend: Decimal, divisor: Decimal) -> object:
    if not divisor:
        raise NoValue("the divisor is zero")
    # The remainder is exact however large the quotient; it then takes the sign of the divisor.
    rest = _WIDE.remainder(dividend, divisor)
    if rest and (rest < 0) != (divisor < 0):
        rest = _WIDE.add(rest, divisor)
    return NUMBERS.plus(rest)


@built_in("sqrt", "number: number")
def _sqrt(_: Run, number: Decimal) -> object:
    return NUMBERS.sqrt(number)


@built_in("log", "number: number")
def _log(_: Run, number: Decimal) -> object:
    if number <= 0:
        raise NoValue("only positive numbers have a logarithm")
    return NUMBERS.ln(number)


@built_in("exp", "number: number")
def _exp(_: Run, number: Decimal) -> object:
    return NUMBERS.exp(number)


@built_in("odd", "number: number")
def _odd(_: Run, number: Decimal) -> object:
    return _WIDE.remainder(_integer(number), Decimal(2)) != 0


@built_in("even", "number: number")
def _even(_: Run, number: Decimal) -> object:
    return _WIDE.remainder(_integer(number), Decimal(2)) == 0


def _integer(number: Decimal) -> Decimal:
    if number != number.to_integral_value():
        raise NoValue(f"{number} is not a whole number")
    return number
