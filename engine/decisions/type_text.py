"""Types as people write them, `context<priority: number>`, and what type an expression certainly has."""

from collections.abc import Mapping
from functools import lru_cache

from engine.decisions.expression import Compiled
from engine.decisions.feel.known_types import certain_type
from engine.decisions.feel.parser import parse_type
from engine.decisions.feel.syntax import ContextNode
from engine.decisions.feel.type_resolution import resolve
from engine.decisions.feel.types import SIMPLE_TYPES, FeelType


@lru_cache(maxsize=1024)
def feel_type(text: str) -> FeelType | None:
    """Return the type that a text names, None where FEEL has no such type."""
    name = parse_type(text)
    return None if name is None else resolve(name, lambda simple: SIMPLE_TYPES.get(simple.name))


def type_of(compiled: Compiled, types: Mapping[str, FeelType]) -> str | None:
    """Return the type that an expression certainly has, or null; None where it depends on more."""
    found = certain_type(compiled.syntax, types)
    return None if found is None or found.name == "Null" else str(found)


def entries_of(compiled: Compiled) -> tuple[str, ...] | None:
    """Return the names in a context that is written out, None for any other expression."""
    syntax = compiled.syntax
    return tuple(name for name, _ in syntax.entries) if isinstance(syntax, ContextNode) else None
