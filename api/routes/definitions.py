"""What is deployed: deployments, processes, decisions, forms; and the checker."""

from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from api.access.caller import Deployer, ModelReader, TaskWorker, TheEngine
from api.exact_route import router
from api.problem.language import ReaderLanguage
from api.routes.chosen_version import decision_version, process_of, version_of
from api.routes.refused import FOUND, Refused
from api.routes.upload import ModelFiles, model_files
from api.wire.comparison import OutlineView
from api.wire.definition import (
    CheckView,
    ChosenVersion,
    DecidedView,
    DefinitionFilter,
    DefinitionView,
    DeploymentFilter,
    DeploymentView,
    Evaluate,
    FormView,
    LoadView,
    Period,
    StatisticsView,
    VocabularyView,
)
from api.wire.page import PageView, page_of
from api.wire.problem import ModelProblemView
from api.wire.scalar import PathId
from api.wire.variables import stored_json, variables_from_wire
from engine import operations, queries
from engine.model.definition import ResourceKind
from engine.model.problem import Severity
from engine.queries.values import to_wire

deployments = router("/deployments", "deployments")
processes = router("/process-definitions", "process-definitions")
decisions = router("/decision-definitions", "decision-definitions")
forms = router("/forms", "forms")
checks = router("/check", "deployments")
words = router("/vocabulary", "process-definitions")
_Asked = Annotated[DefinitionFilter, Query()]
_XML: Refused = {200: {"content": {"application/xml": {"schema": {"type": "string"}}}}, **FOUND}


@deployments.post("", summary="Deploy model files", status_code=201)
def deploy(engine: TheEngine, caller: Deployer, files: ModelFiles) -> DeploymentView:
    """Deploy BPMN, DMN and form files as one; if there is an error nothing is deployed and all are listed."""
    return DeploymentView.model_validate(operations.deploy(engine, model_files(files), actor=caller.actor))


@deployments.get("", summary="List deployments")
def list_deployments(
    engine: TheEngine, caller: ModelReader, asked: Annotated[DeploymentFilter, Query()]
) -> PageView[DeploymentView]:
    """List who deployed what, the newest first."""
    return page_of(queries.deployments(engine, asked.paging()), DeploymentView.model_validate)


@checks.post("", summary="Check model files")
def check_files(
    engine: TheEngine, caller: Deployer, files: ModelFiles, language: ReaderLanguage
) -> CheckView:
    """Find every problem of a set of files, without deploying them."""
    found = operations.check_files(engine, model_files(files))
    return CheckView(
        is_deployable=all(problem.severity is not Severity.ERROR for problem in found),
        problems=[ModelProblemView.of(problem, language) for problem in found],
    )


@processes.get("", summary="List processes")
def list_processes(engine: TheEngine, caller: ModelReader, asked: _Asked) -> PageView[DefinitionView]:
    """List the newest version of each process, or all versions, of one key or all."""
    return page_of(
        queries.definitions(
            engine, ResourceKind.PROCESS, asked.paging(), key=asked.key, only_latest=asked.only_latest
        ),
        DefinitionView.model_validate,
    )


@processes.get("/{definition_id}", summary="Read a process version", responses=FOUND)
def read_process(engine: TheEngine, caller: ModelReader, definition_id: PathId) -> DefinitionView:
    """Read one version (`repair:3`), or the newest of a key (`repair`)."""
    return DefinitionView.model_validate(process_of(engine, definition_id))


@processes.get(
    "/{definition_id}/xml", summary="Read a process's BPMN", response_class=Response, responses=_XML
)
def read_process_xml(engine: TheEngine, caller: ModelReader, definition_id: PathId) -> Response:
    """Read the file as it was deployed."""
    found = process_of(engine, definition_id)
    return Response(queries.content(engine, found.id), media_type="application/xml")


@processes.get("/{definition_id}/statistics", summary="Count where cases wait", responses=FOUND)
def read_statistics(engine: TheEngine, caller: ModelReader, definition_id: PathId) -> list[StatisticsView]:
    """Count the tokens of active instances at each element of one version."""
    found = queries.element_counts(engine, process_of(engine, definition_id).id)
    return [StatisticsView(element_id=element, waiting=count) for element, count in found.items()]


