"""Looks at every expression of a model before it runs: what it reads must be required or defined."""

from collections.abc import Iterator
from dataclasses import replace

from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.graph import Graph
from engine.decisions.dmn.model import (
    Box,
    ContextBox,
    ContextEntry,
    Decision,
    Element,
    FilterBox,
    FunctionBox,
    IteratorBox,
    KnowledgeModel,
    LiteralBox,
    TableBox,
)
from engine.decisions.errors import FeelSyntaxError, Problem
from engine.decisions.expression import compile_expression, compile_unary_tests
from engine.decisions.inspection import inspect_expression

Names = frozenset[str]


def inspect_model(definitions: Definitions) -> list[Problem]:
    """Return what is certainly wrong with the expressions of a model, each with its element."""
    graph = definitions.graph
    return [
        problem
        for element in graph.model.elements
        if isinstance(element, Decision | KnowledgeModel)
        for problem in _box(element.logic, _visible(element, graph), element.id)
    ]


def _visible(element: Element, graph: Graph) -> Names:
    """Return the names that an element's logic sees: what it requires, by name or by import."""
    found = (graph.lookup(reference) for reference in element.requires)
    return frozenset(
        required.name if graph.of_own(required) else graph.alias(required)
        for required in found
        if required is not None
    )


def _box(box: object, names: Names, place: str | None) -> Iterator[Problem]:
    if isinstance(box, LiteralBox):
        yield from _expression(box.text, names, box.id or place)
    elif isinstance(box, TableBox):
        yield from _table(box, names, place)
    elif isinstance(box, ContextBox):
        yield from _context(box, names, place)
    elif isinstance(box, FunctionBox):
        if box.kind == "FEEL":
            yield from _box(box.body, names | {parameter.name for parameter in box.parameters}, place)
    elif isinstance(box, IteratorBox):
        yield from _box(box.source, names, place)
        yield from _box(box.body, names | {box.variable, "partial"}, place)
    elif isinstance(box, FilterBox):
        # The condition may name entries of the filtered items, which nobody declares.
        yield from _box(box.source, names, place)
    else:
        yield from _parts(box, names, place)


def _parts(box: object, names: Names, place: str | None) -> Iterator[Problem]:
    if isinstance(box, Box):
        for name in box.__match_args__:
            yield from _box(getattr(box, name), names, box.id or place)
    elif isinstance(box, tuple):
        for part in box:
            yield from _box(part, names, place)


def _context(box: ContextBox, names: Names, place: str | None) -> Iterator[Problem]:
    for entry in box.entries:
        # A function may call itself by the name of its entry.
        own = _names_of(entry) if isinstance(entry.value, FunctionBox) else frozenset()
        yield from _box(entry.value, names | own, place)
        names |= _names_of(entry)


def _names_of(entry: ContextEntry) -> Names:
    return frozenset({entry.name} if entry.name else ())


def _table(box: TableBox, names: Names, place: str | None) -> Iterator[Problem]:
    for clause in box.inputs:
        yield from _expression(clause.expression, names, clause.id or box.id or place)
    for rule in box.rules:
        for cell in rule.inputs:
            yield from _tests(cell.text, names, cell.id or rule.id)
        for cell in rule.outputs:
            yield from _expression(cell.text if cell.text != "-" else "", names, cell.id or rule.id)


def _expression(text: str, names: Names, place: str | None) -> Iterator[Problem]:
    if text:
        try:
            compiled = compile_expression(text, names=names)
        except FeelSyntaxError:
            return  # loading the model has reported it
        yield from (replace(problem, element_id=place) for problem in inspect_expression(compiled, names))


def _tests(text: str, names: Names, place: str | None) -> Iterator[Problem]:
    try:
        compiled = compile_unary_tests(text or "-", names=names)
    except FeelSyntaxError:
        return
    yield from (replace(problem, element_id=place) for problem in inspect_expression(compiled, names))
