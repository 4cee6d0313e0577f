"""Values as a form sees them: plain JSON."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal


def plain(value: object) -> object:
    """Return a value as JSON data; numbers stay numbers, moments become text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {str(name): plain(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else value
