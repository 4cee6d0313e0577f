"""Deployed processes, decisions and forms."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from engine.errors import NotFound
from engine.model.definition import Definition, Deployment, ResourceKind
from engine.model.query import Page, Paging
from engine.ports.engine import Engine
from engine.ports.expression import Decided, Evaluation
from engine.ports.store import Reader

_AT_ONCE = 200


def definition(engine: Engine, definition_id: str) -> Definition:
    """Return one version.

    Raises:
        NotFound: there is no such version.
    """
    with engine.store.read() as reader:
        found = reader.definition(definition_id)
    if found is None:
        raise NotFound("definition", definition_id)
    return found


def latest(engine: Engine, kind: ResourceKind, key: str) -> Definition:
    """Return the newest version of a process, DMN file or form.

    Raises:
        NotFound: nothing of that key is deployed.
    """
    with engine.store.read() as reader:
        found = reader.latest(kind, key)
    if found is None:
        raise NotFound(f"{kind} definition", key)
    return found


def definitions(
    engine: Engine,
    kind: ResourceKind,
    paging: Paging,
    *,
    key: str | None = None,
    only_latest: bool = False,
) -> Page[Definition]:
    """Return versions of one kind."""
    with engine.store.read() as reader:
        return reader.definitions(kind, paging, key=key, only_latest=only_latest)


def deployments(engine: Engine, paging: Paging) -> Page[Deployment]:
    """Return who deployed what and when."""
    with engine.store.read() as reader:
        return reader.deployments(paging)


def content(engine: Engine, definition_id: str) -> bytes:
    """Return the file of one version as it was deployed."""
    found = definition(engine, definition_id)
    with engine.store.read() as reader:
        return reader.content(found.digest)


def form(engine: Engine, key: str) -> dict[str, Any]:
    """Return the newest version of a form as JSON data, with its version."""
    found = latest(engine, ResourceKind.FORM, key)
    data: dict[str, Any] = json.loads(content(engine, found.id))
    return {"key": key, "version": found.version, **data}


def forms(engine: Engine) -> Sequence[dict[str, Any]]:
    """Return the newest version of every form as JSON data, by key."""
    with engine.store.read() as reader:
        return [json.loads(engine.shelf.form(reader, each)) for each in latest_of(reader, ResourceKind.FORM)]


def latest_of(reader: Reader, kind: ResourceKind) -> list[Definition]:
    """Return the newest version of everything of one kind."""
    found: list[Definition] = []
    paging = Paging(limit=_AT_ONCE)
    while True:
        page = reader.definitions(kind, paging, only_latest=True)
        found += page.items
        if page.next_cursor is None:
            return found
        paging = replace(paging, cursor=page.next_cursor)


def decision_provider(engine: Engine, decision: str) -> Definition:
    """Return the newest DMN file that provides a decision.

    Raises:
        NotFound: no deployed file has it.
    """
    with engine.store.read() as reader:
        found = reader.decision_provider(decision)
    if found is None:
        raise NotFound("decision", decision)
    return found


def evaluate_decision(engine: Engine, decision: str, variables: Mapping[str, object]) -> Decided:
    """Try a deployed decision; nothing is recorded."""
    provider = decision_provider(engine, decision)
    with engine.store.read() as reader:
        return engine.shelf.decision_file(reader, provider).evaluate(decision, variables)


def evaluate_expression(engine: Engine, text: str, variables: Mapping[str, object]) -> Evaluation:
    """Try a FEEL expression.

    Raises:
        ExpressionRefused: it does not parse.
    """
    return engine.runtime.expressions.compile(text.removeprefix("=")).evaluate(variables)
