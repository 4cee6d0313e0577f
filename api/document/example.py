"""Composes an example of a JSON Schema from the examples of its fields, so that each is written once."""

from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]

_USUAL: Final[Mapping[str, Any]] = {
    "string": "text",
    "integer": 1,
    "number": 1,
    "boolean": True,
    "null": None,
}


def example_of(schema: Schema, components: Mapping[str, Schema]) -> Any:  # noqa: ANN401 - any JSON
    """Return an example of what a schema describes."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(components[schema["$ref"].rpartition("/")[2]], components)
    for alternatives in ("anyOf", "oneOf", "allOf"):
        if alternatives in schema:
            return example_of(schema[alternatives][0], components)
    return _by_type(schema, components)


def _by_type(schema: Schema, components: Mapping[str, Schema]) -> Any:  # noqa: ANN401
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    kind = schema.get("type")
    if kind == "array":
        return [example_of(schema.get("items", {}), components)]
    if kind == "object":
        return {name: example_of(field, components) for name, field in schema.get("properties", {}).items()}
    return schema.get("default", _USUAL.get(str(kind)))
