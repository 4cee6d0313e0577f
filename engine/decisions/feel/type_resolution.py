"""Turns the names of types into types."""

from collections.abc import Callable

from engine.decisions.feel.syntax import TypeName
from engine.decisions.feel.types import ANY, ContextType, FeelType, FunctionType, ListType, RangeType

Named = Callable[[TypeName], FeelType | None]


def resolve(name: TypeName, named: Named) -> FeelType | None:
    """Return the type; None if it, or a type inside, is unknown."""
    if name.name == "context" and name.fields:
        return _context(name, named)
    if name.name == "function" and (name.arguments or name.result):
        return _function(name, named)
    if not name.arguments:
        return named(name)
    inner = resolve(name.arguments[0], named)
    if inner is None:
        return None
    return ListType("list", inner) if name.name == "list" else RangeType("range", inner)


def _context(name: TypeName, named: Named) -> FeelType | None:
    kinds = [resolve(argument, named) for argument in name.arguments]
    if any(kind is None for kind in kinds):
        return None
    return ContextType("context", tuple(zip(name.fields, (kind or ANY for kind in kinds), strict=True)))


def _function(name: TypeName, named: Named) -> FeelType | None:
    kinds = [resolve(argument, named) for argument in name.arguments]
    result = resolve(name.result, named) if name.result else ANY
    if result is None or any(kind is None for kind in kinds):
        return None
    return FunctionType("function", tuple(kind or ANY for kind in kinds), result)
