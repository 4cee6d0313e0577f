"""Shortcuts for the commonest tests: a number against a number or between two numbers.

Most cells of most tables are `< 5` or `[1..10)`; these are compared at once, without making a range
and without looking up the kinds of values. Whatever is no number takes the general way.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from engine.decisions.feel.frame import Frame
from engine.decisions.feel.syntax import Literal, Node, RangeNode, UnaryComparison

Test = Callable[[object, Frame], bool | None]
"""Answers whether a value passes; None where the question has no answer."""


def numeric_test(node: Node, general: Test) -> Test:
    """Return a shortcut for the test, or the general test where there is none."""
    if isinstance(node, UnaryComparison):
        bound, make = _number(node.operand), _COMPARISONS.get(node.operator)
        return general if bound is None or make is None else make(bound, general)
    if isinstance(node, RangeNode):
        low, high = _number(node.low), _number(node.high)
        if low is not None and high is not None and low <= high:
            return _RANGES[node.low_closed, node.high_closed](low, high, general)
    return general


def _number(node: Node) -> Decimal | None:
    return node.value if isinstance(node, Literal) and isinstance(node.value, Decimal) else None


def _below(bound: Decimal, general: Test) -> Test:
    return lambda value, frame: value < bound if type(value) is Decimal else general(value, frame)


def _at_most(bound: Decimal, general: Test) -> Test:
    return lambda value, frame: value <= bound if type(value) is Decimal else general(value, frame)


def _above(bound: Decimal, general: Test) -> Test:
    return lambda value, frame: value > bound if type(value) is Decimal else general(value, frame)


def _at_least(bound: Decimal, general: Test) -> Test:
    return lambda value, frame: value >= bound if type(value) is Decimal else general(value, frame)


def _closed(low: Decimal, high: Decimal, general: Test) -> Test:
    return lambda value, frame: low <= value <= high if type(value) is Decimal else general(value, frame)


def _open(low: Decimal, high: Decimal, general: Test) -> Test:
    return lambda value, frame: low < value < high if type(value) is Decimal else general(value, frame)


def _open_above(low: Decimal, high: Decimal, general: Test) -> Test:
    return lambda value, frame: low <= value < high if type(value) is Decimal else general(value, frame)


def _open_below(low: Decimal, high: Decimal, general: Test) -> Test:
    return lambda value, frame: low < value <= high if type(value) is Decimal else general(value, frame)


_COMPARISONS: Final = {"<": _below, "<=": _at_most, ">": _above, ">=": _at_least}
_RANGES: Final = {
    (True, True): _closed,
    (False, False): _open,
    (True, False): _open_above,
    (False, True): _open_below,
}
