"""Reads a record of the register from plain JSON, as stories write it."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from aftersales.errors import RegisterInputRefused

_READERS: Mapping[object, Callable[[str], object]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Decimal: Decimal,
}


class RecordUnreadable(RegisterInputRefused):
    """A record in a story is not as records are."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(f"{kind}: {why}.", zh=f"{kind}：{why}。", kind=kind)


def record_of(kind: type[Any], values: Mapping[str, Any]) -> object:
    """Return the record that these values describe.

    Raises:
        RecordUnreadable: a field is unknown, missing, or of another kind.
    """
    hints = get_type_hints(kind)
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    wrong = sorted((values.keys() - hints.keys()) | (needed - values.keys()))
    if wrong:
        raise RecordUnreadable(kind.__name__, f"unknown or missing: {', '.join(wrong)}")
    make: Callable[..., object] = kind
    try:
        return make(**{name: _read(hints[name], value) for name, value in values.items()})
    except (TypeError, ValueError, ArithmeticError) as error:
        raise RecordUnreadable(kind.__name__, str(error)) from error


def _read(hint: Any, value: Any) -> object:  # noqa: ANN401 - any type that a field can be annotated with
    if get_origin(hint) in {Union, UnionType}:
        if value is None:
            return None
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return tuple(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return _READERS[hint](str(value)) if hint in _READERS else value
