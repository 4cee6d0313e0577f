"""Finds the decision tables inside of boxed expressions."""

from collections.abc import Iterator

from engine.decisions.dmn.model import Box, ContextEntry, TableBox


def tables_in(part: object) -> Iterator[TableBox]:
    """Yield every table in a box, at any depth."""
    if isinstance(part, TableBox):
        yield part
    elif isinstance(part, Box | ContextEntry):
        for name in part.__match_args__:
            yield from tables_in(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from tables_in(inner)
