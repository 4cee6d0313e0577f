"""Start process instances."""

from collections.abc import Mapping
from uuid import uuid4

from engine.errors import NotFound
from engine.model.actor import Actor
from engine.model.definition import Definition, ResourceKind
from engine.model.instance import Instance, InstanceState
from engine.model.process import Kind, Process, Trigger
from engine.operations.errors import NoBlankStart
from engine.operations.idempotency import keep, recall
from engine.operations.operation import after_commit
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.store import Transaction


def start_instance(  # noqa: PLR0913 - what a start may say
    engine: Engine,
    process_key: str,
    *,
    actor: Actor,
    variables: Mapping[str, object] | None = None,
    business_key: str | None = None,
    version: int | None = None,
    subject: str | None = None,
) -> Instance:
    """Start the newest version of a process (or a given one) at its blank start event.

    Raises:
        NotFound: no such process or version is deployed.
        NoBlankStart: only messages, signals or timers start it.
    """
    with engine.store.begin() as tx:
        known = recall(tx)
        if known is not None and (before := tx.instance(known)) is not None:
            return before
        definition = _definition(tx, process_key, version)
        process = engine.shelf.process(tx, definition.id)
        if not has_blank_start(process):
            raise NoBlankStart(process_key)
        work = begin_instance(engine, tx, definition, actor=actor, business_key=business_key, subject=subject)
        work.live.start(work.step, variables or {})
        stored = work.finish()
        keep(tx, stored.id, at=engine.clock.now())
    after_commit(engine, work, stored)
    return stored


def begin_instance(
    engine: Engine,
    tx: Transaction,
    definition: Definition,
    *,
    actor: Actor,
    business_key: str | None = None,
    subject: str | None = None,
) -> Work:
    """Make an instance that has not begun, inside a transaction."""
    at = engine.clock.now()
    instance_id = f"{int(at.timestamp() * 1000):011x}{uuid4().hex[:13]}"  # ids sort by time
    instance = Instance(
        id=instance_id,
        definition_id=definition.id,
        process_key=definition.key,
        state=InstanceState.ACTIVE,
        version=0,
        started_at=at,
        started_by=actor.id,
        business_key=business_key,
        subject=subject,
    )
    work = Work(engine, tx, instance, actor)
    work.begin(engine.runtime.create(instance, engine.shelf.process(tx, definition.id)))
    return work


def has_blank_start(process: Process) -> bool:
    """Say whether a person or another program can start the process without an event."""
    members = process.members.get(process.id, ())
    starts = [element for element in members if element.kind is Kind.START_EVENT]
    if starts:
        return any(e.event is None or e.event.trigger is Trigger.NONE for e in starts)
    return not any(element.instantiate for element in members)


def _definition(tx: Transaction, key: str, version: int | None) -> Definition:
    if version is None:
        found = tx.latest(ResourceKind.PROCESS, key)
        if found is not None:
            return found
        raise NotFound("process definition", key)
    found = tx.definition(f"{key}:{version}")
    if found is None:
        raise NotFound("process definition", f"{key}:{version}")
    return found
