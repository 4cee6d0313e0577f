"""Finds a version by its id, by key and number, or the newest by its key."""

from engine import queries
from engine.bootstrap import Engine
from engine.errors import NotFound
from engine.model.definition import Definition, ResourceKind
from engine.operations.deploy import definition_id as id_of


def process_of(engine: Engine, definition_id: str) -> Definition:
    """Return `repair:3`, or the newest version of `repair`.

    Raises:
        NotFound: there is none.
    """
    if ":" in definition_id:
        return queries.definition(engine, definition_id)
    return queries.latest(engine, ResourceKind.PROCESS, definition_id)


def version_of(engine: Engine, kind: ResourceKind, key: str, version: int | None) -> Definition:
    """Return a version of a key, the newest unless one is asked for.

    Raises:
        NotFound: there is none.
    """
    if version is None:
        return queries.latest(engine, kind, key)
    return queries.definition(engine, id_of(kind, key, version))


def decision_version(engine: Engine, key: str, version: int | None) -> Definition:
    """Return a DMN file by its key or by a decision that it provides.

    Raises:
        NotFound: there is none.
    """
    try:
        return version_of(engine, ResourceKind.DECISION, key, version)
    except NotFound:
        provider = queries.decision_provider(engine, key)
        return version_of(engine, ResourceKind.DECISION, provider.key, version)
