"""The fields of the forms, for papers: what each is called and how its value is said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from aftersales.model.language import Language
from aftersales.notification.template import show

_YES_NO: Mapping[Language, tuple[str, str]] = {"zh": ("是", "否"), "en": ("yes", "no")}
_PICTURES = {"photo", "signature"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `schema` is its JSON Schema with the texts of both languages."""

    name: str
    schema: Mapping[str, Any]

    @property
    def is_picture(self) -> bool:
        """Say whether its value names photos or a signature."""
        return self.schema.get("x-widget") in _PICTURES

    @property
    def is_long(self) -> bool:
        """Say whether people write several lines into it."""
        return self.schema.get("x-widget") == "textarea"

    @property
    def columns(self) -> Sequence["Field"]:
        """Return the fields of a repeated group; empty where it is none."""
        items = self.schema.get("items")
        return [Field(name, schema) for name, schema in _properties(items).items()]

    def title(self, language: Language) -> str:
        """Return what it is called."""
        said = _translated(self.schema, language).get("title") if language == "en" else None
        return str(said or self.schema.get("title") or self.name)

    def said(self, value: object, language: Language) -> str:
        """Return a value as people read it."""
        if isinstance(value, list | tuple):
            return ("、" if language == "zh" else ", ").join(self.said(each, language) for each in value)
        if isinstance(value, bool):
            return _YES_NO[language][0 if value else 1]
        chosen = self._choice(value, language)
        if chosen is not None:
            return chosen
        if self.schema.get("x-widget") == "money" and isinstance(value, int | Decimal):
            return f"{value:,.2f} 元" if language == "zh" else f"CNY {value:,.2f}"
        is_plain = isinstance(value, int | Decimal) and not isinstance(value, date | datetime)
        return f"{value:f}" if is_plain and isinstance(value, Decimal) else show(value)

    def _choice(self, value: object, language: Language) -> str | None:
        items = self.schema.get("items")
        holder = self.schema if "oneOf" in self.schema else items if isinstance(items, Mapping) else {}
        english = _translated(self.schema, "en").get("enum") or _translated(holder, "en").get("enum") or ()
        for at, option in enumerate(holder.get("oneOf", ())):
            if option.get("const") == value:
                is_english = language == "en" and at < len(english)
                return str(english[at] if is_english else option.get("title", value))
        return None


def fields_of(forms: Iterable[Mapping[str, Any]]) -> Mapping[str, Field]:
    """Return every field of some forms by name; where several ask for it, the most usual title names it."""
    asked: defaultdict[str, list[Field]] = defaultdict(list)
    for form in forms:
        for name, schema in _all_properties(form.get("schema", {})).items():
            asked[name].append(Field(name, schema))
    return {name: _usual(fields) for name, fields in asked.items()}


def _usual(fields: Sequence[Field]) -> Field:
    counted = Counter(field.title("zh") for field in fields)
    return min(fields, key=lambda field: (-counted[field.title("zh")], len(field.title("zh"))))


def _all_properties(schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return a form's fields, those that appear under conditions included."""
    found = _properties(schema)
    for part in schema.get("allOf", ()):
        for branch in (part.get("then"), part.get("else")):
            shown = {name: each for name, each in _properties(branch).items() if "title" in each}
            found = shown | found
    return found


def _properties(schema: object) -> dict[str, Mapping[str, Any]]:
    properties = schema.get("properties") if isinstance(schema, Mapping) else None
    return dict(properties) if isinstance(properties, Mapping) else {}


def _translated(schema: Mapping[str, Any], language: Language) -> Mapping[str, Any]:
    texts = schema.get("x-i18n")
    found = texts.get(language) if isinstance(texts, Mapping) else None
    return found if isinstance(found, Mapping) else {}
