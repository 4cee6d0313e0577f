"""The parts of a form that two versions are compared by: its fields, wherever in the schema they stand."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from engine.model.comparison import Part

_TEXTS: Final = "x-i18n"
_INNER: Final = frozenset({"properties", "items", "allOf", "required", _TEXTS})


def form_parts(form: Mapping[str, Any]) -> list[Part]:
    """Return the form itself and each of its fields as parts."""
    rest = {name: value for name, value in form.items() if name != "schema"}
    whole = Part("", "form", None, None, dict(_flat(rest, "")))
    found: dict[str, Part] = {}
    for part in _fields(form.get("schema", {}), ""):
        # A field may stand under several conditions; each adds to what it says.
        known = found.get(part.id)
        found[part.id] = part if known is None else _joined(known, part)
    return [whole, *found.values()]


def _fields(schema: Mapping[str, Any], path: str) -> Iterator[Part]:
    required = set(schema.get("required", ()))
    for name, field in schema.get("properties", {}).items():
        if isinstance(field, dict):
            here = f"{path}.{name}" if path else name
            yield _field(field, here, is_required=name in required)
            yield from _fields(field, here)
            yield from _fields(_object(field.get("items")), f"{here}[]")
    for condition in schema.get("allOf", ()):
        for branch in ("then", "else"):
            yield from _fields(_object(_object(condition).get(branch)), path)


def _field(field: Mapping[str, Any], path: str, *, is_required: bool) -> Part:
    texts = _object(field.get(_TEXTS))
    says = dict(_flat({name: value for name, value in field.items() if name not in _INNER}, ""))
    says |= dict(_flat(texts, ""))
    if is_required:
        says["required"] = "yes"
    title, english = (_object(texts.get(language)).get("title") for language in ("zh", "en"))
    return Part(path, "field", title, english, says)


def _joined(one: Part, other: Part) -> Part:
    return Part(
        one.id, one.kind, one.name or other.name, one.name_en or other.name_en, {**one.says, **other.says}
    )


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON data
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}" if path else name)
    else:
        yield path, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _object(value: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON data
    return value if isinstance(value, dict) else {}
