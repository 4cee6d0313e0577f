"""How points and ranges lie to each other (the relations of HL7 and Allen, as DMN lists them)."""

from collections.abc import Callable
from typing import Any, Final

from engine.decisions.feel.builtin import NoValue, built_in
from engine.decisions.feel.ordering import compare
from engine.decisions.limits import Run
from engine.decisions.values import Range

Relation = Callable[[Run, Range, Range], bool]
_BOTH: Final = (
    "point1: Any, point2: Any",
    "point: Any, range: range",
    "range: range, point: Any",
    "range1: range, range2: range",
)


def _order(run: Run, left: object, right: object) -> int:
    order = compare(left, right, run)
    if order is None:
        raise NoValue("the values can't be compared")
    return order


def _as_range(value: Any) -> Range:  # noqa: ANN401 - any value is a range of one point
    if isinstance(value, Range):
        if value.low is None or value.high is None or value.operator == "!=":
            raise NoValue("the range has no two ends")
        return value
    return Range(value, value)


def _before(run: Run, left: Range, right: Range) -> bool:
    order = _order(run, left.high, right.low)
    return order < 0 or (order == 0 and not (left.high_closed and right.low_closed))


def _meets(run: Run, left: Range, right: Range) -> bool:
    return left.high_closed and right.low_closed and _order(run, left.high, right.low) == 0


def _overlaps(run: Run, left: Range, right: Range) -> bool:
    return not _before(run, left, right) and not _before(run, right, left)


def _starts_before(run: Run, left: Range, right: Range) -> bool:
    order = _order(run, left.low, right.low)
    return order < 0 or (order == 0 and left.low_closed and not right.low_closed)


def _ends_before(run: Run, left: Range, right: Range) -> bool:
    order = _order(run, left.high, right.high)
    return order < 0 or (order == 0 and right.high_closed and not left.high_closed)


def _overlaps_before(run: Run, left: Range, right: Range) -> bool:
    return (
        _starts_before(run, left, right)
        and _overlaps(run, left, right)
        and not _ends_before(run, right, left)
    )


def _same_start(run: Run, left: Range, right: Range) -> bool:
    return left.low_closed == right.low_closed and _order(run, left.low, right.low) == 0


def _same_end(run: Run, left: Range, right: Range) -> bool:
    return left.high_closed == right.high_closed and _order(run, left.high, right.high) == 0


def _includes(run: Run, left: Range, right: Range) -> bool:
    return not _starts_before(run, right, left) and not _ends_before(run, left, right)


def _finishes(run: Run, left: Range, right: Range) -> bool:
    return _same_end(run, left, right) and not _starts_before(run, left, right)


def _starts(run: Run, left: Range, right: Range) -> bool:
    return _same_start(run, left, right) and not _ends_before(run, right, left)


def _coincides(run: Run, left: Range, right: Range) -> bool:
    return _same_start(run, left, right) and _same_end(run, left, right)


def _swapped(relation: Relation) -> Relation:
    return lambda run, left, right: relation(run, right, left)


def _declare(name: str, relation: Relation, *signatures: str) -> None:
    def decide(run: Run, left: object, right: object) -> object:
        if not isinstance(left, Range) and not isinstance(right, Range):
            _order(run, left, right)
        return relation(run, _as_range(left), _as_range(right))

    for signature in signatures:
        built_in(name, signature)(decide)


_POINTS, _POINT_RANGE, _RANGE_POINT, _RANGES = _BOTH
_declare("before", _before, _RANGES, _POINT_RANGE, _RANGE_POINT, _POINTS)
_declare("after", _swapped(_before), _RANGES, _POINT_RANGE, _RANGE_POINT, _POINTS)
_declare("meets", _meets, _RANGES)
_declare("met by", _swapped(_meets), _RANGES)
_declare("overlaps", _overlaps, _RANGES)
_declare("overlaps before", _overlaps_before, _RANGES)
_declare("overlaps after", _swapped(_overlaps_before), _RANGES)
_declare("finishes", _finishes, _RANGES, _POINT_RANGE)
_declare("finished by", _swapped(_finishes), _RANGES, _RANGE_POINT)
_declare("includes", _includes, _RANGES, _RANGE_POINT)
_declare("during", _swapped(_includes), _RANGES, _POINT_RANGE)
_declare("starts", _starts, _RANGES, _POINT_RANGE)
_declare("started by", _swapped(_starts), _RANGES, _RANGE_POINT)
_declare("coincides", _coincides, _RANGES, _POINTS)
