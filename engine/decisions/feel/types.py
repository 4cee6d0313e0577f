"""The types of FEEL: what a value is, whether it conforms, and how the standard coerces it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.decisions.values import (
    FarDate,
    FarMoment,
    Function,
    NanoDuration,
    NanoTime,
    Prepared,
    Range,
    YearsMonths,
)

FAMILIES: Final[dict[type, str]] = {
    Decimal: "number",
    str: "string",
    bool: "boolean",
    type(None): "Null",
    dt.date: "date",
    FarDate: "date",
    dt.time: "time",
    NanoTime: "time",
    dt.datetime: "date and time",
    FarMoment: "date and time",
    dt.timedelta: "days and time duration",
    NanoDuration: "days and time duration",
    YearsMonths: "years and months duration",
    list: "list",
    dict: "context",
    Prepared: "context",
    Range: "range",
    Function: "function",
}


def family(value: object) -> str:
    """Return the name of a value's type, without what is inside."""
    kind = type(value)
    found = FAMILIES.get(kind)
    if found is None:
        found = next((name for base, name in _BASES if isinstance(value, base)), kind.__name__)
    return found


# A datetime is a date for Python, so the order matters.
_BASES: Final = (
    (dt.datetime, "date and time"),
    (dt.date, "date"),
    (dt.time, "time"),
    (dt.timedelta, "days and time duration"),
    (str, "string"),
    (dict, "context"),
    (list, "list"),
)


@dataclass(frozen=True, slots=True)
class FeelType:
    """A simple type by its name, and the base of all others."""

    name: str

    def __str__(self) -> str:
        """Write the type as FEEL does."""
        return self.name

    def accepts(self, value: object) -> bool:
        """Tell whether a value (not null) is of this type."""
        return FAMILIES.get(type(value)) == self.name or self.name == "Any" or family(value) == self.name

    def conforms_to(self, other: "FeelType") -> bool:
        """Tell whether every value of this type is one of the other."""
        return other.name == "Any" or self == other or self.name == "Null"


@dataclass(frozen=True, slots=True)
class ListType(FeelType):
    """`list<item>`."""

    item: FeelType

    def __str__(self) -> str:
        """Write the type as FEEL does."""
        return f"list<{self.item}>"

    def accepts(self, value: object) -> bool:
        """Tell whether a value is a list of such items (null may stand anywhere)."""
        if not isinstance(value, list):
            return False
        item = self.item
        return item is ANY or all(entry is None or item.accepts(entry) for entry in value)

    def conforms_to(self, other: FeelType) -> bool:
        """Lists are compared by their items."""
        if isinstance(other, ListType):
            return self.item.conforms_to(other.item)
        return other.name == "Any"


@dataclass(frozen=True, slots=True)
class RangeType(FeelType):
    """`range<of>`."""

    of: FeelType

    def __str__(self) -> str:
        """Write the type as FEEL does."""
        return f"range<{self.of}>"

    def accepts(self, value: object) -> bool:
        """Tell whether a value is a range between such values."""
        return isinstance(value, Range) and all(
            is_instance_or_null(end, self.of) for end in (value.low, value.high)
        )

    def conforms_to(self, other: FeelType) -> bool:
        """Ranges are compared by their ends."""
        if isinstance(other, RangeType):
            return self.of.conforms_to(other.of)
        return other.name == "Any"


@dataclass(frozen=True, slots=True)
class ContextType(FeelType):
    """`context<name: type>`; a context may have more entries."""

    fields: tuple[tuple[str, FeelType], ...]

    def __str__(self) -> str:
        """Write the type as FEEL does."""
        return "context<" + ", ".join(f"{name}: {kind}" for name, kind in self.fields) + ">"

    def accepts(self, value: object) -> bool:
        """Tell whether a value is a context with such entries."""
        return isinstance(value, dict) and all(
            name in value and is_instance_or_null(value[name], kind) for name, kind in self.fields
        )

    def conforms_to(self, other: FeelType) -> bool:
        """A context type with more entries conforms to one with fewer."""
        if isinstance(other, ContextType):
            own = dict(self.fields)
            return all(name in own and own[name].conforms_to(kind) for name, kind in other.fields)
        return other.name == "Any"


