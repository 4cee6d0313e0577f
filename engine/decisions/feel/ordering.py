"""Equality and order of FEEL values; null where the standard gives no answer."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from engine.decisions.feel import calendar
from engine.decisions.feel.types import family
from engine.decisions.limits import Run
from engine.decisions.values import (
    Function,
    NanoDuration,
    Range,
    YearsMonths,
)

_DIRECT: Final = frozenset({Decimal, str, bool, YearsMonths, dt.date, dt.timedelta})
_ORDERED: Final = frozenset({Decimal, str, dt.date, dt.timedelta, YearsMonths})


def equal(left: object, right: object, run: Run, at: int = -1) -> bool | None:
    """Compare two values; None where their types can't be compared."""
    kind = type(left)
    if kind is type(right) and kind in _DIRECT:
        return left == right
    if left is None or right is None:
        return left is right
    ours, theirs = family(left), family(right)
    if ours != theirs:
        run.warn("not_comparable", at, left=ours, right=theirs)
        return None
    return _equal_of_a_kind(left, right, ours, run)


def _equal_of_a_kind(left: Any, right: Any, kind: str, run: Run) -> bool | None:  # noqa: ANN401
    if kind == "list":
        return _equal_lists(left, right, run)
    if kind == "context":
        return _equal_contexts(left, right, run)
    if kind == "range":
        return _equal_ranges(left, right, run)
    if kind in {"time", "date and time", "days and time duration"}:
        return (
            _seconds(left) == _seconds(right)
            if kind != "days and time duration"
            else _key(left) == _key(right)
        )
    return bool(left == right) if not isinstance(left, Function) else left is right


def _equal_lists(left: list[object], right: list[object], run: Run) -> bool | None:
    run.spend(len(left))
    return len(left) == len(right) and all(equal(a, b, run) for a, b in zip(left, right, strict=True))


def _equal_contexts(left: dict[str, object], right: dict[str, object], run: Run) -> bool | None:
    run.spend(len(left))
    return left.keys() == right.keys() and all(equal(left[name], right[name], run) for name in left)


def _equal_ranges(left: Range, right: Range, run: Run) -> bool | None:
    closed = (left.low_closed, left.high_closed, left.operator) == (
        right.low_closed,
        right.high_closed,
        right.operator,
    )
    return closed and bool(equal(left.low, right.low, run) and equal(left.high, right.high, run))


def _key(value: Any) -> tuple[bool, int]:  # noqa: ANN401 - three kinds, one answer
    """Return whether a value has a place on UTC's line, and its nanoseconds."""
    if isinstance(value, dt.timedelta | NanoDuration):
        return False, calendar.duration_number(value)
    if hasattr(value, "year") or hasattr(value, "date"):
        return value.tzinfo is not None, calendar.instant_number(value)
    offset = calendar.time_offset_number(value)
    return offset is not None, calendar.clock_number(value) - (offset or 0)


def _seconds(value: Any) -> tuple[bool, int]:  # noqa: ANN401
    """Return the key without fractions: the standard's times and moments are equal by whole seconds."""
    zoned, number = _key(value)
    return zoned, number // calendar.SECOND


def compare(left: Any, right: Any, run: Run, at: int = -1) -> int | None:  # noqa: ANN401
    """Return -1, 0 or 1, or None where the values have no common order."""
    kind = type(left)
    if kind is type(right) and kind in _ORDERED:
        return -1 if left < right else int(left > right)
    ours, theirs = family(left), family(right)
    if ours == theirs:
        order = _compare_of_a_kind(left, right, ours)
        if order is not None:
            return order
    run.warn("not_comparable", at, left=ours, right=theirs)
    return None


def _compare_of_a_kind(left: Any, right: Any, kind: str) -> int | None:  # noqa: ANN401
    if kind in {"time", "date and time", "days and time duration"}:
        (zoned, ours), (also_zoned, theirs) = _key(left), _key(right)
        return (ours > theirs) - (ours < theirs) if zoned == also_zoned else None
    if kind == "date":
        ours, theirs = calendar.day_number(left), calendar.day_number(right)
        return (ours > theirs) - (ours < theirs)
    return None


def includes(interval: Range, value: object, run: Run, at: int = -1) -> bool | None:
    """Tell whether a range holds a value; None where they can't be compared."""
    if interval.operator == "!=":
        equals = equal(interval.low, value, run, at)
        return None if equals is None else not equals
    if not interval.operator and (interval.low is None or interval.high is None):
        run.warn("bad_range", at, detail="an end is null")
        return None
    above = _beyond(interval.low, value, run, at, closed=interval.low_closed)
    if above is not True:
        return above
    if interval.high is None:
        return True
    order = compare(value, interval.high, run, at)
    return None if order is None else order < 0 or (order == 0 and interval.high_closed)


def _beyond(low: object, value: object, run: Run, at: int, *, closed: bool) -> bool | None:
    if low is None:
        return True
    order = compare(value, low, run, at)
    return None if order is None else order > 0 or (order == 0 and closed)


def contained(value: object, test: object, run: Run, at: int = -1) -> bool | None:
    """Answer `value in test`: a range holds it, a list has it, or it is the same."""
    if isinstance(test, Range):
        return includes(test, value, run, at)
    if isinstance(test, list):
        run.spend(len(test))
        return any(_matches_item(value, item, run) for item in test)
    return equal(value, test, run, at)


def _matches_item(value: object, item: object, run: Run) -> bool:
    if isinstance(item, Range) and not isinstance(value, Range):
        return includes(item, value, run) is True
    if isinstance(item, list) and not isinstance(value, list):
        return contained(value, item, run) is True
    return _quiet_equal(value, item, run)


def _quiet_equal(value: object, item: object, run: Run) -> bool:
    # A list may mix types; looking for a number among strings is no mistake worth a warning.
    return (
        (value is None) == (item is None)
        and family(value) == family(item)
        and equal(value, item, run) is True
    )


def same(left: object, right: object, run: Run) -> bool:
    """Compare values of any types: different types are simply different, without a warning."""
    return _quiet_equal(left, right, run)
