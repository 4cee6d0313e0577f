"""Finds what a set of rules leaves uncovered, without walking through every combination.

A rule is a box: for each input a set of regions, as the bits of an integer. Input by input, regions
in which the same rules are still possible are treated as one; a case ends as soon as a rule covers
all that is left. What was found for an input and a set of rules is remembered.
"""

from collections.abc import Sequence

Box = tuple[int, ...]


class TooLarge(Exception):
    """The table has more distinct cases than can be examined."""


class Covering:
    """Examines boxes within a space."""

    def __init__(self, space: Box, boxes: Sequence[Box], *, cases: int = 200_000, gaps: int = 200) -> None:
        """Prepare the examination; `cases` and `gaps` bound the work and the answer."""
        self.space = space
        self.boxes = boxes
        self._left = cases
        self._most = gaps
        self._memo: dict[tuple[int, int], list[Box]] = {}

    def gaps(self) -> list[Box]:
        """Return boxes that together are all that no rule covers (only the first ones of many).

        Raises:
            TooLarge: if there are too many cases.
        """
        return self._gaps(0, (1 << len(self.boxes)) - 1)

    def _gaps(self, column: int, rules: int) -> list[Box]:
        if not rules:
            return [self.space[column:]]
        if column == len(self.space) or self._covered(column, rules):
            return []
        key = (column, rules)
        if key not in self._memo:
            self._left -= 1
            if self._left < 0:
                raise TooLarge
            self._memo[key] = self._split(column, rules)
        return self._memo[key]

    def _covered(self, column: int, rules: int) -> bool:
        """Tell whether one of the rules covers everything from a column on."""
        for number, box in enumerate(self.boxes):
            if rules >> number & 1 and all(
                box[place] & self.space[place] == self.space[place]
                for place in range(column, len(self.space))
            ):
                return True
        return False

    def _split(self, column: int, rules: int) -> list[Box]:
        found: list[Box] = []
        for possible, regions in self._groups(column, rules).items():
            found += [(regions, *rest) for rest in self._gaps(column + 1, possible)]
            if len(found) >= self._most:
                break
        return found[: self._most]

    def _groups(self, column: int, rules: int) -> dict[int, int]:
        """Return the regions of a column by the rules that are possible there."""
        groups: dict[int, int] = {}
        left = self.space[column]
        numbers = [number for number in range(len(self.boxes)) if rules >> number & 1]
        while left:
            region = left & -left
            left ^= region
            possible = sum(1 << number for number in numbers if self.boxes[number][column] & region)
            groups[possible] = groups.get(possible, 0) | region
        return groups


def intersection(left: Box, right: Box) -> Box | None:
    """Return what two boxes have in common; None if nothing."""
    common = tuple(a & b for a, b in zip(left, right, strict=True))
    return common if all(common) else None


def missing(space: Box, box: Box, others: Sequence[Box]) -> bool:
    """Tell whether a part of a box is in none of the others.

    Raises:
        TooLarge: if there are too many cases.
    """
    inside = tuple(a & b for a, b in zip(space, box, strict=True))
    return all(inside) and bool(Covering(inside, others, gaps=1).gaps())
