"""The syntax tree of FEEL: plain, immutable nodes; `at` is the offset in the text."""

from dataclasses import dataclass, field

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression."""

    at: int = field(default=NOWHERE, compare=False, kw_only=True)

    def parts(self) -> tuple[object, ...]:
        """Return the fields of the node, its place left out."""
        names: tuple[str, ...] = self.__match_args__
        return tuple(getattr(self, name) for name in names)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, a string, true, false or null."""

    value: object


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """`@"2026-11-22"`."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """The name of a variable or function."""

    name: str


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`-x`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """Operators of one rank, from left to right: `a + b - c`, `a * b / c`, `a ** b`."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`a and b and c` or `a or b or c`."""

    operator: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`a < b`, with any of = != < <= > >=."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`x between a and b`."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`x in test` or `x in (test, test)`."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class UnaryComparison(Node):
    """`< 5`, as a test or, in parentheses, as a range."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if c then a else b`."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Iterator(Node):
    """`name in list`, or `name in 1..5` where `last` is given."""

    name: str
    source: Node
    last: Node | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for x in xs, y in ys return body`."""

    iterators: tuple[Iterator, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some x in xs satisfies condition`, or `every`."""

    quantifier: str
    iterators: tuple[Iterator, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`source.name`."""

    source: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`source[condition]`."""

    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`f(a, b)`, or `f(x: a, y: b)` where `names` is given."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TypeName(Node):
    """A type: a name, with the types in angle brackets where it has some.

    `fields` names the entries of a context type; `result` is the result of a function type.
    """

    name: str
    arguments: "tuple[TypeName, ...]" = ()
    fields: tuple[str, ...] = ()
    result: "TypeName | None" = None


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`x instance of type`."""

    value: Node
    type: TypeName


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """A formal parameter with its type, if declared."""

    name: str
    type: TypeName | None = None


@dataclass(frozen=True, slots=True)
class FunctionDefinition(Node):
    """`function(a, b: number) body`; external functions are read and answer null."""

    parameters: tuple[Parameter, ...]
    body: Node
    external: bool = False


@dataclass(frozen=True, slots=True)
class ListNode(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextNode(Node):
    """`{name: value}`; later entries see earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class RangeNode(Node):
    """`[a..b)`."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """Unary tests of a table cell; `-` is an empty tuple that is not negated."""

    items: tuple[Node, ...]
    negated: bool = False
