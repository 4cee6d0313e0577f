"""Makes one statement of those that often go together.

PostgreSQL spends more on taking in a statement than on running it. The parts of one statement run in no
order that could be relied on, and none sees what another does: they must not have a row in common.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain

from engine.storage.line import Batch, Line, Row
from engine.storage.pipeline import Work

# Planning a long statement costs as much as a step: only what is sent again and again is worth it.
_OFTEN = 8
_SHAPES_AT_MOST = 80
_COUNTED_AT_MOST = 1_000

_PARAMETER = re.compile(r"\$(\d+)")

_Shape = tuple[Line, ...]


class Bundler:
    """Remembers which lines go together, and what they are as one statement."""

    def __init__(self) -> None:
        self._seen: Counter[_Shape] = Counter()
        self._texts: dict[_Shape, str] = {}

    def work(self, batch: Batch) -> Work:
        """Return what to send for a batch."""
        work: list[tuple[str, Row]] = []
        for group in _apart(batch):
            shape = tuple([line for line, _ in group])
            sql = self._texts.get(shape) or self._noted(shape)
            if sql is None:
                work += [(line.sql, row) for line, row in group]
            else:
                work.append((sql, tuple(chain.from_iterable([row for _, row in group]))))
        return work

    def _noted(self, shape: _Shape) -> str | None:
        """Count a shape that is no statement yet, and return the statement once it is one."""
        if len(shape) == 1 or len(self._texts) >= _SHAPES_AT_MOST:
            return None
        self._seen[shape] += 1
        if self._seen[shape] > _OFTEN:
            self._texts[shape] = bundled(shape)
            return self._texts[shape]
        if len(self._seen) > _COUNTED_AT_MOST:
            self._seen.clear()
        return None


def _apart(batch: Batch) -> Iterator[list[tuple[Line, Row]]]:
    """Split a batch, in order, into groups of lines that may be one statement."""
    group: list[tuple[Line, Row]] = []
    touched: dict[tuple[str, object], Line] = {}
    for line, rows in batch:
        for row in rows:
            place = line.touched(row)
            # Rows of the same line never are the same row.
            if place is None or touched.get(place, line) is not line:
                if group:
                    yield group
                group, touched = [], {}
            group.append((line, row))
            if place is None:
                yield group
                group = []
            else:
                touched[place] = line
    if group:
        yield group


def bundled(shape: _Shape) -> str:
    """Return one statement that does what lines do one after the other, its parameters theirs in a row."""
    texts, given = [], 0
    for line in shape:
        texts.append(_PARAMETER.sub(partial(_counted_on, given), line.sql))
        given += len(line.names)
    *others, last = texts
    parts = ", ".join(f"part_{number} AS ({text})" for number, text in enumerate(others, 1))
    return f"WITH {parts} {last}"


def _counted_on(given: int, parameter: re.Match[str]) -> str:
    return f"${int(parameter[1]) + given}"
