"""What type an expression certainly has, whatever the variables hold; a null may always come instead."""

from collections.abc import Mapping
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
    If,
    In,
    InstanceOf,
    ListNode,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Path,
    Quantified,
    RangeNode,
)
from engine.decisions.feel.types import SIMPLE_TYPES, ContextType, FeelType, RestrictedType, family

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
Types = Mapping[str, FeelType]
"""The types of variables, by name."""
ENTRIES_AT_MOST: Final = 100
DEEPEST: Final = 6
"""A literal context with more entries, or deeper inside others, is just a context: it would take too long."""
NOTHING_KNOWN: Final[Types] = {}


def certain_type(node: Node, types: Types = NOTHING_KNOWN, deep: int = DEEPEST) -> FeelType | None:
    """Return the type of a value that is certain where these variables are known; None if it is not."""
    if isinstance(node, Name):
        return _bare(types.get(node.name))
    if isinstance(node, Path):
        return entry_type(certain_type(node.source, types, deep), node.name)
    if isinstance(node, If):
        branches = (certain_type(branch, types, deep) for branch in (node.then, node.otherwise))
        return _same(*branches)
    if isinstance(node, ContextNode):
        return _context(node, types, deep)
    if isinstance(node, Chain):
        return _simple(_of_chain(node, types))
    return _simple(_of_others(node, types))


def known_type(node: Node, types: Types = NOTHING_KNOWN) -> str | None:
    """Return the name of the type that is certain, without what is inside."""
    found = certain_type(node, types)
    return None if found is None else found.name


def entry_type(kind: FeelType | None, name: str) -> FeelType | None:
    """Return the type of a context's entry."""
    return _bare(dict(kind.fields).get(name)) if isinstance(kind, ContextType) else None


def _bare(kind: FeelType | None) -> FeelType | None:
    """Return a type without restrictions on its values, None for Any."""
    while isinstance(kind, RestrictedType):
        kind = kind.base
    return None if kind is None or kind.name == "Any" else kind


def _simple(name: str | None) -> FeelType | None:
    return None if name is None else SIMPLE_TYPES.get(name)


def _same(one: FeelType | None, other: FeelType | None) -> FeelType | None:
    for kind, instead in ((one, other), (other, one)):
        if kind is not None and kind.name == "Null":
            return instead  # any value may be null
    return one if one == other else None


def _context(node: ContextNode, types: Types, deep: int) -> FeelType | None:
    if deep == 0 or len(node.entries) > ENTRIES_AT_MOST:
        return SIMPLE_TYPES["context"]
    # Later entries see earlier ones, which hide variables of the same name.
    seen = types if all(name not in types for name, _ in node.entries) else NOTHING_KNOWN
    kinds = (
        (name, certain_type(value, seen, deep - 1) or SIMPLE_TYPES["Any"]) for name, value in node.entries
    )
    return ContextType("context", tuple(dict(kinds).items()))


def _of_chain(node: Chain, types: Types) -> str | None:
    kinds = {known_type(node.first, types), *(known_type(operand, types) for _, operand in node.rest)}
    return kinds.pop() if kinds in ({"number"}, {"string"}) else None


def _of_others(node: Node, types: Types) -> str | None:
    if isinstance(node, Literal):
        return family(node.value)
    if isinstance(node, AtLiteral):
        value = temporal_text.parse_any(node.text)
        return None if value is None else family(value)
    if isinstance(node, Call):
        return _BY_FUNCTION.get(node.function.name) if isinstance(node.function, Name) else None
    if isinstance(node, Negation):
        return known_type(node.operand, types)
    return _BY_NODE.get(type(node))