@processes.get("/{definition_id}/heat", summary="Measure a version's elements", responses=FOUND)
def read_heat(
    engine: TheEngine, caller: ModelReader, definition_id: PathId, asked: Annotated[Period, Query()]
) -> list[LoadView]:
    """Measure where cases wait, where they fail, and how long each element took those that left it."""
    version = process_of(engine, definition_id).id
    found = queries.element_loads(engine, version, after=asked.after, before=asked.before)
    return [LoadView.model_validate(each) for each in found]


@processes.get("/{definition_id}/start-form", summary="Read a process's start form", responses=FOUND)
def read_start_form(engine: TheEngine, caller: ModelReader, definition_id: PathId) -> FormView:
    """Read the form of the blank start event."""
    definition, form = queries.start_form(engine, process_of(engine, definition_id).id)
    return FormView(key=definition.key, version=definition.version, form=form)


@decisions.get("", summary="List decision files")
def list_decisions(engine: TheEngine, caller: ModelReader, asked: _Asked) -> PageView[DefinitionView]:
    """List the newest version of each decision file, or all; `provides` names the decisions inside."""
    return page_of(
        queries.definitions(
            engine, ResourceKind.DECISION, asked.paging(), key=asked.key, only_latest=asked.only_latest
        ),
        DefinitionView.model_validate,
    )


@decisions.get("/all", summary="Read all decision files' tables")
def read_all_outlines(engine: TheEngine, caller: ModelReader) -> list[OutlineView]:
    """Read the newest version of every decision at once, for those who need all names and rows."""
    return [OutlineView.model_validate(each) for each in queries.latest_outlines(engine)]


@decisions.get("/{decision_id}/xml", summary="Read a decision's DMN", response_class=Response, responses=_XML)
def read_decision_xml(engine: TheEngine, caller: ModelReader, decision_id: PathId) -> Response:
    """Read the newest file that provides a decision."""
    found = queries.decision_provider(engine, decision_id)
    return Response(queries.content(engine, found.id), media_type="application/xml")


@decisions.get("/{decision_id}/outline", summary="Read a decision file's tables", responses=FOUND)
def read_outline(
    engine: TheEngine, caller: ModelReader, decision_id: PathId, asked: Annotated[ChosenVersion, Query()]
) -> list[OutlineView]:
    """Read the decisions of a file as people read them, by the file's key or one of its decisions."""
    found = decision_version(engine, decision_id, asked.version)
    return [OutlineView.model_validate(each) for each in queries.decision_outlines(engine, found)]


@decisions.post("/{decision_id}/evaluate", summary="Evaluate a decision", responses=FOUND)
def evaluate_decision(
    engine: TheEngine, caller: ModelReader, decision_id: PathId, asked: Evaluate
) -> DecidedView:
    """Evaluate the newest version of a decision, and see which rows fired and why."""
    decided = queries.evaluate_decision(engine, decision_id, variables_from_wire(asked.variables))
    return DecidedView(result=to_wire(decided.value), record=dict(decided.record))


@forms.get("", summary="List forms")
def list_forms(engine: TheEngine, caller: ModelReader, asked: _Asked) -> PageView[DefinitionView]:
    """List the newest version of each form, or all versions."""
    return page_of(
        queries.definitions(
            engine, ResourceKind.FORM, asked.paging(), key=asked.key, only_latest=asked.only_latest
        ),
        DefinitionView.model_validate,
    )


@forms.get("/all", summary="Read all forms")
def read_all_forms(engine: TheEngine, caller: ModelReader) -> list[FormView]:
    """Read the newest version of every form at once, for those who need all fields' names."""
    return [
        FormView(key=found.key, version=found.version, form=form)
        for found, form in queries.latest_forms(engine)
    ]


@forms.get("/{key:path}", summary="Read a form", responses=FOUND)
def read_form(
    engine: TheEngine,
    caller: TaskWorker,
    key: Annotated[
        str, Path(min_length=1, max_length=300, pattern=r"^[\w.:~/-]+$", examples=["repair/check_report"])
    ],
    asked: Annotated[ChosenVersion, Query()],
) -> FormView:
    """Read a form, the newest version unless one is asked for: schema, UI schema, texts in both languages."""
    found = version_of(engine, ResourceKind.FORM, key, asked.version)
    return FormView(key=key, version=found.version, form=stored_json(queries.content(engine, found.id)))


@words.get("", summary="Read what values are called")
def read_vocabulary(engine: TheEngine, caller: ModelReader) -> VocabularyView:
    """Read the words for codes that the newest processes and decisions set; forms name their own answers."""
    return VocabularyView.model_validate(queries.vocabulary(engine))
