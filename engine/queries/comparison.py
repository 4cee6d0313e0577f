"""Two versions beside each other: what the newer one adds, removes and changes."""

import json
from collections.abc import Sequence

from engine.errors import NotFound
from engine.model.comparison import Differing, Part, compare, process_parts
from engine.model.decision import DecisionOutline
from engine.model.decision_parts import decision_parts
from engine.model.definition import Definition, ResourceKind
from engine.model.form_parts import form_parts
from engine.ports.engine import Engine
from engine.ports.store import Reader
from engine.queries.definition import definition, latest_of


def comparison(engine: Engine, old_id: str, new_id: str) -> Sequence[Differing]:
    """Return what differs between two versions of one kind.

    Raises:
        NotFound: there is no such version, or the second is of another kind.
    """
    old, new = definition(engine, old_id), definition(engine, new_id)
    if old.kind is not new.kind:
        raise NotFound(f"{old.kind} definition", new_id)
    with engine.store.read() as reader:
        return compare(_parts(engine, reader, old), _parts(engine, reader, new))


def decision_outlines(engine: Engine, found: Definition) -> tuple[DecisionOutline, ...]:
    """Return the decisions of one version of a DMN file as people read them."""
    with engine.store.read() as reader:
        return engine.shelf.decision_file(reader, found).outlines


def latest_outlines(engine: Engine) -> list[DecisionOutline]:
    """Return the decisions of the newest version of every DMN file."""
    with engine.store.read() as reader:
        files = latest_of(reader, ResourceKind.DECISION)
        return [outline for found in files for outline in engine.shelf.decision_file(reader, found).outlines]


def _parts(engine: Engine, reader: Reader, found: Definition) -> list[Part]:
    if found.kind is ResourceKind.PROCESS:
        return process_parts(engine.shelf.process(reader, found.id))
    if found.kind is ResourceKind.DECISION:
        return decision_parts(engine.shelf.decision_file(reader, found).outlines)
    return form_parts(json.loads(engine.shelf.form(reader, found)))
