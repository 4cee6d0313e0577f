"""Repeating timers: ISO 8601's `R3/<start>/PT1H`, and which of its moments comes next."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

# The zone of the start, as FEEL writes it, may hold a slash: 2026-09-14T18:00:00@Asia/Shanghai.
_TEXT: Final = re.compile(
    r"^R(?P<count>\d*)/(?:(?P<start>[^P/][^/]*(?:[@\[][\w/+\-]+\]?)?)/)?(?P<period>P[^/]+)$"
)
# In FEEL, as every moment of a timer is reckoned.
MOMENT: Final = "if value instance of string then date and time(value) else value"
LATER: Final = "moment + (if value instance of string then duration(value) else value) * count"


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repeating interval as it is written; without a count it never ends."""

    count: int | None
    start: str | None
    period: str


class Cycle(NamedTuple):
    """A cycle as it is stored: where it begins, which moment is next, how many come after, its period.

    Moments are counted from the beginning, so that a monthly timer of the 31st comes back to the 31st after a
    shorter month. `left` is None for a cycle without end.
    """

    begins_at: str
    number: int
    left: int | None
    period: str

    def following(self) -> "Cycle | None":
        """Return the cycle one moment on, None when it is used up."""
        if self.left is not None and self.left <= 0:
            return None
        return self._replace(number=self.number + 1, left=None if self.left is None else self.left - 1)


def read_repetition(value: object) -> Repetition | None:
    """Return a repeating interval, None for what is none or happens never."""
    match = _TEXT.match(value) if isinstance(value, str) else None
    if match is None or match["count"] == "0":
        return None
    return Repetition(int(match["count"]) if match["count"] else None, match["start"], match["period"])
