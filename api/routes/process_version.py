"""Finds a process version by its id, or the newest by its key."""

from engine import queries
from engine.bootstrap import Engine
from engine.model.definition import Definition, ResourceKind


def process_of(engine: Engine, definition_id: str) -> Definition:
    """Return `repair:3`, or the newest version of `repair`.

    Raises:
        NotFound: there is none.
    """
    if ":" in definition_id:
        return queries.definition(engine, definition_id)
    return queries.latest(engine, ResourceKind.PROCESS, definition_id)
