"""Compiles unary tests: what a cell of a decision table asks of its input."""

from typing import Final

from engine.decisions.feel.compiler import Build
from engine.decisions.feel.frame import MISSING, Closure, Frame, find
from engine.decisions.feel.numeric_tests import Test, numeric_test
from engine.decisions.feel.operators import compile_test
from engine.decisions.feel.ordering import contained, equal, same
from engine.decisions.feel.syntax import Literal, Name, Node, Tests, UnaryComparison

INPUT: Final = "?"
"""The name by which a test speaks of its input."""


def compile_tests(node: Tests, build: Build) -> Closure:
    """Compile the tests of a cell; the value is looked up as `?`."""
    test = compile_cell(node, build)

    def decide(frame: Frame) -> object:
        value = find(frame, INPUT)
        return test(None if value is MISSING else value, frame)

    return decide


def compile_cell(node: Tests, build: Build) -> Test:
    """Compile the tests of a cell to a function of the value and the frame."""
    tests = [_compile_item(item, build) for item in node.items]
    if not tests:
        return lambda _value, _frame: True
    if len(tests) == 1 and not node.negated:
        return tests[0]

    def any_of(value: object, frame: Frame) -> bool | None:
        answer: bool | None = False
        for test in tests:
            passed = test(value, frame)
            if passed is True:
                return True
            answer = None if passed is None else answer
        return answer

    def none_of(value: object, frame: Frame) -> bool | None:
        answer = any_of(value, frame)
        return None if answer is None else not answer

    return none_of if node.negated else any_of


def _compile_item(node: Node, build: Build) -> Test:
    if isinstance(node, UnaryComparison):
        return compile_test(node, build)
    if mentions_input(node):
        return _expression(node, build)
    if isinstance(node, Literal):
        return _literal(node)
    return numeric_test(node, _value(node, build))


def mentions_input(node: object) -> bool:
    """Tell whether an expression asks about `?`."""
    if isinstance(node, Name) and node.name == INPUT:
        return True
    if isinstance(node, Node):
        return any(mentions_input(part) for part in node.parts())
    return any(mentions_input(part) for part in node) if isinstance(node, tuple) else False


def _literal(node: Literal) -> Test:
    expected, kind = node.value, type(node.value)

    def test(value: object, frame: Frame) -> bool | None:
        if type(value) is kind:
            return value == expected
        if isinstance(value, list):
            return any(same(item, expected, frame.run) for item in value)
        return equal(value, expected, frame.run)

    return test


def _expression(node: Node, build: Build) -> Test:
    compiled = build.inside({INPUT}, node)

    def test(value: object, frame: Frame) -> bool | None:
        answer = compiled(Frame({INPUT: value}, frame, frame.run))
        return answer if isinstance(answer, bool | None) else contained(value, answer, frame.run)

    return test


def _value(node: Node, build: Build) -> Test:
    compiled = build.compile(node)

    def test(value: object, frame: Frame) -> bool | None:
        expected = compiled(frame)
        # A condition that does not mention the input (`count(parts) > 2`) decides by itself.
        if isinstance(expected, bool) and not isinstance(value, bool):
            return expected
        if isinstance(value, list) and isinstance(expected, list):
            return same(value, expected, frame.run) or contained(value, expected, frame.run)
        return contained(value, expected, frame.run)

    return test
