"""Deployments, versions of models, their contents, and what starts processes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from engine.errors import NotFound
from engine.model.definition import Definition, Deployment, ResourceKind
from engine.model.query import Page, Paging
from engine.model.wait import MessageWait, SignalWait, TimerRow
from engine.storage.page import Listing, Sort
from engine.storage.shape import DEFINITIONS, message_wait_values, signal_wait_values, timer_values
from engine.storage.tables import definition as tables
from engine.storage.tables.wait import message_wait, signal_wait, timer
from engine.storage.upsert import upsert
from engine.storage.view import View

_c = tables.definition.c

_LISTING = Listing(
    "definitions",
    DEFINITIONS,
    {
        "key": Sort(_c.key),
        "version": Sort(_c.version),
        "name": Sort(_c.name, ""),
        "deployed_at": Sort(_c.deployed_at),
        "id": Sort(_c.id),
    },
    usual="key",
)


class DefinitionReader(View):
    """Questions about what was deployed."""

    def definition(self, definition_id: str) -> Definition | None:
        """Return a version by its id."""
        return self._first(_c.id == definition_id)

    def latest(self, kind: ResourceKind, key: str) -> Definition | None:
        """Return the newest version."""
        return self._first(_c.kind == kind, _c.key == key)

    def tagged(self, kind: ResourceKind, key: str, tag: str) -> Definition | None:
        """Return the newest version that carries a tag."""
        return self._first(_c.kind == kind, _c.key == key, _c.version_tag == tag)

    def of_deployment(self, deployment_id: str, kind: ResourceKind, key: str) -> Definition | None:
        """Return the version that a deployment brought or found already there."""
        there = select(tables.deployed.c.definition_id).where(
            tables.deployed.c.deployment_id == deployment_id
        )
        return self._first(_c.kind == kind, _c.key == key, _c.id.in_(there))

    def decision_provider(self, decision: str) -> Definition | None:
        """Return the DMN version, deployed last, that provides a decision id."""
        provided = tables.provided_decision.c
        statement = (
            DEFINITIONS.select()
            .where(_c.id.in_(select(provided.definition_id).where(provided.decision == decision)))
            .order_by(_c.deployed_at.desc(), _c.version.desc(), _c.id)
        )
        row = self._connection.execute(statement.limit(1)).first()
        return None if row is None else DEFINITIONS.read(row)

    def definitions(
        self, kind: ResourceKind, paging: Paging, *, key: str | None = None, only_latest: bool = False
    ) -> Page[Definition]:
        """List versions."""
        conditions: list[ColumnElement[bool]] = [_c.kind == kind]
        if key is not None:
            conditions.append(_c.key == key)
        if only_latest:
            newer = tables.definition.alias("newer")
            newest = select(func.max(newer.c.version)).where(newer.c.kind == _c.kind, newer.c.key == _c.key)
            conditions.append(_c.version == newest.scalar_subquery())
        return _LISTING.page(self._connection, conditions, paging)

    def content(self, digest: str) -> bytes:
        """Return a file's content, a model's or an attachment's.

        Raises:
            NotFound: nothing with this digest was stored.
        """
        body = self._connection.scalar(select(tables.content.c.body).where(tables.content.c.digest == digest))
        if body is None:
            raise NotFound("content", digest)
        return bytes(body)

    def _first(self, *conditions: ColumnElement[bool]) -> Definition | None:
        statement = DEFINITIONS.select().where(*conditions).order_by(_c.version.desc()).limit(1)
        row = self._connection.execute(statement).first()
        return None if row is None else DEFINITIONS.read(row)


class DefinitionWriter(View):
    """Deploying."""

    def add_deployment(self, deployment: Deployment, contents: Mapping[str, bytes]) -> None:
        """Add a deployment, its new versions and their contents by digest."""
        run = self._connection.execute
        run(
            insert(tables.deployment),
            {
                "id": deployment.id,
                "deployed_at": deployment.deployed_at,
                "deployed_by": deployment.deployed_by,
            },
        )
        for digest, body in contents.items():
            self.add_content(digest, body)
        if deployment.created:
            run(insert(tables.definition), [DEFINITIONS.values(created) for created in deployment.created])
        provided = [
            {"decision": decision, "definition_id": created.id}
            for created in deployment.created
            for decision in created.provides
        ]
        if provided:
            run(insert(tables.provided_decision), provided)
        self._link(deployment)

    def name_definition(self, definition: Definition) -> None:
        """Call a version what its file says; its content stays."""
        names = {"name": definition.name, "name_en": definition.name_en}
        self._connection.execute(update(tables.definition).where(_c.id == definition.id).values(names))

    def add_content(self, digest: str, body: bytes) -> None:
        """Store a file's content once."""
        self._upsert(tables.content, {"digest": digest, "body": body})

    def replace_start_waits(
        self,
        process_key: str,
        *,
        timers: Sequence[TimerRow],
        messages: Sequence[MessageWait],
        signals: Sequence[SignalWait],
    ) -> None:
        """Make these the timers, messages and signals that start the process; older versions' ones end."""
        rows = (
            (timer, [timer_values(row, process_key) for row in timers]),
            (message_wait, [message_wait_values(row, process_key) for row in messages]),
            (signal_wait, [signal_wait_values(row, process_key) for row in signals]),
        )
        for table, values in rows:
            self._connection.execute(delete(table).where(table.c.starts == process_key))
            if values:
                self._connection.execute(insert(table), values)

    def _link(self, deployment: Deployment) -> None:
        links = [
            {"deployment_id": deployment.id, "definition_id": version.id, "is_new": is_new, "place": place}
            for is_new, versions in ((True, deployment.created), (False, deployment.unchanged))
            for place, version in enumerate(versions)
        ]
        if links:
            names = tuple(column.name for column in tables.deployed.c)
            statement = upsert(tables.deployed, names, is_postgresql=self._is_postgresql)
            self._connection.execute(statement, links)
