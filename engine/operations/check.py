"""Check model files together, against each other and against what is deployed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from engine.errors import EngineError
from engine.model.definition import ResourceKind
from engine.model.problem import Problem, Severity
from engine.model.query import Paging
from engine.ports.checking import Fields
from engine.ports.connector import results_of
from engine.ports.engine import Engine
from engine.ports.expression import Expressions


@dataclass(frozen=True, slots=True)
class KnownWorld:
    """The decisions, forms, processes and connectors that models may refer to.

    `written` are the fields of the forms, `given` the types of the decisions, `told` the results of the
    connectors that are known.
    """

    expressions: Expressions
    decisions: Collection[str] | None
    forms: Collection[str] | None
    processes: Collection[str] | None
    connectors: Collection[str] | None
    local_connectors: Collection[str] | None
    written: Mapping[str, Fields]
    given: Mapping[str, str]
    told: Mapping[str, Collection[str]]
    groups: Collection[str] | None = None

    def fields(self, form: str) -> Fields | None:
        """Return what a form among these files writes."""
        return self.written.get(form)

    def decided(self, decision: str) -> str | None:
        """Return the type that a decision among these files gives."""
        return self.given.get(decision)

    def results(self, connector: str) -> Collection[str] | None:
        """Return the variables that a connector says it gives."""
        return self.told.get(connector)


def check_files(engine: Engine, files: Mapping[str, bytes]) -> list[Problem]:
    """Return every problem of these files at once, sorted by file and line."""
    bpmn = {file: body for file, body in files.items() if file.endswith(".bpmn")}
    dmn = {file: body for file, body in files.items() if file.endswith(".dmn")}
    forms = {file: body for file, body in files.items() if file.endswith(".json") and not _is_scenario(file)}
    problems = [*engine.decisions.check(dmn), *engine.forms.check(forms), *_unknown_files(files)]
    problems += [problem for audit in engine.audits for problem in audit.check(dmn)]
    problems += engine.processes.check(bpmn, _world(engine, bpmn, dmn, forms))
    return sorted(problems, key=lambda p: (p.file, p.line, p.code, p.element or ""))


def _is_scenario(file: str) -> bool:
    return "/scenarios/" in f"/{file}"


def _world(
    engine: Engine, bpmn: Mapping[str, bytes], dmn: Mapping[str, bytes], forms: Mapping[str, bytes]
) -> KnownWorld:
    decisions, processes, form_keys = _deployed(engine)
    given: dict[str, str] = {}
    for file, body in dmn.items():
        try:
            facts = engine.decisions.load(body, file).facts
        except EngineError:
            continue  # the decision checker tells what is wrong with this file
        decisions.update(facts.decisions)
        given.update(facts.types)
    for file, body in bpmn.items():
        try:
            processes.update(process.id for process in engine.processes.read(body, file))
        except EngineError:
            continue  # the process checker tells what is wrong with this file
    written = {engine.forms.key(file): engine.forms.fields(body) for file, body in forms.items()}
    form_keys.update(written)
    return KnownWorld(
        engine.runtime.expressions,
        decisions,
        form_keys,
        processes,
        frozenset(engine.connectors),
        frozenset(name for name, connector in engine.connectors.items() if connector.is_local),
        written,
        given,
        {name: told for name, c in engine.connectors.items() if (told := results_of(c)) is not None},
        engine.groups,
    )


def _deployed(engine: Engine) -> tuple[set[str], set[str], set[str]]:
    everything = Paging(limit=500)
    with engine.store.read() as reader:
        decisions = reader.definitions(ResourceKind.DECISION, everything, only_latest=True).items
        processes = reader.definitions(ResourceKind.PROCESS, everything, only_latest=True).items
        forms = reader.definitions(ResourceKind.FORM, everything, only_latest=True).items
    return (
        {name for definition in decisions for name in definition.provides},
        {definition.key for definition in processes},
        {definition.key for definition in forms},
    )


def _unknown_files(files: Mapping[str, bytes]) -> list[Problem]:
    return [
        Problem(
            file=file,
            code="FILE001",
            severity=Severity.WARNING,
            message="This kind of file is not deployed; only .bpmn, .dmn and forms (.json) are.",
            message_zh="不会部署此类文件；仅部署 .bpmn、.dmn 与表单（.json）。",
            mend="Leave it out, or give it the right ending.",
            mend_zh="请移除该文件，或改为正确的扩展名。",
        )
        for file in files
        if not file.endswith((".bpmn", ".dmn", ".json"))
    ]
