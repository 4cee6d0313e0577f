"""Which variables an expression reads."""

from engine.decisions.feel.syntax import (
    Call,
    ContextNode,
    Filter,
    For,
    FunctionDefinition,
    Iterator,
    Name,
    Node,
    Quantified,
)

_NONE: frozenset[str] = frozenset()


def free_names(node: object, bound: frozenset[str] = _NONE) -> frozenset[str]:
    """Return the names that are read and not defined by the expression itself.

    What stands inside a filter may be an entry of the filtered items, so it is left out.
    """
    if isinstance(node, Name):
        return _NONE if node.name in bound or node.name == "?" else frozenset({node.name})
    if isinstance(node, Filter):
        return free_names(node.source, bound)
    if isinstance(node, ContextNode):
        return _of_entries(node, bound)
    if isinstance(node, For | Quantified):
        return _of_loop(node, bound)
    if isinstance(node, FunctionDefinition):
        names = {parameter.name for parameter in node.parameters}
        return _NONE if node.external else free_names(node.body, bound | names)
    if isinstance(node, Node):
        return _of_parts(node.parts(), bound)
    return _of_parts(node, bound)


def _of_parts(parts: object, bound: frozenset[str]) -> frozenset[str]:
    if not isinstance(parts, tuple):
        return _NONE
    return _NONE.union(*(free_names(part, bound) for part in parts))


def _of_entries(node: ContextNode, bound: frozenset[str]) -> frozenset[str]:
    found = _NONE
    for name, value in node.entries:
        found |= free_names(value, bound)
        bound |= {name}
    return found


def _of_loop(node: For | Quantified, bound: frozenset[str]) -> frozenset[str]:
    found, bound = _NONE, bound | {"partial"}
    for iterator in node.iterators:
        found |= _of_iterator(iterator, bound)
        bound |= {iterator.name}
    return found | free_names(node.body if isinstance(node, For) else node.condition, bound)


def _of_iterator(iterator: Iterator, bound: frozenset[str]) -> frozenset[str]:
    last = free_names(iterator.last, bound) if iterator.last else _NONE
    return free_names(iterator.source, bound) | last


def calls_of(node: object) -> frozenset[str]:
    """Return the names of the functions that are called."""
    if isinstance(node, Call) and isinstance(node.function, Name):
        return frozenset({node.function.name}) | _calls_of_parts(node)
    return _calls_of_parts(node)


def _calls_of_parts(node: object) -> frozenset[str]:
    if isinstance(node, Node):
        return _NONE.union(*(calls_of(part) for part in node.parts()))
    return _NONE.union(*(calls_of(part) for part in node)) if isinstance(node, tuple) else _NONE
