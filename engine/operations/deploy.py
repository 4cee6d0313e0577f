"""Deploy model files: checked as a whole, versioned by content, never half."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from engine.model.actor import Actor
from engine.model.definition import Definition, Deployment, ResourceKind
from engine.model.problem import Severity
from engine.model.process import Process
from engine.model.wait import MessageWait, SignalWait, TimerRow
from engine.operations.check import check_files
from engine.operations.errors import DeploymentRefused
from engine.operations.start_waits import start_waits
from engine.ports.engine import Engine
from engine.ports.store import Transaction


@dataclass(frozen=True, slots=True)
class _Resource:
    kind: ResourceKind
    key: str
    file: str
    digest: str
    name: str | None = None
    name_en: str | None = None
    version_tag: str | None = None
    provides: tuple[str, ...] = ()
    process: Process | None = None


def deploy(engine: Engine, files: Mapping[str, bytes], *, actor: Actor) -> Deployment:
    """Make numbered versions of what has changed; the same content again makes none.

    Raises:
        DeploymentRefused: there are errors; it carries the whole list of problems.
    """
    problems = check_files(engine, files)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise DeploymentRefused(problems)
    with engine.store.begin() as tx:
        return _store(engine, tx, files, actor)


def _store(engine: Engine, tx: Transaction, files: Mapping[str, bytes], actor: Actor) -> Deployment:
    deployment_id, at = uuid4().hex, engine.clock.now()
    created: list[Definition] = []
    unchanged: list[Definition] = []
    processes: dict[str, Process] = {}
    for resource in _resources(engine, files):
        latest = tx.latest(resource.kind, resource.key)
        if latest is not None and latest.digest == resource.digest:
            unchanged.append(_as_called(tx, latest, resource))
            continue
        version = 1 if latest is None else latest.version + 1
        definition = Definition(
            id=definition_id(resource.kind, resource.key, version),
            kind=resource.kind,
            key=resource.key,
            version=version,
            digest=resource.digest,
            file=resource.file,
            deployment_id=deployment_id,
            deployed_at=at,
            deployed_by=actor.id,
            name=resource.name,
            name_en=resource.name_en,
            version_tag=resource.version_tag,
            provides=resource.provides,
        )
        created.append(definition)
        if resource.process is not None:
            processes[definition.id] = resource.process
    deployment = Deployment(deployment_id, at, actor.id, tuple(created), tuple(unchanged))
    used = {definition.file: files[definition.file] for definition in created}
    tx.add_deployment(deployment, {hashlib.sha256(body).hexdigest(): body for body in used.values()})
    for definition in created:
        if definition.kind is ResourceKind.PROCESS:
            _listen(engine, tx, definition, processes[definition.id])
    return deployment


def _as_called(tx: Transaction, known: Definition, resource: _Resource) -> Definition:
    """Return a version with the names that its file says; what an older release did not read yet is added."""
    if (known.name, known.name_en) == (resource.name, resource.name_en):
        return known
    called = replace(known, name=resource.name, name_en=resource.name_en)
    tx.name_definition(called)
    return called


def definition_id(kind: ResourceKind, key: str, version: int) -> str:
    """Return a version's id: `repair:3`, and `form/repair/visit:2` for what is no process."""
    return f"{key}:{version}" if kind is ResourceKind.PROCESS else f"{kind}/{key}:{version}"


def _listen(engine: Engine, tx: Transaction, definition: Definition, process: Process) -> None:
    timers: list[TimerRow] = []
    messages: list[MessageWait] = []
    signals: list[SignalWait] = []
    for wait in start_waits(engine, definition.id, process):
        if isinstance(wait, TimerRow):
            timers.append(wait)
        elif isinstance(wait, MessageWait):
            messages.append(wait)
        else:
            signals.append(wait)
    tx.replace_start_waits(definition.key, timers=timers, messages=messages, signals=signals)


def _resources(engine: Engine, files: Mapping[str, bytes]) -> Iterator[_Resource]:
    for file, content in sorted(files.items()):
        digest = hashlib.sha256(content).hexdigest()
        if file.endswith(".bpmn"):
            for process in engine.processes.read(content, file):
                yield _Resource(
                    ResourceKind.PROCESS,
                    process.id,
                    file,
                    digest,
                    process.name,
                    process.label_en,
                    process.version_tag,
                    process=process,
                )
        elif file.endswith(".dmn"):
            facts = engine.decisions.load(content, file).facts
            yield _Resource(
                ResourceKind.DECISION,
                facts.key,
                file,
                digest,
                facts.name,
                facts.name_en,
                provides=facts.decisions,
            )
        elif is_form(file):
            yield _Resource(
                ResourceKind.FORM, engine.forms.key(file), file, digest, *engine.forms.title(content)
            )


def is_form(file: str) -> bool:
    """Say whether a file is a form: JSON that is no scenario."""
    return file.endswith(".json") and "/scenarios/" not in f"/{file}"
