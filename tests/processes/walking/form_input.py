"""Fills a form at random: always what its schema allows, now and then what the case already knows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from json import dumps
from random import Random
from typing import Any

import jsonschema_rs

from engine.clock import CHINA

Schema = Mapping[str, Any]
_WORDS = ("一切正常", "客户要求尽快", "门口有积水", "外壳磕碰", "见照片")
_AHEAD = ("expected", "due", "return_on", "appointment", "pickup", "moved")
_OPTIONAL = 0.45
_KNOWN = 0.6


class FormInput:
    """One form-filler: `known` are values by field name that are worth trying, amounts are tried anywhere."""

    def __init__(self, random: Random, now: datetime, known: Mapping[str, Sequence[object]]) -> None:
        self._random = random
        self._now = now.astimezone(CHINA)
        self._known = known

    def of(self, schema: Schema) -> dict[str, Any]:
        """Return data for a schema that describes an object."""
        data: dict[str, Any] = {}
        self._fill(schema, data)
        for part in _conditions(schema):
            branch = part.get("then" if _holds(part["if"], data) else "else")
            if branch is not None:
                data.update(self.of(_beside(branch, schema)))
        return data

    def _fill(self, schema: Schema, data: dict[str, Any]) -> None:
        required = set(schema.get("required", ()))
        for name, field in schema.get("properties", {}).items():
            if name not in data and (name in required or self._random.random() < _OPTIONAL):
                data[name] = self._value(name, field)

    def _value(self, name: str, field: Schema) -> Any:
        choices = _choices(field)
        if choices is not None:
            return self._random.choice(choices)
        found = [value for value in self._known.get(name, ()) if is_valid(field, value)]
        if found and self._random.random() < _KNOWN:
            return self._random.choice(found)
        makers: Mapping[str, Callable[[str, Schema], Any]] = {
            "boolean": lambda _name, _field: self._random.random() < 0.5,
            "integer": self._integer,
            "number": self._amount,
            "string": self._text,
            "array": self._list,
            "object": lambda _name, inner: self.of(inner),
        }
        return makers[field["type"]](name, field)

    def _integer(self, _name: str, field: Schema) -> int:
        low, high = field.get("minimum", 0), field.get("maximum", 999)
        return self._random.choice((low, high, self._random.randint(low, min(high, low + 5))))

    def _amount(self, _name: str, field: Schema) -> int | float:
        known = [value for value in self._known.get("", ()) if is_valid(field, value)]
        if known and self._random.random() < _KNOWN:
            amount: int | float = self._random.choice(known)  # type: ignore[assignment]
            return amount
        low, high = int(field.get("minimum", 0) * 100), int(field.get("maximum", 9000) * 100)
        fen = self._random.choice((low, self._random.randint(low, high)))
        return float(Decimal(fen) / 100)

    def _text(self, name: str, field: Schema) -> str:
        if field.get("format") == "date":
            return self._moment(name).date().isoformat()
        if field.get("format") == "date-time":
            return self._moment(name).replace(microsecond=0).isoformat()
        if "1[3-9]" in field.get("pattern", ""):
            return f"139{self._random.randrange(10**8):08}"
        return self._random.choice(_WORDS)[: field.get("maxLength", 99)]

    def _moment(self, name: str) -> datetime:
        days = self._random.choice((0, 1, 3, 6, 8, 20, 40, 100, 400, 1200))
        is_ahead = any(word in name for word in _AHEAD) != (self._random.random() < 0.1)
        span = timedelta(days=min(days, 20) if is_ahead else days, hours=self._random.randrange(9))
        return self._now + span if is_ahead else self._now - span

    def _list(self, name: str, field: Schema) -> list[Any]:
        low, high = field.get("minItems", 0), field.get("maxItems", 9)
        wanted = self._random.randint(low, max(low, min(high, 3)))
        found: list[Any] = []
        for _ in range(wanted * 4):
            entry = self._value(name, field["items"])
            if len(found) < wanted and not (field.get("uniqueItems") and entry in found):
                found.append(entry)
        return found


def _conditions(schema: Schema) -> list[Schema]:
    return [part for part in (schema, *schema.get("allOf", ())) if "if" in part]


def _beside(branch: Schema, schema: Schema) -> Schema:
    """Return a branch with the fields that it only requires described as beside it."""
    fields, told = schema.get("properties", {}), branch.get("properties", {})
    named = {name: fields[name] for name in branch.get("required", ()) if name in fields and name not in told}
    return {**branch, "properties": {**told, **named}}


def _choices(field: Schema) -> list[Any] | None:
    if "const" in field:
        return [field["const"]]
    if "enum" in field:
        return list(field["enum"])
    told = field.get("oneOf", ())
    return [each["const"] for each in told] if told and all("const" in each for each in told) else None


def is_valid(field: Schema, value: object) -> bool:
    """Say whether a schema allows a value."""
    return bool(_validator(dumps(field)).is_valid(value))


def _holds(condition: Schema, data: Mapping[str, Any]) -> bool:
    return bool(_validator(dumps(condition)).is_valid(dict(data)))


@lru_cache(maxsize=1024)
def _validator(schema: str) -> Any:
    return jsonschema_rs.validator_for(schema, validate_formats=True)
