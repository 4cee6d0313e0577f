"""What type an expression certainly has, whatever the variables hold; a null may always come instead."""

from typing import Final

from engine.decisions.feel import temporal_text
from engine.decisions.feel.syntax import (
    AtLiteral,
    Between,
    Call,
    Chain,
    Comparison,
    ContextNode,
    For,
    In,
    InstanceOf,
    ListNode,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Quantified,
    RangeNode,
)
from engine.decisions.feel.types import family

_BY_NODE: Final[dict[type[Node], str]] = {
    Comparison: "boolean",
    Between: "boolean",
    In: "boolean",
    Logic: "boolean",
    Quantified: "boolean",
    InstanceOf: "boolean",
    ListNode: "list",
    For: "list",
    ContextNode: "context",
    RangeNode: "range",
}
_BY_FUNCTION: Final = {
    **dict.fromkeys(
        (
            "count",
            "string length",
            "decimal",
            "floor",
            "ceiling",
            "modulo",
            "sqrt",
            "mean",
            "number",
            "day of year",
        ),
        "number",
    ),
    **dict.fromkeys(
        ("string", "substring", "upper case", "lower case", "replace", "string join", "day of week", "trim"),
        "string",
    ),
    **dict.fromkeys(
        ("contains", "starts with", "ends with", "matches", "list contains", "not", "odd", "even", "is"),
        "boolean",
    ),
    **dict.fromkeys(("date", "today", "last day of month", "add working days"), "date"),
    **dict.fromkeys(("date and time", "now", "add working time", "next working moment"), "date and time"),
    "time": "time",
    "working time between": "days and time duration",
    "years and months duration": "years and months duration",
    **dict.fromkeys(
        ("sort", "append", "concatenate", "distinct values", "flatten", "reverse", "split", "union"), "list"
    ),
}


def known_type(node: Node) -> str | None:
    """Return the family of a value that is certain; None if it depends on variables."""
    if isinstance(node, Literal):
        return family(node.value)
    if isinstance(node, AtLiteral):
        value = temporal_text.parse_any(node.text)
        return None if value is None else family(value)
    if isinstance(node, Call):
        return _BY_FUNCTION.get(node.function.name) if isinstance(node.function, Name) else None
    if isinstance(node, Negation):
        return known_type(node.operand)
    if isinstance(node, Chain):
        kinds = {known_type(node.first), *(known_type(operand) for _, operand in node.rest)}
        return kinds.pop() if kinds in ({"number"}, {"string"}) else None
    return _BY_NODE.get(type(node))
