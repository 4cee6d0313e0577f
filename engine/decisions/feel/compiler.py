"""Turns a syntax tree into closures: once per expression, so that evaluating it reads no tree."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from engine.decisions.feel import temporal_text
from engine.decisions.feel.frame import MISSING, Closure, Frame, find, find_inside, find_outermost
from engine.decisions.feel.properties import property_of
from engine.decisions.feel.syntax import (
    AtLiteral,
    ContextNode,
    ListNode,
    Literal,
    Name,
    Node,
    Path,
    RangeNode,
    Tests,
    TypeName,
)
from engine.decisions.feel.types import SIMPLE_TYPES, FeelType

N = TypeVar("N", bound=Node)
NodeCompiler = Callable[[Any, "Build"], Closure]
_COMPILERS: Final[dict[type[Node], NodeCompiler]] = {}


class Build:
    """What compiling needs to know besides the tree: the functions built in and the model's types."""

    def __init__(self, built_ins: Mapping[str, object], types: Callable[[TypeName], FeelType | None]) -> None:
        self.built_ins = built_ins
        self.types = types
        self.locals: list[set[str]] = []

    def compile(self, node: Node) -> Closure:
        """Return the closure of a node."""
        return _COMPILERS[type(node)](node, self)

    def is_local(self, name: str) -> bool:
        """Tell whether any enclosing part of the expression may define the name (`*`: any name)."""
        return any(name in names or "*" in names for names in self.locals)

    def inside(self, names: set[str], node: Node) -> Closure:
        """Compile a node in which these names are defined by the expression itself."""
        self.locals.append(names)
        closure = self.compile(node)
        self.locals.pop()
        return closure


def compiles(kind: type[N]) -> Callable[[Callable[[N, Build], Closure]], Callable[[N, Build], Closure]]:
    """Register the compiler of a kind of node."""

    def register(function: Callable[[N, Build], Closure]) -> Callable[[N, Build], Closure]:
        _COMPILERS[kind] = function
        return function

    return register


def simple_type(name: TypeName) -> FeelType | None:
    """Return a type that needs no declaration, or None."""
    return SIMPLE_TYPES.get(name.name)


def weight(node: object) -> int:
    """Return the number of nodes below: what one repetition of a body costs."""
    if isinstance(node, Node):
        return 1 + sum(weight(part) for part in node.parts())
    return sum(weight(part) for part in node) if isinstance(node, tuple) else 0


@compiles(Literal)
def _literal(node: Literal, _: Build) -> Closure:
    value = node.value
    return lambda _frame: value


@compiles(AtLiteral)
def _at_literal(node: AtLiteral, _: Build) -> Closure:
    value, text, at = temporal_text.parse_any(node.text), node.text, node.at
    if value is not None:
        return lambda _frame: value

    def refuse(frame: Frame) -> object:
        frame.run.warn("bad_literal", at, text=text)
        return None

    return refuse


@compiles(Name)
def _name(node: Name, build: Build) -> Closure:
    name, at, built_in = node.name, node.at, build.built_ins.get(node.name)

    def missing(frame: Frame) -> object:
        if built_in is None:
            frame.run.warn("unknown_name", at, name=name)
        return built_in

    def read_outermost(frame: Frame) -> object:
        value = find_outermost(frame, name)
        return missing(frame) if value is MISSING else value

    def read(frame: Frame) -> object:
        value = find(frame, name)
        return missing(frame) if value is MISSING else value

    # Outside of loops, filters, contexts and functions there is just one frame.
    return read if build.locals else read_outermost


@compiles(Path)
def _path(node: Path, build: Build) -> Closure:
    source, name, at = build.compile(node.source), node.name, node.at

    def read(frame: Frame) -> object:
        value = source(frame)
        if type(value) is dict and name in value:
            return value[name]
        return property_of(value, name, frame.run, at)

    return read if build.locals else _outermost_path(node, read)


def _outermost_path(node: Path, read: Closure) -> Closure:
    steps: list[str] = []
    step: Node = node
    while isinstance(step, Path):
        steps.insert(0, step.name)
        step = step.source
    if not isinstance(step, Name):
        return read
    name, path = step.name, tuple(steps)

    def read_directly(frame: Frame) -> object:
        value = find_inside(frame, name, path)
        return read(frame) if value is MISSING else value

    return read_directly


@compiles(ListNode)
def _list(node: ListNode, build: Build) -> Closure:
    items = [build.compile(item) for item in node.items]

    def make(frame: Frame) -> object:
        frame.run.spend(len(items))
        return [item(frame) for item in items]

    return make


@compiles(ContextNode)
def _context(node: ContextNode, build: Build) -> Closure:
    names: set[str] = set()
    entries: list[tuple[str, Closure]] = []
    for name, value in node.entries:
        entries.append((name, build.inside(names, value)))
        names = names | {name}
    repeated = next((name for name in names if sum(name == other for other, _ in entries) > 1), None)

    def make(frame: Frame) -> object:
        made: dict[str, object] = {}
        inner = Frame(made, frame, frame.run)
        frame.run.spend(len(entries))
        for name, value in entries:
            made[name] = value(inner)
        return made

    def refuse(frame: Frame) -> object:
        frame.run.warn("duplicate_key", node.at, name=repeated)
        return None

    return make if repeated is None else refuse


@compiles(RangeNode)
def _range(node: RangeNode, build: Build) -> Closure:
    from engine.decisions.feel.intervals import make_range

    low, high, at = build.compile(node.low), build.compile(node.high), node.at
    low_closed, high_closed = node.low_closed, node.high_closed

    def make(frame: Frame) -> object:
        return make_range((low(frame), high(frame)), (low_closed, high_closed), frame.run, at)

    return make


@compiles(Tests)
def _tests(node: Tests, build: Build) -> Closure:
    from engine.decisions.feel.unary import compile_tests

    return compile_tests(node, build)
