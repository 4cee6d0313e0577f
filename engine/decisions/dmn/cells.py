"""Which cells of a table can be analysed: those that compare the input with constants."""

from collections.abc import Iterator

from engine.decisions.feel.compiler import Build
from engine.decisions.feel.frame import Frame
from engine.decisions.feel.free_names import calls_of, free_names
from engine.decisions.feel.functions import BUILT_INS
from engine.decisions.feel.syntax import (
    Between,
    Call,
    Comparison,
    In,
    ListNode,
    Logic,
    Name,
    Node,
    RangeNode,
    Tests,
    UnaryComparison,
)
from engine.decisions.feel.unary import INPUT, mentions_input
from engine.decisions.limits import Limits, Run
from engine.decisions.values import Prepared

# What depends on the moment or on calendars is not the same tomorrow.
_CHANGING = frozenset({"now", "today"}) | {name for name in BUILT_INS if "working" in name}
_FEW = Limits(steps=20_000, seconds=0.2)


class NotAnalysable(Exception):
    """A cell asks for something else than a comparison with constants."""


def constants(node: Node, build: Build) -> Iterator[tuple[object, bool]]:
    """Yield the constants that a cell compares its input with, and whether their order matters.

    Raises:
        NotAnalysable: if between two constants the answer of the cell could still change.
    """
    if isinstance(node, Tests | ListNode | Logic):
        for item in node.items:
            yield from constants(item, build)
    elif isinstance(node, UnaryComparison):
        yield constant(node.operand, build), node.operator not in {"=", "!="}
    elif isinstance(node, RangeNode):
        yield constant(node.low, build), True
        yield constant(node.high, build), True
    elif mentions_input(node):
        yield from _of_question(node, build)
    else:
        value = constant(node, build)
        yield from _of_value(value)


def _of_value(value: object) -> Iterator[tuple[object, bool]]:
    if isinstance(value, list):
        for item in value:
            yield from _of_value(item)
    else:
        yield value, False


def _of_question(node: Node, build: Build) -> Iterator[tuple[object, bool]]:
    if isinstance(node, Comparison):
        yield _other_side(node, build), node.operator not in {"=", "!="}
    elif isinstance(node, Between) and _is_input(node.value):
        yield constant(node.low, build), True
        yield constant(node.high, build), True
    elif isinstance(node, In) and _is_input(node.value):
        for test in node.tests:
            yield from constants(test, build)
    elif isinstance(node, Call) and isinstance(node.function, Name) and node.function.name == "not":
        for argument in node.arguments:
            yield from constants(argument, build)
    elif not _is_input(node):
        raise NotAnalysable


def _other_side(node: Comparison, build: Build) -> object:
    if _is_input(node.left):
        return constant(node.right, build)
    if _is_input(node.right):
        return constant(node.left, build)
    raise NotAnalysable


def _is_input(node: Node) -> bool:
    return isinstance(node, Name) and node.name == INPUT


def constant(node: Node, build: Build) -> object:
    """Return the value of an expression that reads no variables.

    Raises:
        NotAnalysable: if it reads some, or changes with time.
    """
    if mentions_input(node) or free_names(node) - BUILT_INS.keys() or calls_of(node) & _CHANGING:
        raise NotAnalysable
    return build.compile(node)(Frame(Prepared(), None, Run(_FEW)))
