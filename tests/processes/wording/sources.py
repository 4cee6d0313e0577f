"""The codes that models set: what their expressions, mappings and decision tables can give, by variable."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from engine.bootstrap.adapters import BpmnFiles
from engine.decisions import compile_expression, load
from engine.decisions.dmn.outline import outlines
from engine.decisions.feel.syntax import (
    Call,
    ContextNode,
    Filter,
    For,
    If,
    ListNode,
    Literal,
    Name,
    Node,
)
from engine.model.decision import DecisionOutline
from engine.model.process import Process
from tests.architecture.sources import ROOT

Set = tuple[str, str]
"""A variable, and a code that it can hold."""

# Sentences are no codes, and say themselves.
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
# Functions that hand on what they are given.
PASSED_ON = frozenset({"append", "concatenate", "union", "distinct values", "get or else", "context merge"})


def given(variable: str, node: Node) -> Iterator[Set]:
    """Yield the codes that an expression can give a variable, and the entries of its contexts."""
    if isinstance(node, Literal):
        if isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield variable, node.value
    elif isinstance(node, ContextNode):
        for name, value in node.entries:
            yield from given(name, value)
    else:
        for part in PARTS.get(type(node), lambda _: ())(node):
            yield from given(variable, part)


PARTS: dict[type[Node], Callable[[Any], tuple[Node, ...]]] = {
    If: lambda node: (node.then, node.otherwise),
    ListNode: lambda node: node.items,
    For: lambda node: (node.body,),
    Filter: lambda node: (node.source,),
    Call: lambda node: node.arguments if node.function in map(Name, PASSED_ON) else (),
}


def given_by(variable: str, text: str) -> Iterator[Set]:
    """Yield what a text of a model gives: an expression begins with `=`."""
    if text.startswith("="):
        yield from given(variable, compile_expression(text[1:]).syntax)
    elif CODE.fullmatch(text):
        yield variable, text


def set_by_process(process: Process) -> Iterator[Set]:
    """Yield what the scripts and mappings of a process set."""
    for element in process.elements.values():
        for mapping in (*element.inputs, *element.outputs):
            yield from given_by(mapping.target, mapping.source)
        if (script := element.script) is not None:
            yield from given_by(script.result_variable or "", f"={script.expression}")


def set_by_decision(outline: DecisionOutline) -> Iterator[Set]:
    """Yield what a table puts out, or what another expression gives."""
    if outline.table is None:
        if outline.text is not None and outline.is_decision:
            yield from given(outline.id, compile_expression(outline.text).syntax)
        return
    for row in outline.table.rows:
        for column, cell in zip(outline.table.outputs, row.outputs, strict=True):
            if cell:
                yield from given(column.expression or outline.id, compile_expression(cell).syntax)


@cache
def processes() -> tuple[Process, ...]:
    """Return the product's processes."""
    files = sorted((ROOT / "processes").rglob("*.bpmn"))
    return tuple(process for file in files for process in BpmnFiles().read(file.read_bytes(), file.name))


@cache
def decisions() -> tuple[DecisionOutline, ...]:
    """Return the product's decisions."""
    files = [path.read_bytes() for path in sorted((ROOT / "processes").rglob("*.dmn"))]
    return tuple(outline for file in files for outline in outlines(load(file).graph.model))


def answers() -> set[Set]:
    """Return the answers that forms offer; each has its words there."""
    files = [json.loads(path.read_bytes()) for path in sorted((ROOT / "forms").rglob("*.json"))]
    return {answer for file in files for answer in offered("", file["schema"])}


def offered(variable: str, schema: object) -> Iterator[Set]:
    """Yield the answers of every field in a schema, wherever it stands."""
    if isinstance(schema, list):
        for part in schema:
            yield from offered(variable, part)
    elif isinstance(schema, dict):
        yield from ((variable, option["const"]) for option in schema.get("oneOf", ()) if "const" in option)
        for name, field in schema.get("properties", {}).items():
            yield from offered(name, field)
        for word in ("allOf", "then", "else", "items"):
            yield from offered(variable, schema.get(word))


def scenario_values() -> Iterator[Set]:
    """Yield what scenarios start with, fill in, decide and expect."""
    for path in sorted((ROOT / "processes").glob("*/scenarios/*.json")):
        for steps in json.loads(path.read_bytes()).values():
            for step in steps:
                for found in (step.get("start"), step.get("gives"), step.get("expect", {}).get("data")):
                    yield from held("", found)


def held(variable: str, value: object) -> Iterator[Set]:
    """Yield the codes inside of a value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from held(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from held(variable, inner)
    elif isinstance(value, str) and CODE.fullmatch(value):
        yield variable, value
