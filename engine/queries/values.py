"""Values between JSON on the wire and FEEL."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal


def from_wire(value: object) -> object:
    """Return a FEEL value for JSON data; fractions become exact decimals, text stays text."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {str(name): from_wire(entry) for name, entry in value.items()}
    return [from_wire(entry) for entry in value] if isinstance(value, list) else value


def to_wire(value: object) -> object:
    """Return JSON data for a FEEL value: whole numbers as integers, moments and durations as ISO text."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        return {str(name): to_wire(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [to_wire(entry) for entry in value]
    return _text(value)


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() and abs(value) < 10**18 else value


def _text(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    from engine.queries.temporal import duration_text

    return duration_text(value)
