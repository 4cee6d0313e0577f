"""Counts by several things at once, and remembers the cases that were counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from aftersales.model.money import ZERO

Key = tuple[str | None, ...]


@dataclass(slots=True)
class Counted:
    """How many, how much, and of which cases."""

    count: int = 0
    amount: Decimal = ZERO
    cases: list[str] = field(default_factory=list)


class Tally:
    """Counts by key."""

    def __init__(self) -> None:
        self._found: dict[Key, Counted] = {}

    def add(self, key: Key, case: str, *, count: int = 1, amount: Decimal = ZERO) -> None:
        """Count a case once more."""
        counted = self._found.setdefault(key, Counted())
        counted.count += count
        counted.amount += amount
        if case not in counted.cases[-1:]:
            counted.cases.append(case)

    @property
    def total(self) -> int:
        """Return how many were counted in all."""
        return sum(counted.count for counted in self._found.values())

    def ranked(self) -> Sequence[tuple[Key, Counted]]:
        """Return what was counted, the most frequent first."""
        return sorted(self._found.items(), key=_rank)


def _rank(item: tuple[Key, Counted]) -> tuple[int, list[str]]:
    key, counted = item
    return -counted.count, [part or "" for part in key]