@dataclass(frozen=True, slots=True)
class FunctionType(FeelType):
    """`function<parameters> -> result`."""

    parameters: tuple[FeelType, ...]
    result: FeelType

    def __str__(self) -> str:
        """Write the type as FEEL does."""
        return f"function<{', '.join(map(str, self.parameters))}> -> {self.result}"

    def accepts(self, value: object) -> bool:
        """Tell whether a value is a function that can be called as one of this type.

        What a function does not declare is taken on trust; `instance of` is stricter.
        """
        if not isinstance(value, Function):
            return False
        own = function_type(value)
        return len(own.parameters) == len(self.parameters) and all(
            theirs.conforms_to(ours) or theirs is ANY
            for ours, theirs in zip(own.parameters, self.parameters, strict=True)
        )

    def conforms_to(self, other: FeelType) -> bool:
        """A function takes at least what the other takes and gives at most what it gives."""
        if not isinstance(other, FunctionType):
            return other.name == "Any"
        return (
            len(self.parameters) == len(other.parameters)
            and all(
                theirs.conforms_to(own) for own, theirs in zip(self.parameters, other.parameters, strict=True)
            )
            and self.result.conforms_to(other.result)
        )


@dataclass(frozen=True, slots=True)
class RestrictedType(FeelType):
    """A type of a decision model whose values are restricted by unary tests."""

    base: FeelType
    allows: Callable[[object], bool]

    def __str__(self) -> str:
        """Write the type as FEEL does."""
        return self.name

    def accepts(self, value: object) -> bool:
        """Tell whether a value is of the base type and allowed."""
        return self.base.accepts(value) and self.allows(value)

    def conforms_to(self, other: FeelType) -> bool:
        """A restricted type conforms to whatever its base conforms to."""
        return self is other or self.base.conforms_to(other)


ANY: Final = FeelType("Any")
NULL: Final = FeelType("Null")
LIST: Final = ListType("list", ANY)
CONTEXT: Final = ContextType("context", ())
SIMPLE_TYPES: Final[dict[str, FeelType]] = {
    name: FeelType(name)
    for name in (
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
        "Any",
        "Null",
        "range",
        "function",
    )
} | {"list": LIST, "context": CONTEXT, "any": ANY}
"""Types that need no declaration, by name."""

for _alias, _name in (
    ("dateTime", "date and time"),
    ("dayTimeDuration", "days and time duration"),
    ("yearMonthDuration", "years and months duration"),
):
    SIMPLE_TYPES[_alias] = SIMPLE_TYPES[_name]


def function_type(function: Function) -> FunctionType:
    """Return the type that a function declares; what it does not declare is Any."""
    count = len(function.parameters)
    declared = tuple(kind or ANY for kind in function.types) + (ANY,) * (count - len(function.types))
    return FunctionType("function", declared, function.result or ANY)


def is_instance(value: object, kind: FeelType) -> bool:
    """Tell whether a value is of a type; null is of the type Null only."""
    if value is None:
        return kind.name == "Null"
    if isinstance(kind, FunctionType):
        return isinstance(value, Function) and function_type(value).conforms_to(kind)
    return kind.accepts(value)


def is_instance_or_null(value: object, kind: FeelType) -> bool:
    """Tell whether a value is null or of a type."""
    return value is None or kind.accepts(value)


def coerce(value: object, kind: FeelType) -> tuple[object, bool]:
    """Return the value as the type wants it, and whether it fits; the standard's three conversions.

    A list of one becomes its item, a single value becomes a list of one, a date becomes midnight UTC.
    """
    if value is None or kind.accepts(value):
        return value, True
    if isinstance(value, list) and len(value) == 1 and kind.accepts(value[0]):
        return value[0], True
    if isinstance(kind, ListType) and kind.accepts([value]):
        return [value], True
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime) and kind.name == "date and time":
        return dt.datetime.combine(value, dt.time(tzinfo=dt.UTC)), True
    return None, False
