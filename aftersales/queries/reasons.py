"""Why a case came out as it did, for its customer: each decision as the sentence of its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# Decisions that face the customer, in the order in which a case comes to them; and the answer among them that
# says nothing worth telling.
_TOLD: Final[Mapping[str, tuple[str, str] | None]] = {
    "warranty": None,
    "package_benefit": ("benefit", "none"),
    "rights": None,
    "fee": None,
    "freight": None,
    "price_difference": None,
    "refund": None,
    "parcel_handling": None,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision of a case in a sentence: by the table, or by whoever decided in its place."""

    topic: str
    zh: str
    en: str


def reasons_of(scopes: Sequence[Mapping[str, object]]) -> Sequence[Reason]:
    """Return the decisions as they stand; `scopes` are a case's variables, what was called last of all."""
    standing = {name: value for scope in scopes for name, value in scope.items() if name in _TOLD}
    return [
        Reason(topic, value["text_zh"], value["text_en"])
        for topic, silent in _TOLD.items()
        if isinstance(value := standing.get(topic), Mapping) and _is_told(value, silent)
    ]


def _is_told(decided: Mapping[str, object], silent: tuple[str, str] | None) -> bool:
    if silent is not None and decided.get(silent[0]) == silent[1]:
        return False
    return all(isinstance(decided.get(name), str) for name in ("text_zh", "text_en"))
