"""A loaded decision model: what it decides, and evaluating it with a record for the case's history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.clock import Clock
from engine.decisions.codec import NotStorable, to_json
from engine.decisions.dmn.graph import Evaluation, Graph
from engine.decisions.dmn.model import (
    Decision,
    DecisionService,
    Element,
    InputData,
)
from engine.decisions.dmn.naming import english_name, nameless
from engine.decisions.dmn.outline import outlines
from engine.decisions.dmn.trace import TableRecord, Trace
from engine.decisions.errors import Problem
from engine.decisions.expression import refuse_depth
from engine.decisions.feel.frame import converted
from engine.decisions.limits import DEFAULT, Limits, Warning_
from engine.decisions.values import Prepared
from engine.decisions.working_time import WorkingCalendars
from engine.errors import EngineError
from engine.model.decision import DecisionOutline


class UnknownDecision(EngineError):
    """The model has no such decision."""

    zh = "模型中没有该决策。"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The model has no decision “{name}”.", zh=f"模型中没有决策“{name}”。", decision=name
        )


@dataclass(frozen=True, slots=True)
class DecisionInfo:
    """What somebody who calls a decision needs to know."""

    id: str
    name: str
    inputs: tuple[str, ...]
    """Names of the input data that it needs, directly or through other decisions."""
    decisions: tuple[str, ...]
    """Ids of the decisions that it requires directly."""


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """How a decision came about: for people who ask why."""

    decision_id: str
    name: str
    inputs: dict[str, object]
    tables: tuple[TableRecord, ...]
    value: object
    warnings: tuple[Warning_, ...]
    required: "tuple[DecisionRecord, ...]"

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON; values are written as `engine.decisions.to_json` does."""
        return {
            "decision": {"id": self.decision_id, "name": self.name},
            "inputs": {name: _stored(value) for name, value in self.inputs.items()},
            "tables": [_table_json(table) for table in self.tables],
            "value": _stored(self.value),
            "warnings": [warning.to_json() for warning in self.warnings],
            "required": [record.to_json() for record in self.required],
        }


def _table_json(table: TableRecord) -> dict[str, Any]:
    return {
        "id": table.table_id,
        "name": table.name,
        "hit_policy": table.hit_policy,
        "inputs": [{"label": label, "value": _stored(value)} for label, value in table.inputs],
        "rules": [{"index": number, "id": rule} for number, rule in table.rules],
        "default": table.default,
    }


def _stored(value: object) -> object:
    try:
        return to_json(value)
    except NotStorable:
        return {"$feel": ["function"]}


@dataclass(frozen=True, slots=True)
class DecisionResult:
    """The value of a decision, and its record."""

    value: object
    record: DecisionRecord


class Definitions:
    """A decision model; immutable and safe to share between threads.

    `problems` is empty unless the model was loaded tolerantly.
    """

    def __init__(self, graph: Graph, problems: tuple[Problem, ...] = ()) -> None:
        self.graph = graph
        self.problems = problems
        self.namespace = graph.model.namespace
        self.name = graph.model.name
        self.name_en = english_name(graph.model.description)

    @property
    def outlines(self) -> tuple[DecisionOutline, ...]:
        """The decisions and knowledge models as people read them, in the order of the file."""
        return tuple(outlines(self.graph.model))

    @property
    def without_english(self) -> tuple[tuple[str, str | None], ...]:
        """What is named in Chinese alone, with its id: the file, its decisions and columns of tables."""
        return tuple(nameless(self.graph.model))

    @property
    def decisions(self) -> tuple[DecisionInfo, ...]:
        """The decisions of the model itself, in the order of the file."""
        return tuple(
            self._info(element) for element in self.graph.model.elements if isinstance(element, Decision)
        )

    def decision_name(self, decision: str) -> str:
        """Return the name of a decision, its id where it has none.

        Raises:
            UnknownDecision: if the model has no such decision.
        """
        element = self.graph.find(decision)
        if element is None:
            raise UnknownDecision(decision)
        return element.name or decision

    def _info(self, decision: Decision) -> DecisionInfo:
        found: dict[str, None] = {}
        self._collect(decision, found, set())
        direct = (self.graph.resolve(reference, decision) for reference in decision.requires)
        return DecisionInfo(
            decision.id,
            decision.name,
            tuple(found),
            tuple(element.id for element in direct if isinstance(element, Decision)),
        )

    def _collect(self, element: Element, found: dict[str, None], seen: set[int]) -> None:
        if id(element) in seen:
            return
        seen.add(id(element))
        if isinstance(element, InputData):
            found[element.name] = None
        for reference in element.requires:
            required = self.graph.resolve(reference, element)
            if required is not None:
                self._collect(required, found, seen)

    def evaluate(
        self,
        decision: str,
        inputs: Mapping[str, object],
        *,
        clock: Clock | None = None,
        limits: Limits = DEFAULT,
        calendar: WorkingCalendars | None = None,
    ) -> DecisionResult:
        """Evaluate a decision, or a decision service, by its id or name.

        Missing inputs are null, with a warning in the record.

        Raises:
            UnknownDecision: if the model has neither.
            FeelLimitExceeded: if it needs more than `limits` allow.
        """
        element = self.graph.find(decision)
        if not isinstance(element, Decision | DecisionService):
            raise UnknownDecision(decision)
        run = Trace(limits, clock, calendar)
        try:
            given = Prepared({name: converted(value, run) for name, value in inputs.items()})
            evaluation = Evaluation(self.graph, given, run)
            value = evaluation.answer(element)
        except RecursionError:
            refuse_depth()
        return DecisionResult(value, _record(element, evaluation, value))


def _record(element: Element, evaluation: Evaluation, value: object) -> DecisionRecord:
    noted = evaluation.notes.get(id(element))
    if noted is None:
        required = tuple(_record(inner, evaluation, evaluation.memo[id(inner)]) for inner in evaluation.roots)
        return DecisionRecord(element.id, element.name, dict(evaluation.inputs), (), value, (), required)
    required = tuple(
        _record(inner, evaluation, evaluation.memo[id(inner)])
        for inner in noted.required
        if id(inner) in evaluation.notes
    )
    return DecisionRecord(
        element.id, element.name, noted.inputs, noted.tables, value, noted.warnings, required
    )
