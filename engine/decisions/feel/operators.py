"""Compiles arithmetic, comparison, logic and conditions."""

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from engine.decisions.feel import arithmetic
from engine.decisions.feel.compiler import Build, compiles
from engine.decisions.feel.frame import Closure, Frame
from engine.decisions.feel.intervals import range_of_comparison
from engine.decisions.feel.numeric_tests import Test, numeric_test
from engine.decisions.feel.ordering import compare, contained, equal
from engine.decisions.feel.syntax import (
    Between,
    Chain,
    Comparison,
    If,
    In,
    Logic,
    Negation,
    Node,
    UnaryComparison,
)
from engine.decisions.feel.types import family
from engine.decisions.limits import Run
from engine.decisions.values import NUMBERS

_FAST = {
    "+": NUMBERS.add,
    "-": NUMBERS.subtract,
    "*": NUMBERS.multiply,
    "/": NUMBERS.divide,
    "**": NUMBERS.power,
}


@compiles(Negation)
def _negation(node: Negation, build: Build) -> Closure:
    operand, at = build.compile(node.operand), node.at
    return lambda frame: arithmetic.negate(operand(frame), frame.run, at)


@compiles(Chain)
def _chain(node: Chain, build: Build) -> Closure:
    steps = [(operator, _FAST[operator], build.compile(operand)) for operator, operand in node.rest]
    first, at = build.compile(node.first), node.at
    if len(steps) == 1:
        return _single(first, *steps[0], at)

    def calculate(frame: Frame) -> object:
        left = first(frame)
        for operator, fast, operand in steps:
            left = _operate(left, operator, fast, operand(frame), frame.run, at)
        return left

    return calculate


def _operate(
    left: object, operator: str, fast: Callable[[Any, Any], object], right: object, run: Run, at: int
) -> object:
    if type(left) is Decimal and type(right) is Decimal:
        return _numbers(left, fast, right, run, at)
    return arithmetic.apply(operator, left, right, run, at)


def _numbers(left: Decimal, fast: Callable[[Any, Any], object], right: Decimal, run: Run, at: int) -> object:
    try:
        return fast(left, right)
    except DecimalException:
        return arithmetic.guarded(fast, left, right, run, at)


def _single(
    first: Closure, operator: str, fast: Callable[[Any, Any], object], second: Closure, at: int
) -> Closure:
    def calculate(frame: Frame) -> object:
        left, right = first(frame), second(frame)
        if type(left) is Decimal and type(right) is Decimal:
            try:
                return fast(left, right)
            except DecimalException:
                return arithmetic.guarded(fast, left, right, frame.run, at)
        return arithmetic.apply(operator, left, right, frame.run, at)

    return calculate


_DECIDE: dict[str, Callable[[int], bool]] = {
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}
_NATIVE: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


@compiles(Comparison)
def _comparison(node: Comparison, build: Build) -> Closure:
    left, right, at = build.compile(node.left), build.compile(node.right), node.at
    if node.operator in _DECIDE:
        return _order(node.operator, left, right, at)
    negated = node.operator == "!="

    def decide(frame: Frame) -> object:
        ours, theirs = left(frame), right(frame)
        kind = type(ours)
        if kind is type(theirs) and (kind is str or kind is Decimal):
            return (ours == theirs) is not negated
        answer = equal(ours, theirs, frame.run, at)
        return answer if answer is None else answer is not negated

    return decide


def _order(operator: str, left: Closure, right: Closure, at: int) -> Closure:
    native, decides = _NATIVE[operator], _DECIDE[operator]

    def decide(frame: Frame) -> object:
        ours, theirs = left(frame), right(frame)
        if type(ours) is Decimal and type(theirs) is Decimal:
            return native(ours, theirs)
        order = compare(ours, theirs, frame.run, at)
        return None if order is None else decides(order)

    return decide


@compiles(Between)
def _between(node: Between, build: Build) -> Closure:
    value, at = build.compile(node.value), node.at
    low, high = build.compile(node.low), build.compile(node.high)

    def decide(frame: Frame) -> object:
        tested, bottom, top = value(frame), low(frame), high(frame)
        above, below = compare(tested, bottom, frame.run, at), compare(tested, top, frame.run, at)
        if above is None or below is None:
            return None
        return above >= 0 and below <= 0

    return decide


@compiles(In)
def _in(node: In, build: Build) -> Closure:
    value = build.compile(node.value)
    tests = [compile_test(test, build) for test in node.tests]
    if len(tests) == 1:
        only = tests[0]
        return lambda frame: only(value(frame), frame)

    def decide(frame: Frame) -> object:
        tested = value(frame)
        answers = [test(tested, frame) for test in tests]
        if True in answers:
            return True
        return None if None in answers else False

    return decide


def compile_test(node: Node, build: Build) -> Test:
    """Compile what stands behind `in`: a comparison, a range, a list or a value."""
    if isinstance(node, UnaryComparison):
        return numeric_test(node, _comparison_test(node, build))
    operand, at = build.compile(node), node.at
    return numeric_test(node, lambda tested, frame: contained(tested, operand(frame), frame.run, at))


def _comparison_test(node: UnaryComparison, build: Build) -> Test:
    operand, operator, at = build.compile(node.operand), node.operator, node.at
    decides = _DECIDE.get(operator)
    negated = operator == "!="

    def test(tested: object, frame: Frame) -> bool | None:
        bound = operand(frame)
        if decides is None:
            answer = equal(tested, bound, frame.run, at)
            return answer if answer is None else answer is not negated
        order = compare(tested, bound, frame.run, at)
        return None if order is None else decides(order)

    return test


@compiles(UnaryComparison)
def _range_of_comparison(node: UnaryComparison, build: Build) -> Closure:
    operand, operator, at = build.compile(node.operand), node.operator, node.at

    def make(frame: Frame) -> object:
        made = range_of_comparison(operator, operand(frame))
        if made is None:
            frame.run.warn("bad_range", at, detail="the end is null")
        return made

    return make


@compiles(Logic)
def _logic(node: Logic, build: Build) -> Closure:
    items = [build.compile(item) for item in node.items]
    # `and` is decided by the first false, `or` by the first true.
    decisive, at = node.operator == "or", node.at

    def decide(frame: Frame) -> object:
        answer: bool | None = not decisive
        for item in items:
            value = item(frame)
            if value is decisive:
                return decisive
            if value is None:
                answer = None
            elif type(value) is not bool:
                frame.run.warn("not_boolean", at, kind=family(value))
                answer = None
        return answer

    return decide


@compiles(If)
def _if(node: If, build: Build) -> Closure:
    condition, then, otherwise = (
        build.compile(node.condition),
        build.compile(node.then),
        build.compile(node.otherwise),
    )
    at = node.condition.at

    def choose(frame: Frame) -> object:
        decision = condition(frame)
        if decision is True:
            return then(frame)
        if decision is not False:
            frame.run.warn("not_boolean", at, kind=family(decision))
        return otherwise(frame)

    return choose
