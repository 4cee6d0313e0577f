"""Keep views of the inbox, for oneself or for a group."""

from dataclasses import replace
from uuid import uuid4

from engine.errors import NotFound
from engine.model.saved_filter import SavedFilter
from engine.ports.engine import Engine
from engine.ports.store import Transaction


def keep_filter(engine: Engine, *, owner: str, name: str, view: str, group: str | None) -> SavedFilter:
    """Keep a view of the inbox; `view` is JSON text."""
    kept = SavedFilter(uuid4().hex, owner, name, view, 1, engine.clock.now(), group)
    with engine.store.begin() as tx:
        tx.add_saved_filter(kept)
    return kept


def change_filter(
    engine: Engine, changed: SavedFilter, *, expected_version: int | None = None
) -> SavedFilter:
    """Replace the name, view and group of a saved filter.

    Raises:
        NotFound: it is gone.
        VersionConflict: somebody else has changed it.
    """
    with engine.store.begin() as tx:
        version = _version(tx, changed.id) if expected_version is None else expected_version
        tx.save_saved_filter(replace(changed, updated_at=engine.clock.now()), expected_version=version)
        return _found(tx, changed.id)


def delete_filter(engine: Engine, filter_id: str, *, expected_version: int | None = None) -> None:
    """Delete a saved filter.

    Raises:
        NotFound: it is gone.
        VersionConflict: somebody else has changed it.
    """
    with engine.store.begin() as tx:
        version = _version(tx, filter_id) if expected_version is None else expected_version
        tx.delete_saved_filter(filter_id, expected_version=version)


def _found(tx: Transaction, filter_id: str) -> SavedFilter:
    found = tx.saved_filter(filter_id)
    if found is None:
        raise NotFound("saved filter", filter_id)
    return found


def _version(tx: Transaction, filter_id: str) -> int:
    return _found(tx, filter_id).version
