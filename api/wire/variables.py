"""Variables between JSON and the engine's values."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.queries.values import from_wire, to_wire


def variables_from_wire(given: Mapping[str, Any]) -> dict[str, object]:
    """Return variables as the engine takes them."""
    return {name: from_wire(value) for name, value in given.items()}


def variables_to_wire(held: Mapping[str, object]) -> dict[str, Any]:
    """Return variables as clients read them."""
    return {name: to_wire(value) for name, value in held.items()}


def stored_json(text: str | bytes) -> Any:  # noqa: ANN401 - JSON has no better type
    """Return JSON text that we stored, fractions as decimals."""
    return json.loads(text, parse_float=Decimal)
