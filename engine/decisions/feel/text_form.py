"""How `string()` writes a value."""

from decimal import Decimal
from typing import Final

from engine.decisions.feel import temporal_text
from engine.decisions.limits import Run
from engine.decisions.values import NUMBERS, Function, Range

_LONGEST_PLAIN: Final = 60


def text_of(value: object, run: Run) -> str:
    """Return the text of any value; strings inside lists and contexts are quoted."""
    if isinstance(value, str):
        return value
    text = _write(value, run)
    run.check_characters(len(text))
    return text


def number_text(number: Decimal) -> str:
    """Write a number without exponent where that is readable, and without needless zeros."""
    if number == number.to_integral_value() and number.adjusted() < _LONGEST_PLAIN:
        return f"{int(number)}"
    shown = NUMBERS.normalize(number)
    return f"{shown:f}" if -_LONGEST_PLAIN < shown.adjusted() < _LONGEST_PLAIN else str(shown)


def _write(value: object, run: Run) -> str:
    run.spend(1)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, str):
        return quoted(value)
    return temporal_text.write(value) or _write_structure(value, run)


def quoted(text: str) -> str:
    """Write a string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return '"' + escaped.replace("\t", "\\t") + '"'


def _write_structure(value: object, run: Run) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_bounded(item, run) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)}: {_bounded(item, run)}" for name, item in value.items()) + "}"
    if isinstance(value, Range):
        return _write_range(value, run)
    return f"function({', '.join(value.parameters)})" if isinstance(value, Function) else str(value)


def _bounded(value: object, run: Run) -> str:
    # A list may hold the same large text many times: its size is refused before it is joined.
    text = _write(value, run)
    run.spend(len(text) // 16)
    run.check_characters(len(text))
    return text


def _key(name: str) -> str:
    return name if name and all(part.isidentifier() for part in name.split(" ")) else quoted(name)


def _write_range(value: Range, run: Run) -> str:
    if value.operator:
        bound = value.high if value.operator in {"<", "<="} else value.low
        return f"({value.operator}{_write(bound, run)})"
    opening, closing = "[" if value.low_closed else "(", "]" if value.high_closed else ")"
    return f"{opening}{_write(value.low, run)}..{_write(value.high, run)}{closing}"
