"""The syntax tree of FEEL: plain, immutable nodes; `at` is the offset in the text."""

from dataclasses import KW_ONLY
from typing import ClassVar, Final, NoReturn, dataclass_transform

NOWHERE: Final = -1


@dataclass_transform(frozen_default=True)
class _Frozen:
    """What dataclasses do, written once. Two nodes are equal if they say the same, wherever they stand.

    Thirty generated dataclasses would take half of the time that importing the package may take, so
    the few methods are written once, here; type checkers see dataclasses.
    """

    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Note the fields in the order in which they are written."""
        cls._names = tuple(cls.__annotations__)

    def __init__(self, *values: object, at: int = NOWHERE, **named: object) -> None:
        own = self.__dict__
        own["at"] = at
        own.update(zip(self._names, values, strict=False))
        own.update(named)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Nodes don't change."""
        raise AttributeError(f"A node can't be changed: {name}.")

    def parts(self) -> tuple[object, ...]:
        """Return the fields of the node, its place left out."""
        return tuple(getattr(self, name) for name in self._names)

    def __eq__(self, other: object) -> bool:
        """Compare kind and parts, not the place."""
        return isinstance(other, _Frozen) and type(self) is type(other) and self.parts() == other.parts()

    def __hash__(self) -> int:
        """Hash what is compared."""
        return hash((type(self), self.parts()))

    def __repr__(self) -> str:
        """Show kind and parts."""
        return f"{type(self).__name__}{self.parts()!r}"


class Node(_Frozen):
    """Any part of an expression; `at` is its offset in the text."""

    _: KW_ONLY
    at: int = NOWHERE


class Literal(Node):
    """A number, a string, true, false or null."""

    value: object


class AtLiteral(Node):
    """`@"2026-11-22"`."""

    text: str


class Name(Node):
    """The name of a variable or function."""

    name: str


class Negation(Node):
    """`-x`."""

    operand: Node


class Chain(Node):
    """Operators of one rank, from left to right: `a + b - c`, `a * b / c`, `a ** b`."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


class Logic(Node):
    """`a and b and c` or `a or b or c`."""

    operator: str
    items: tuple[Node, ...]


class Comparison(Node):
    """`a < b`, with any of = != < <= > >=."""

    operator: str
    left: Node
    right: Node


class Between(Node):
    """`x between a and b`."""

    value: Node
    low: Node
    high: Node


class In(Node):
    """`x in test` or `x in (test, test)`."""

    value: Node
    tests: tuple[Node, ...]


class UnaryComparison(Node):
    """`< 5`, as a test or, in parentheses, as a range."""

    operator: str
    operand: Node


class If(Node):
    """`if c then a else b`."""

    condition: Node
    then: Node
    otherwise: Node


class Iterator(Node):
    """`name in list`, or `name in 1..5` where `last` is given."""

    name: str
    source: Node
    last: Node | None = None


class For(Node):
    """`for x in xs, y in ys return body`."""

    iterators: tuple[Iterator, ...]
    body: Node


class Quantified(Node):
    """`some x in xs satisfies condition`, or `every`."""

    quantifier: str
    iterators: tuple[Iterator, ...]
    condition: Node


class Path(Node):
    """`source.name`."""

    source: Node
    name: str


class Filter(Node):
    """`source[condition]`."""

    source: Node
    condition: Node


class Call(Node):
    """`f(a, b)`, or `f(x: a, y: b)` where `names` is given."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] | None = None


class TypeName(Node):
    """A type: a name, with the types in angle brackets where it has some.

    `fields` names the entries of a context type; `result` is the result of a function type.
    """

    name: str
    arguments: "tuple[TypeName, ...]" = ()
    fields: tuple[str, ...] = ()
    result: "TypeName | None" = None


class InstanceOf(Node):
    """`x instance of type`."""

    value: Node
    type: TypeName


class Parameter(Node):
    """A formal parameter with its type, if declared."""

    name: str
    type: TypeName | None = None


class FunctionDefinition(Node):
    """`function(a, b: number) body`; external functions are read and answer null."""

    parameters: tuple[Parameter, ...]
    body: Node
    external: bool = False


class ListNode(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]


class ContextNode(Node):
    """`{name: value}`; later entries see earlier ones."""

    entries: tuple[tuple[str, Node], ...]


class RangeNode(Node):
    """`[a..b)`."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


class Tests(Node):
    """Unary tests of a table cell; `-` is an empty tuple that is not negated."""

    items: tuple[Node, ...]
    negated: bool = False
