"""Sketches BPMN files for tests in a few words, and the world that they are checked against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from engine.bootstrap.adapters import FeelExpressions
from engine.bpmn.checker import check
from engine.clock import SystemClock
from engine.decisions import FeelSyntaxError, compile_expression
from engine.model.problem import Problem
from engine.ports.checking import Fields
from engine.ports.expression import Evaluation, Expression, ExpressionRefused, Expressions, Inspection

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://example.com">'
)


class Feel:
    """FEEL as the engine has it, behind the port that the checker asks."""

    def compile(self, text: str) -> Expression:
        try:
            compiled = compile_expression(text)
        except FeelSyntaxError as error:
            raise ExpressionRefused(
                text, error.problem, zh=error.problem_zh, line=error.line, column=error.column
            ) from error
        return _Compiled(frozenset(compiled.free_names))

    def inspect(self, text: str, *, known: Collection[str] | None, types: Mapping[str, str]) -> Inspection:
        return FeelExpressions(SystemClock()).inspect(text, known=known, types=types)


@dataclass(frozen=True)
class _Compiled:
    free_names: frozenset[str]

    def evaluate(self, variables: object, *, at: object = None) -> Evaluation:
        raise NotImplementedError


@dataclass(frozen=True)
class Surroundings:
    """A world in which exactly the named things exist, and None means that nobody knows."""

    expressions: Expressions = field(default_factory=Feel)
    decisions: Collection[str] | None = None
    forms: Collection[str] | None = None
    processes: Collection[str] | None = None
    connectors: Collection[str] | None = None
    local_connectors: Collection[str] | None = None
    groups: Collection[str] | None = None
    forms_written: Mapping[str, Fields] = field(default_factory=dict)
    decisions_given: Mapping[str, str] = field(default_factory=dict)
    connectors_told: Mapping[str, Collection[str]] = field(default_factory=dict)

    def fields(self, form: str) -> Fields | None:
        return self.forms_written.get(form)

    def decided(self, decision: str) -> str | None:
        return self.decisions_given.get(decision)

    def results(self, connector: str) -> Collection[str] | None:
        return self.connectors_told.get(connector)


def model(body: str, *, roots: str = "", attributes: str = 'id="p" isExecutable="true"') -> bytes:
    """Return a file with one process."""
    return f"{HEAD}\n{roots}<process {attributes}>\n{body}\n</process></definitions>".encode()


def file(content: str) -> bytes:
    """Return a file with this content."""
    return f"{HEAD}\n{content}</definitions>".encode()


def flows(*routes: str) -> str:
    """Return sequence flows: `a>b>c` gives two."""
    found: list[str] = []
    for route in routes:
        ids = route.split(">")
        for source, target in pairwise(ids):
            flow = f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'
            found.append(flow)
    return "".join(found)


def when(source: str, target: str, condition: str = "= x > 1") -> str:
    """Return a sequence flow with a condition."""
    escaped = condition.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (
        f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
        f'<conditionExpression xsi:type="tFormalExpression">{escaped}</conditionExpression></sequenceFlow>'
    )


def nodes(words: str) -> str:
    """Return flow nodes: `a:task e:endEvent`."""
    pairs = (word.split(":") for word in words.split())
    return "".join(f'<{kind} id="{id_}"/>' for id_, kind in pairs)


def line(middle: str, *, around: str = "", node: str = "t") -> str:
    """Return a process from start to end through one node, which `middle` is."""
    return '<startEvent id="s"/>' + middle + '<endEvent id="e"/>' + flows(f"s>{node}>e") + around


def problems(xml: bytes, world: Surroundings | None = None, **others: bytes) -> list[Problem]:
    """Return the problems of a file."""
    return check({"model.bpmn": xml, **others}, world or Surroundings())


def codes(xml: bytes, world: Surroundings | None = None) -> set[str]:
    """Return the codes of a file's problems."""
    return {problem.code for problem in problems(xml, world)}


def errors(xml: bytes, world: Surroundings | None = None) -> list[str]:
    """Return the errors of a file, with code and element."""
    found = problems(xml, world)
    return [f"{problem.code} {problem.element}" for problem in found if problem.severity == "error"]
