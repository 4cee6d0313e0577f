"""What an expression reads, and at which values its answer can change: the leaves of a table's inputs.

A leaf is a variable or an entry of one, `province` or `warranty.charge`. An expression that only compares
its leaves with constants answers alike between two neighbouring constants, so that one value of each
interval stands for all of them.
"""

from collections.abc import Iterator

from engine.decisions.dmn.cells import NotAnalysable, constant, constants
from engine.decisions.feel.compiler import Build
from engine.decisions.feel.functions import BUILT_INS
from engine.decisions.feel.syntax import (
    Between,
    Call,
    Comparison,
    If,
    In,
    Literal,
    Logic,
    Name,
    Node,
    Path,
)

Cut = tuple[object, bool]
"""A constant that a leaf is compared with, and whether the order matters."""

Reading = tuple[str, Cut | None]
"""A leaf and a constant that it is compared with; None where it is only read."""

_TRUTH: tuple[Cut, ...] = ((True, False),)


def leaf_of(node: object) -> str | None:
    """Return the leaf that a node is; None if it is something else."""
    if isinstance(node, Name):
        return None if node.name in BUILT_INS else node.name
    if isinstance(node, Path):
        source = leaf_of(node.source)
        return None if source is None else f"{source}.{node.name}"
    return None


def readings(node: Node, asked: tuple[Cut, ...], build: Build) -> Iterator[Reading]:
    """Yield the leaves of an expression whose value is then compared with the constants in `asked`.

    Raises:
        NotAnalysable: if the answer could change between two constants.
    """
    leaf = leaf_of(node)
    if leaf is not None:
        yield from ((leaf, cut) for cut in asked or (None,))
    elif not _is_constant(node, build):
        yield from _of_parts(node, asked, build)


def mentioned(node: object) -> Iterator[str]:
    """Yield every leaf of an expression, whatever is done with it."""
    leaf = leaf_of(node)
    if leaf is not None:
        yield leaf
    elif isinstance(node, Node):
        for part in node.parts():
            yield from mentioned(part)
    elif isinstance(node, tuple):
        for part in node:
            yield from mentioned(part)


def names(node: object) -> frozenset[str]:
    """Return every name in an expression, also one that a function of FEEL has too."""
    if isinstance(node, Name):
        return frozenset({node.name})
    parts = node.parts() if isinstance(node, Node) else node if isinstance(node, tuple) else ()
    return frozenset().union(*(names(part) for part in parts))


def literals(node: object) -> Iterator[object]:
    """Yield every literal of an expression."""
    if isinstance(node, Literal):
        yield node.value
    elif isinstance(node, Node):
        for part in node.parts():
            yield from literals(part)
    elif isinstance(node, tuple):
        for part in node:
            yield from literals(part)


def _is_constant(node: Node, build: Build) -> bool:
    try:
        constant(node, build)
    except NotAnalysable:
        return False
    return True


def _of_parts(node: Node, asked: tuple[Cut, ...], build: Build) -> Iterator[Reading]:
    if isinstance(node, If):
        yield from readings(node.condition, _TRUTH, build)
        yield from readings(node.then, asked, build)
        yield from readings(node.otherwise, asked, build)
    elif isinstance(node, Logic):
        for item in node.items:
            yield from readings(item, _TRUTH, build)
    elif isinstance(node, Comparison):
        yield from _of_comparison(node, build)
    elif isinstance(node, Between):
        ends = tuple((constant(end, build), True) for end in (node.low, node.high))
        yield from readings(node.value, ends, build)
    elif isinstance(node, In):
        found = tuple(cut for test in node.tests for cut in constants(test, build))
        yield from readings(node.value, found, build)
    else:
        yield from _of_call(node, asked, build)


def _of_comparison(node: Comparison, build: Build) -> Iterator[Reading]:
    is_ordered = node.operator not in {"=", "!="}
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if _is_constant(other, build):
            yield from readings(side, ((constant(other, build), is_ordered),), build)
            return
    raise NotAnalysable


def _of_call(node: Node, asked: tuple[Cut, ...], build: Build) -> Iterator[Reading]:
    name = node.function.name if isinstance(node, Call) and isinstance(node.function, Name) else None
    arguments = node.arguments if isinstance(node, Call) else ()
    if name == "not" and len(arguments) == 1:
        yield from readings(arguments[0], _TRUTH, build)
    elif name == "date" and len(arguments) == 1:
        # A date is the same date, whether it came as text or not.
        yield from readings(arguments[0], asked, build)
    elif name == "list contains" and _is_constant(arguments[0], build):
        listed = constant(arguments[0], build)
        items = listed if isinstance(listed, list) else []
        yield from readings(arguments[1], tuple((item, False) for item in items), build)
    else:
        raise NotAnalysable
