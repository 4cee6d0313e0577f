"""Cuts the values of an input into regions in which no cell of the table changes its answer.

The constants of the cells are the borders: between two neighbours every value is treated alike, so
one of them stands for all. Numbers and moments are dense, dates and months are not.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cmp_to_key
from itertools import pairwise
from typing import Any, Final

from engine.decisions.dmn.cells import NotAnalysable
from engine.decisions.feel import calendar
from engine.decisions.feel.ordering import compare, same
from engine.decisions.feel.types import family
from engine.decisions.limits import Run
from engine.decisions.values import NUMBERS, YearsMonths


@dataclass(frozen=True, slots=True)
class Region:
    """Values that the table treats alike, and one of them as their example."""

    text: str
    example: object


Step = Callable[[Any, Any], object]
"""Returns a value strictly between two others (None: no end there), or None if there is none."""


def regions(constants: Iterable[tuple[object, bool]], declared: str | None) -> list[Region]:
    """Return the regions that the constants cut; `declared` is the input's type, if it has one.

    Raises:
        NotAnalysable: if the constants have no common order, or the type no known values.
    """
    pairs = [(value, ordered) for value, ordered in constants if value is not None]
    kinds = {family(value) for value, _ in pairs} | ({declared} if declared not in {None, "Any"} else set())
    if kinds == {"boolean"}:
        return [Region(shown(value), value) for value in (True, False)]
    if not kinds:
        return [Region("…", None)]
    if len(kinds) != 1:
        raise NotAnalysable
    kind = kinds.pop() or ""
    points = _distinct(value for value, _ in pairs)
    if kind == "string" and not any(ordered for _, ordered in pairs):
        return [*(Region(shown(point), point) for point in points), _other_string(points)]
    return _cut(points, kind)


def shown(value: object) -> str:
    """Write a value as FEEL does."""
    from engine.decisions.feel.text_form import quoted, text_of

    return quoted(value) if isinstance(value, str) else text_of(value, Run())


def _distinct(values: Iterable[object]) -> list[object]:
    run = Run()
    kept: list[object] = []
    for value in values:
        if not any(same(value, other, run) for other in kept):
            kept.append(value)
    return kept


def _other_string(points: list[object]) -> Region:
    taken = {point for point in points if isinstance(point, str)}
    example = next(
        text for text in ("其他", "another value", *(f"其他 {n}" for n in range(9))) if text not in taken
    )
    listed = ", ".join(shown(point) for point in points[:4]) + (", …" if len(points) > 4 else "")  # noqa: PLR2004
    return Region(f"not({listed})" if points else "…", example)


def _cut(points: list[object], kind: str) -> list[Region]:
    step = _STEPS.get(kind)
    if step is None:
        raise NotAnalysable
    ordered = _sorted(points)
    ends = [None, *ordered, None]
    made = []
    for low, high in pairwise(ends):
        inside = step(low, high)
        if inside is not None:
            made.append(Region(_interval(low, high), inside))
        if high is not None:
            made.append(Region(shown(high), high))
    return made


def _sorted(points: list[object]) -> list[object]:
    run = Run()

    def order(left: object, right: object) -> int:
        found = compare(left, right, run)
        if found is None:
            raise NotAnalysable
        return found

    return sorted(points, key=cmp_to_key(order))


def _interval(low: object, high: object) -> str:
    if low is None:
        return "…" if high is None else f"< {shown(high)}"
    return f"> {shown(low)}" if high is None else f"({shown(low)}..{shown(high)})"


def _number(low: Decimal | None, high: Decimal | None) -> object:
    if low is None or high is None:
        if low is None:
            return Decimal(0) if high is None else NUMBERS.subtract(high, 1)
        return NUMBERS.add(low, 1)
    whole = NUMBERS.add(low, 1).to_integral_value(rounding="ROUND_FLOOR")
    middle = whole if low < whole < high else NUMBERS.divide(NUMBERS.add(low, high), 2)
    return middle if low < middle < high else None


def _between(low: int | None, high: int | None, unit: int, first: int) -> int | None:
    """Return a whole number between two others: a round one if there is one."""
    if low is None or high is None:
        if low is None:
            return first if high is None else high - unit
        return low + unit
    rounded = (low // unit + 1) * unit
    middle = rounded if rounded < high else (low + high) // 2
    return middle if low < middle < high else None


def _dates(low: Any, high: Any) -> object:  # noqa: ANN401
    number = _between(_or_none(calendar.day_number, low), _or_none(calendar.day_number, high), 1, 738_000)
    return None if number is None else calendar.date_of(number)


def _moments(low: Any, high: Any) -> object:  # noqa: ANN401
    zone = (low or high).tzinfo if low or high else dt.UTC
    ends = (_or_none(calendar.instant_number, low), _or_none(calendar.instant_number, high))
    number = _between(*ends, calendar.MINUTE, 738_000 * calendar.DAY)
    return None if number is None else calendar.moment_at(number, zone)


def _durations(low: Any, high: Any) -> object:  # noqa: ANN401
    ends = (_or_none(calendar.duration_number, low), _or_none(calendar.duration_number, high))
    number = _between(*ends, calendar.MINUTE, 0)
    return None if number is None else calendar.make_duration(number)


def _months(low: Any, high: Any) -> object:  # noqa: ANN401
    number = _between(_or_none(lambda end: end.months, low), _or_none(lambda end: end.months, high), 1, 0)
    return None if number is None else YearsMonths(number)


def _times(low: Any, high: Any) -> object:  # noqa: ANN401
    zone = (low or high).tzinfo if low is not None or high is not None else None
    bottom = -1 if low is None else calendar.clock_number(low)
    top = calendar.DAY if high is None else calendar.clock_number(high)
    number = _between(bottom, top, calendar.MINUTE, 0)
    return None if number is None else calendar.make_time(number, zone)


def _strings(low: str | None, high: str | None) -> object:
    if low is None:
        return "" if high is None or high else None
    following = low + " "
    return following if high is None or following < high else None


def _or_none(number: Callable[[Any], int], end: object) -> int | None:
    return None if end is None else number(end)


_STEPS: Final[dict[str, Step]] = {
    "number": _number,
    "date": _dates,
    "date and time": _moments,
    "days and time duration": _durations,
    "years and months duration": _months,
    "time": _times,
    "string": _strings,
}
