"""Which variables a form writes, by its schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.ports.checking import Fields

# The types of JSON Schema as those of FEEL; moments and days come as text.
TYPES = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "array": "list",
    "object": "context",
}
# Where a schema holds further schemas of the same data.
_TOGETHER = ("allOf", "anyOf", "oneOf")
_MAYBE = ("if", "then", "else", "not")
DEEPEST = 20


def fields_of(schema: Mapping[str, Any]) -> Fields:
    """Return the fields of a schema, those of all its conditions together."""
    found: dict[str, set[str]] = {}
    is_closed = _is_closed(schema)
    for part in _parts(schema, 0):
        is_closed = is_closed and "$ref" not in part
        for name, field in _object(part.get("properties")).items():
            found.setdefault(name, set()).update(_types(field))
    types = {name: kinds.pop() if len(kinds) == 1 else None for name, kinds in found.items()}
    return Fields(types, is_closed)


def _is_closed(schema: Mapping[str, Any]) -> bool:
    return any(schema.get(word) is False for word in ("additionalProperties", "unevaluatedProperties"))


def _parts(schema: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > DEEPEST:
        return
    yield schema
    inner = [part for word in _TOGETHER for part in _list(schema.get(word))]
    inner += [schema.get(word) for word in _MAYBE]
    inner += _object(schema.get("dependentSchemas")).values()
    for part in inner:
        if isinstance(part, dict):
            yield from _parts(part, depth + 1)


def _types(field: object) -> Iterator[str]:
    if not isinstance(field, dict):
        return
    told = field.get("type")
    for name in told if isinstance(told, list) else [told]:
        if name in TYPES:
            yield TYPES[name]


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
