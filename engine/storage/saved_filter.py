"""Saved filters of the inbox."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, select

from engine.errors import NotFound, VersionConflict
from engine.model.saved_filter import SavedFilter
from engine.storage.record import RecordTable
from engine.storage.tables.task import saved_filter
from engine.storage.view import View

_c = saved_filter.c
_FILTERS: RecordTable[SavedFilter] = RecordTable(saved_filter, SavedFilter)


class SavedFilterReader(View):
    """Questions about saved filters."""

    def saved_filter(self, filter_id: str) -> SavedFilter | None:
        """Return a saved filter."""
        row = self._connection.execute(_FILTERS.select().where(_c.id == filter_id)).first()
        return None if row is None else _FILTERS.read(row)

    def saved_filters(self, owner: str, groups: Sequence[str]) -> Sequence[SavedFilter]:
        """Return somebody's own saved filters and those of some groups, by name."""
        statement = _FILTERS.select().where(or_(_c.owner == owner, _c.group.in_(groups)))
        return _FILTERS.read_all(self._connection.execute(statement.order_by(_c.name, _c.id)))


class SavedFilterWriter(View):
    """Changes of saved filters."""

    def add_saved_filter(self, kept: SavedFilter) -> None:
        """Add a saved filter."""
        self._connection.execute(saved_filter.insert(), _FILTERS.values(kept))

    def save_saved_filter(self, kept: SavedFilter, *, expected_version: int) -> None:
        """Replace a saved filter that is still at `expected_version`; it is stored with the next one.

        Raises:
            VersionConflict: somebody changed it first.
            NotFound: somebody deleted it.
        """
        values = _FILTERS.values(kept) | {"version": expected_version + 1}
        where = (_c.id == kept.id, _c.version == expected_version)
        found = self._connection.execute(saved_filter.update().where(*where).values(values))
        self._require(found.rowcount, kept.id, expected_version)

    def delete_saved_filter(self, filter_id: str, *, expected_version: int) -> None:
        """Delete a saved filter that is still at `expected_version`.

        Raises:
            VersionConflict: somebody changed it first.
            NotFound: somebody deleted it.
        """
        where = (_c.id == filter_id, _c.version == expected_version)
        found = self._connection.execute(delete(saved_filter).where(*where))
        self._require(found.rowcount, filter_id, expected_version)

    def _require(self, changed: int, filter_id: str, expected: int) -> None:
        if changed:
            return
        version = self._connection.scalar(select(_c.version).where(_c.id == filter_id))
        if version is None:
            raise NotFound("saved filter", filter_id)
        raise VersionConflict("saved filter", filter_id, expected=expected, found=version)
