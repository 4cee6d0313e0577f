"""The list of deployments, each with the versions it brought and those it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from engine.model.definition import Definition, Deployment
from engine.model.query import Page, Paging
from engine.storage.page import Listing, Sort
from engine.storage.record import RecordTable
from engine.storage.shape import DEFINITIONS
from engine.storage.tables.definition import deployed, deployment
from engine.storage.view import View


@dataclass(frozen=True, slots=True)
class _Head:
    id: str
    deployed_at: datetime
    deployed_by: str


_HEADS: RecordTable[_Head] = RecordTable(deployment, _Head)
_LISTING = Listing(
    "deployments",
    _HEADS,
    {"deployed_at": Sort(deployment.c.deployed_at), "id": Sort(deployment.c.id)},
    usual="-deployed_at",
)


class DeploymentReader(View):
    """Questions about deployments."""

    def deployments(self, paging: Paging) -> Page[Deployment]:
        """List deployments, with all their versions fetched at once."""
        heads = _LISTING.page(self._connection, [], paging)
        versions = self._versions([head.id for head in heads.items])
        found = tuple(
            Deployment(
                head.id,
                head.deployed_at,
                head.deployed_by,
                created=tuple(v for owner, is_new, v in versions if owner == head.id and is_new),
                unchanged=tuple(v for owner, is_new, v in versions if owner == head.id and not is_new),
            )
            for head in heads.items
        )
        return Page(found, heads.next_cursor)

    def _versions(self, deployment_ids: Sequence[str]) -> list[tuple[str, bool, Definition]]:
        statement = (
            select(deployed.c.deployment_id, deployed.c.is_new, *DEFINITIONS.columns)
            .join(DEFINITIONS.table, DEFINITIONS.table.c.id == deployed.c.definition_id)
            .where(deployed.c.deployment_id.in_(deployment_ids))
            .order_by(deployed.c.place)
        )
        return [(row[0], row[1], DEFINITIONS.read(row[2:])) for row in self._connection.execute(statement)]
