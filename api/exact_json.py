"""Reads and writes JSON without losing a digit: fractions are decimals on the way in and on the way out."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from pydantic import BaseModel
from starlette.responses import Response

from api.refusals import BodyMalformed, BodyTooDeep

MAX_DEPTH: Final = 64
_COMPACT: Final = (",", ":")


def read_json(body: bytes) -> Any:  # noqa: ANN401 - JSON has no better type
    """Return the data of a request body, fractions as decimals.

    Raises:
        BodyMalformed: it is not JSON, or holds a character that no database keeps.
        BodyTooDeep: it is nested too deeply.
    """
    try:
        data = json.loads(body, parse_float=Decimal, parse_constant=_refuse_constant)
    except RecursionError as e:
        raise BodyTooDeep(MAX_DEPTH) from e
    except json.JSONDecodeError as e:
        raise BodyMalformed(e.msg, line=e.lineno, column=e.colno) from e
    except ValueError as e:
        raise BodyMalformed(str(e)) from e
    _inspect(data)
    return data


def _refuse_constant(name: str) -> Any:  # noqa: ANN401 - never returns
    raise BodyMalformed(f"{name} is not a JSON number")


def _inspect(data: object) -> None:
    # Not recursive: the depth of the input must not become the depth of our stack.
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    raise BodyTooDeep(MAX_DEPTH)


def _children(node: object) -> list[object]:
    if isinstance(node, str):
        _inspect_text(node)
    elif isinstance(node, dict):
        return [*node, *node.values()]
    elif isinstance(node, list):
        return node
    return []


def _inspect_text(text: str) -> None:
    # A lone surrogate cannot be written as UTF-8, a NUL not into PostgreSQL.
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BodyMalformed("a text holds half a surrogate pair")
    if "\x00" in text:
        raise BodyMalformed("a text holds a NUL character")


def plain(value: object) -> Any:  # noqa: ANN401 - JSON data
    """Return a wire model as JSON data, decimals kept."""
    return value.model_dump(by_alias=True) if isinstance(value, BaseModel) else value


def write_json(value: object) -> str:
    """Return JSON text; a decimal keeps every digit."""
    data = plain(value)
    try:
        return json.dumps(data, ensure_ascii=False, separators=_COMPACT, allow_nan=False, default=_moment)
    except _HoldsDecimalError:
        return _write(data)


class _HoldsDecimalError(Exception):
    """The quick writer met a decimal: json.dumps would need a binary float."""


def _moment(value: object) -> object:
    if isinstance(value, Decimal):
        raise _HoldsDecimalError
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, BaseModel):
        return plain(value)
    raise TypeError(f"{type(value).__name__} is not JSON.")


def _write(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        entries = (
            f"{json.dumps(str(key), ensure_ascii=False)}:{_write(item)}" for key, item in value.items()
        )
        return "{" + ",".join(entries) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_write(item) for item in value) + "]"
    return write_json(value)


class ExactJson(Response):
    """A JSON response that keeps decimals."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """Return the body."""
        return write_json(content).encode()
