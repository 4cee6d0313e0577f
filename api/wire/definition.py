"""Deployments, definitions and forms on the wire."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from api.wire.page import ListFilter, sortable
from api.wire.problem import ModelProblemView
from api.wire.scalar import Bound, Id, Request, Variables, View
from engine.model.definition import ResourceKind


class DefinitionView(View):
    """One version of a process, decision file or form."""

    id: str = Field(examples=["repair:1"])
    kind: ResourceKind = Field(examples=["process"])
    key: str = Field(examples=["repair"])
    version: int = Field(examples=[1])
    digest: str = Field(description="SHA-256 of the file.", examples=["9f86d081884c7d659a2feaa0c55ad015"])
    file: str = Field(examples=["repair.bpmn"])
    deployment_id: str = Field(examples=["1d4c6fa0b15f0c6c1e9b"])
    deployed_at: datetime = Field(examples=["2026-11-22T00:00:00+00:00"])
    deployed_by: str = Field(examples=["owner"])
    name: str | None = Field(examples=["维修"])
    name_en: str | None = Field(examples=["Repair"])
    version_tag: str | None = Field(examples=[None])
    provides: list[str] = Field(description="The decisions of a DMN file.", examples=[[]])


class DeploymentView(View):
    """What one deployment brought."""

    id: str = Field(examples=["1d4c6fa0b15f0c6c1e9b"])
    deployed_at: datetime = Field(examples=["2026-11-22T00:00:00+00:00"])
    deployed_by: str = Field(examples=["owner"])
    created: list[DefinitionView]
    unchanged: list[DefinitionView] = Field(description="The same content was there already.")


class DefinitionFilter(ListFilter):
    """Which versions."""

    key: Id | None = None
    sort: Annotated[str | None, sortable("key", "version", "name", "deployed_at")] = None
    only_latest: Annotated[bool, Field(description="The newest version of each key only.")] = True


class DeploymentFilter(ListFilter):
    """Which deployments."""

    sort: Annotated[str | None, sortable("deployed_at")] = None


class CheckView(View):
    """What the checker found."""

    is_deployable: bool = Field(examples=[True])
    problems: list[ModelProblemView]


class StatisticsView(View):
    """Where the cases of one version are."""

    element_id: str = Field(examples=["check_report"])
    waiting: int = Field(description="Tokens of active instances at this element.", examples=[4])


class ChosenVersion(Request):
    """Which version."""

    version: Annotated[
        int | None, Field(ge=1, le=1_000_000, description="The newest unless given.", examples=[None])
    ] = None


class Period(Request):
    """From when to when; all time unless given."""

    after: Bound | None = None
    before: Bound | None = None


class TimesView(View):
    """How often an element was completed in the period, and how long it took from entering to leaving."""

    completed: int = Field(examples=[40])
    median_seconds: float = Field(description="Half took no longer.", examples=[5400.0])
    p90_seconds: float = Field(description="Nine in ten took no longer.", examples=[86400.0])


class LoadView(View):
    """One element: who waits there, what fails there, how long it takes."""

    element_id: str = Field(examples=["check_report"])
    waiting: int = Field(description="Tokens of active instances, now.", examples=[4])
    open_incidents: int = Field(description="Open now.", examples=[0])
    incidents: int = Field(description="Raised in the period.", examples=[1])
    times: TimesView | None


class FormView(View):
    """A form with its file's content."""

    key: str = Field(examples=["repair/check_report"])
    version: int = Field(examples=[1])
    form: dict[str, Any] = Field(examples=[{"schema": {"type": "object"}, "ui": {}}])


class WordView(View):
    """What one value of a variable is called that processes and decisions set themselves."""

    variable: str = Field(examples=["goods_state"])
    code: str = Field(examples=["expected"])
    zh: str = Field(examples=["未到"])
    en: str = Field(examples=["On its way"])


class VocabularyView(View):
    """The words of all codes that models set, and the decision whose result each variable holds."""

    words: list[WordView]
    results: dict[str, str] = Field(examples=[{"warranty": "warranty_status"}])


class Evaluate(Request):
    """What to evaluate a decision with."""

    variables: Variables = {}


class DecidedView(View):
    """A decision's result, and the rows that fired with their inputs."""

    result: Any = Field(examples=[{"in_warranty": True}])
    record: dict[str, Any] = Field(examples=[{"decision": "warranty", "rows": [2]}])


class EvaluateFeel(Request):
    """A FEEL expression to try."""

    expression: Annotated[str, Field(min_length=1, max_length=20_000, examples=["sum([1.1, 2.2]) > 3"])]
    variables: Variables = {}


class FeelView(View):
    """What an expression gives."""

    result: Any = Field(examples=[True])
    warnings: list[str] = Field(examples=[[]])
