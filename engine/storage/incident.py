"""Questions about incidents."""

from engine.model.incident import Incident
from engine.model.query import Page, Paging, RowQuery
from engine.storage.page import Listing, Sort, equal
from engine.storage.shape import INCIDENTS
from engine.storage.tables.instance import incident
from engine.storage.view import View

_c = incident.c

_LISTING = Listing(
    "incidents",
    INCIDENTS,
    {"raised_at": Sort(_c.raised_at), "kind": Sort(_c.kind), "id": Sort(_c.id)},
    usual="-raised_at",
)


class IncidentReader(View):
    """Questions about incidents."""

    def incident(self, incident_id: str) -> Incident | None:
        """Return an incident."""
        row = self._connection.execute(INCIDENTS.select().where(_c.id == incident_id)).first()
        return None if row is None else INCIDENTS.read(row)

    def incidents(self, query: RowQuery, paging: Paging) -> Page[Incident]:
        """List incidents; `kind` is an incident kind, `name` is not looked at."""
        conditions = equal(
            {
                _c.instance_id: query.instance_id,
                _c.definition_id: query.definition_id,
                _c.element_id: query.element_id,
                _c.kind: query.kind,
            }
        )
        if query.is_open is not None:
            is_open = _c.resolved_at.is_(None)
            conditions.append(is_open if query.is_open else ~is_open)
        if query.due_before is not None:
            conditions.append(_c.raised_at < query.due_before)
        return _LISTING.page(self._connection, conditions, paging)
