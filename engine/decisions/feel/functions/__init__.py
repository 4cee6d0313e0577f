"""The functions built into FEEL; importing this package declares them all."""

from engine.decisions.feel.builtin import BUILT_INS
from engine.decisions.feel.functions import (
    contexts,
    conversion,
    lists,
    moments,
    numbers,
    ranges,
    sorting,
    statistics,
    strings,
    working,
)

__all__ = [
    "BUILT_INS",
    "contexts",
    "conversion",
    "lists",
    "moments",
    "numbers",
    "ranges",
    "sorting",
    "statistics",
    "strings",
    "working",
]
