"""Writes a syntax tree as FEEL again; reading the result gives the same tree."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from engine.decisions.errors import FeelSyntaxError
from engine.decisions.feel.lexer import tokenize
from engine.decisions.feel.names import spelled
from engine.decisions.feel.syntax import (
    AtLiteral,
    Between,
    Call,
    Chain,
    Comparison,
    ContextNode,
    Filter,
    For,
    FunctionDefinition,
    If,
    In,
    InstanceOf,
    Iterator,
    ListNode,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Parameter,
    Path,
    Quantified,
    RangeNode,
    Tests,
    TypeName,
    UnaryComparison,
)
from engine.decisions.feel.text_form import quoted

_LOOSEST: Final = 0
_COMPARED: Final = 3
_POSTFIX: Final = 9
_RANK_OF_OPERATOR: Final = {"+": 4, "-": 4, "*": 5, "/": 5, "**": 6, "or": 1, "and": 2}


def write(node: Node) -> str:
    """Return the text of an expression or of unary tests."""
    return _WRITERS[type(node)](node)


def _rank(node: Node) -> int:
    """Return how tightly a node holds together; an operand must hold tighter than its operator."""
    if isinstance(node, Chain):
        return _RANK_OF_OPERATOR[node.rest[0][0]]
    if isinstance(node, Logic):
        return _RANK_OF_OPERATOR[node.operator]
    if isinstance(node, Literal) and isinstance(node.value, Decimal) and node.value < 0:
        return 7
    return _RANKS.get(type(node), 10)


_RANKS: Final[dict[type[Node], int]] = {
    If: 0,
    For: 0,
    Quantified: 0,
    FunctionDefinition: 0,
    UnaryComparison: 0,
    Comparison: 3,
    Between: 3,
    In: 3,
    Negation: 7,
    InstanceOf: 8,
    Path: 9,
    Filter: 9,
    Call: 9,
}


def _operand(node: Node, above: int) -> str:
    text = write(node)
    return text if _rank(node) > above else f"({text})"


def _literal(node: Literal) -> str:
    value = node.value
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Decimal):
        # Decimal writes 1E+3; FEEL reads that too, and the exponent is part of the value.
        return str(value)
    return {True: "true", False: "false", None: "null"}[value]  # type: ignore[index] # a boolean or null


def _chain(node: Chain) -> str:
    rank = _rank(node)
    parts = [_operand(node.first, rank)]
    for operator, operand in node.rest:
        parts.append(f"{operator} {_operand(operand, rank)}")
    return " ".join(parts)


def _logic(node: Logic) -> str:
    rank = _rank(node)
    return f" {node.operator} ".join(_operand(item, rank) for item in node.items)


def _comparison(node: Comparison) -> str:
    # Comparisons are read from the left, so that only the right side needs parentheses.
    return f"{_left(node.left)} {node.operator} {_operand(node.right, _COMPARED)}"


def _left(node: Node) -> str:
    return _operand(node, _COMPARED - 1)


def _between(node: Between) -> str:
    return f"{_left(node.value)} between {_operand(node.low, _COMPARED)} and {_operand(node.high, _COMPARED)}"


def _in(node: In) -> str:
    if len(node.tests) == 1:
        test = node.tests[0]
        text = write(test) if isinstance(test, UnaryComparison) else _operand(test, _COMPARED)
        return f"{_left(node.value)} in {text}"
    return f"{_left(node.value)} in ({', '.join(map(write, node.tests))})"


def _if(node: If) -> str:
    return f"if {_body(node.condition)} then {_body(node.then)} else {_body(node.otherwise)}"


def _iterators(iterators: tuple[Iterator, ...]) -> str:
    return ", ".join(
        f"{iterator.name} in {_body(iterator.source)}"
        + (f"..{_body(iterator.last)}" if iterator.last else "")
        for iterator in iterators
    )


def _body(node: Node) -> str:
    """Write what may be anything but a bare comparison like `< 5`."""
    return f"({write(node)})" if isinstance(node, UnaryComparison) else write(node)


def _for(node: For) -> str:
    return f"for {_iterators(node.iterators)} return {_body(node.body)}"


def _quantified(node: Quantified) -> str:
    return f"{node.quantifier} {_iterators(node.iterators)} satisfies {_body(node.condition)}"


def _call(node: Call) -> str:
    arguments = [write(argument) for argument in node.arguments]
    if node.names is not None:
        arguments = [f"{name}: {argument}" for name, argument in zip(node.names, arguments, strict=True)]
    return f"{_operand(node.function, _POSTFIX - 1)}({', '.join(arguments)})"


def _type(node: TypeName) -> str:
    if node.fields:
        inside = (f"{name}: {write(kind)}" for name, kind in zip(node.fields, node.arguments, strict=True))
        return f"{node.name}<{', '.join(inside)}>"
    result = f" -> {write(node.result)}" if node.result else ""
    if not node.arguments:
        return f"{node.name}<>{result}" if result else node.name
    return f"{node.name}<{', '.join(map(write, node.arguments))}>{result}"


def _parameter(node: Parameter) -> str:
    return node.name if node.type is None else f"{node.name}: {write(node.type)}"


def _function(node: FunctionDefinition) -> str:
    parameters = ", ".join(map(write, node.parameters))
    return f"function({parameters}) {'external ' if node.external else ''}{_body(node.body)}"


def _context(node: ContextNode) -> str:
    return "{" + ", ".join(f"{_key(name)}: {_body(value)}" for name, value in node.entries) + "}"


def _key(name: str) -> str:
    try:
        tokens = tokenize(name)
    except FeelSyntaxError:
        return quoted(name)
    is_name = tokens[0].kind == "name" and all(token.kind in {"name", "number"} for token in tokens[:-1])
    return name if is_name and spelled(tokens[:-1]) == name else quoted(name)


def _range(node: RangeNode) -> str:
    opening, closing = "[" if node.low_closed else "(", "]" if node.high_closed else ")"
    return f"{opening}{_operand(node.low, _COMPARED)}..{_operand(node.high, _COMPARED)}{closing}"


def _unary(node: UnaryComparison) -> str:
    return f"{node.operator} {_operand(node.operand, _COMPARED)}"


def _tests(node: Tests) -> str:
    if not node.items and not node.negated:
        return "-"
    items = ", ".join(map(write, node.items))
    return f"not({items})" if node.negated else items


_WRITERS: Final[dict[type[Node], Callable[[Any], str]]] = {
    Literal: _literal,
    AtLiteral: lambda node: f"@{quoted(node.text)}",
    Name: lambda node: node.name,
    Negation: lambda node: f"-{_operand(node.operand, 7)}",
    Chain: _chain,
    Logic: _logic,
    Comparison: _comparison,
    Between: _between,
    In: _in,
    UnaryComparison: _unary,
    If: _if,
    For: _for,
    Quantified: _quantified,
    Path: lambda node: f"{_operand(node.source, _POSTFIX - 1)}.{node.name}",
    Filter: lambda node: f"{_operand(node.source, _POSTFIX - 1)}[{_body(node.condition)}]",
    Call: _call,
    TypeName: _type,
    InstanceOf: lambda node: f"{_operand(node.value, 7)} instance of {write(node.type)}",
    Parameter: _parameter,
    FunctionDefinition: _function,
    ListNode: lambda node: f"[{', '.join(map(write, node.items))}]",
    ContextNode: _context,
    RangeNode: _range,
    Tests: _tests,
}
