"""The values of FEEL as Python objects.

number = Decimal · string = str · boolean = bool · null = None · list = list · context = dict ·
date = datetime.date · time = datetime.time · date and time = datetime.datetime ·
days and time duration = datetime.timedelta · years and months duration = YearsMonths ·
range = Range · function = Function. Python's own temporal classes end at microseconds and at the
years 1 and 9999; FarDate, NanoTime, FarMoment and NanoDuration take over there and only there.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any, Final

NUMBERS: Final = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""IEEE 754 decimal128, the arithmetic that FEEL prescribes."""


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A years and months duration."""

    months: int

    def __str__(self) -> str:
        """Write the duration as ISO 8601 does."""
        years, months = divmod(abs(self.months), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-" if self.months < 0 else "") + "P" + (text or "0M")


@dataclass(frozen=True, slots=True)
class NanoDuration:
    """A days and time duration that timedelta can't hold: nanoseconds, or beyond 999,999,999 days."""

    nanoseconds: int


@dataclass(frozen=True, slots=True)
class FarDate:
    """A date before the year 1 or after 9999 (proleptic Gregorian, year 0 exists)."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class NanoTime:
    """A time of day with nanoseconds that datetime.time can't hold."""

    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: dt.tzinfo | None = None


@dataclass(frozen=True, slots=True)
class FarMoment:
    """A date and time that datetime can't hold: far years or nanoseconds."""

    date: dt.date | FarDate
    time: dt.time | NanoTime

    @property
    def tzinfo(self) -> dt.tzinfo | None:
        """The offset or zone."""
        return self.time.tzinfo


Date = dt.date | FarDate
Time = dt.time | NanoTime
Moment = dt.datetime | FarMoment
DaysTime = dt.timedelta | NanoDuration


@dataclass(frozen=True, slots=True)
class Range:
    """An interval.

    `operator` is that of a range written as a comparison: `(< 10)` has no low end, `(!= 10)` is all
    but 10. Elsewhere an end that is None is unknown, so that nothing can be said about membership.
    """

    low: object
    high: object
    low_closed: bool = True
    high_closed: bool = True
    operator: str = ""


class Function:
    """A callable FEEL value: built in, written in FEEL, or a knowledge model of DMN.

    `types` and `result` are types of engine.decisions.feel.types, None where none was declared.
    """

    __slots__ = ("body", "name", "optional", "parameters", "result", "types", "variadic")

    def __init__(  # noqa: PLR0913 - a signature has this many parts
        self,
        name: str,
        parameters: tuple[str, ...],
        body: Callable[..., object],
        *,
        types: tuple[Any, ...] = (),
        result: Any = None,  # noqa: ANN401 - a FeelType; naming it would import types into values
        optional: int = 0,
        variadic: bool = False,
    ) -> None:
        self.name = name
        self.parameters = parameters
        self.body = body
        self.types = types
        self.result = result
        self.optional = optional
        self.variadic = variadic

    def __repr__(self) -> str:
        """Name the function and its parameters."""
        return f"<function {self.name}({', '.join(self.parameters)})>"


PLAIN: Final = frozenset(
    {
        Decimal,
        str,
        bool,
        type(None),
        dt.date,
        dt.time,
        dt.datetime,
        dt.timedelta,
        YearsMonths,
        NanoDuration,
        FarDate,
        NanoTime,
        FarMoment,
        Function,
    },
)
"""Classes whose objects are FEEL values as they are."""


class Prepared(dict[str, object]):
    """A context whose values are FEEL values already, so that evaluation need not convert them."""


class NotAFeelValue(TypeError):
    """A Python object has no meaning in FEEL."""


def from_python(value: object) -> object:
    """Return the FEEL value of a Python object, deeply.

    Integers and floats become decimals (a float by its shortest decimal text), tuples and sets
    lists, mappings contexts, enumerations and subclasses of str plain strings.

    Raises:
        NotAFeelValue: for an object that has no meaning in FEEL.
    """
    kind = type(value)
    if kind is Decimal:
        return _finite(value)
    if kind in PLAIN:
        return value
    convert = _CONVERTERS.get(kind) or _converter_of_a_subclass(value)
    return convert(value)


def prepare(context: Mapping[str, object]) -> Prepared:
    """Convert a context once for many evaluations."""
    return Prepared({name: from_python(value) for name, value in context.items()})


def _finite(value: Any) -> Decimal | None:  # noqa: ANN401 - the table below fixes the type
    if not value.is_finite():
        return None
    # `plus` rounds to 34 digits; a number within them is returned with its exponent unchanged.
    return NUMBERS.plus(value)


def _from_int(value: Any) -> Decimal | None:  # noqa: ANN401
    return NUMBERS.create_decimal(value)


def _from_float(value: Any) -> Decimal | None:  # noqa: ANN401
    number = Decimal(repr(value))
    return number if number.is_finite() else None


def _from_list(value: Any) -> list[object]:  # noqa: ANN401
    return [from_python(item) for item in value]


def _from_mapping(value: Any) -> dict[str, object]:  # noqa: ANN401
    return {str(name): from_python(item) for name, item in value.items()}


def _from_range(value: Any) -> Range:  # noqa: ANN401
    return Range(
        from_python(value.low), from_python(value.high), value.low_closed, value.high_closed, value.operator
    )


_CONVERTERS: dict[type, Callable[[Any], object]] = {
    int: _from_int,
    float: _from_float,
    list: _from_list,
    tuple: _from_list,
    set: _from_list,
    frozenset: _from_list,
    dict: _from_mapping,
    Prepared: dict,
    Range: _from_range,
}


def _converter_of_a_subclass(value: object) -> Callable[[Any], object]:
    if isinstance(value, Mapping):
        return _from_mapping
    if isinstance(value, str):
        return str.__str__
    for kind in (int, float, list, tuple, set):
        if isinstance(value, kind):
            return _CONVERTERS[kind]
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return lambda same: same
    raise NotAFeelValue(type(value).__name__)
