"""Reads boxed expressions: tables, contexts, lists, relations, invocations, functions, loops."""

from collections.abc import Callable
from typing import Final

from engine.decisions.dmn import xml
from engine.decisions.dmn.model import (
    Box,
    Cell,
    ConditionalBox,
    ContextBox,
    ContextEntry,
    FilterBox,
    FunctionBox,
    InputClause,
    InvocationBox,
    IteratorBox,
    ListBox,
    LiteralBox,
    OutputClause,
    Parameter,
    RelationBox,
    Rule,
    TableBox,
)
from engine.decisions.dmn.xml import Xml


def read_box(element: Xml, name: str = "") -> Box:
    """Read any boxed expression; a table takes the name of what it belongs to."""
    kind = xml.tag(element)
    return _table(element, name) if kind == "decisionTable" else _READERS[kind](element)


def _inside(element: Xml | None) -> Box | None:
    """Read the one expression inside of an element."""
    if element is None:
        return None
    found = next(xml.children(element, "decisionTable", *_READERS), None)
    return None if found is None else read_box(found)


def _ids(element: Xml) -> tuple[str | None, str | None]:
    return element.get("id"), element.get("typeRef")


def _name(element: Xml | None) -> str | None:
    found = xml.attribute(element, "name")
    return None if found is None else " ".join(found.split())


def _literal(element: Xml) -> Box:
    return LiteralBox(*_ids(element), xml.text(element, "text") or "")


def _context(element: Xml) -> Box:
    return ContextBox(*_ids(element), tuple(_entry(child) for child in xml.children(element, "contextEntry")))


def _entry(element: Xml) -> ContextEntry:
    variable = xml.child(element, "variable")
    return ContextEntry(_name(variable), xml.attribute(variable, "typeRef"), _inside(element))


def _list(element: Xml) -> Box:
    items = (read_box(child) for child in xml.children(element, "decisionTable", *_READERS))
    return ListBox(*_ids(element), tuple(items))


def _relation(element: Xml) -> Box:
    return RelationBox(
        *_ids(element),
        tuple(_name(column) or "" for column in xml.children(element, "column")),
        tuple(
            tuple(read_box(cell) for cell in xml.children(row, "decisionTable", *_READERS))
            for row in xml.children(element, "row")
        ),
    )


def _invocation(element: Xml) -> Box:
    bindings = (
        (_name(xml.child(binding, "parameter")) or "", _inside(binding))
        for binding in xml.children(element, "binding")
    )
    return InvocationBox(*_ids(element), _inside(element), tuple(bindings))


def read_parameter(element: Xml) -> Parameter:
    """Read a formal parameter."""
    return Parameter(_name(element) or "", element.get("typeRef"))


def read_function(element: Xml) -> FunctionBox:
    """Read a function definition, of its own or as the logic of a knowledge model."""
    parameters = tuple(read_parameter(child) for child in xml.children(element, "formalParameter"))
    return FunctionBox(*_ids(element), parameters, _inside(element), element.get("kind", "FEEL"))


def _conditional(element: Xml) -> Box:
    parts = (_inside(xml.child(element, name)) for name in ("if", "then", "else"))
    return ConditionalBox(*_ids(element), *parts)


def _filter(element: Xml) -> Box:
    return FilterBox(*_ids(element), _inside(xml.child(element, "in")), _inside(xml.child(element, "match")))


def _iterator(element: Xml) -> Box:
    kind = xml.tag(element)
    body = xml.child(element, "return" if kind == "for" else "satisfies")
    variable = element.get("iteratorVariable", "")
    return IteratorBox(*_ids(element), kind, variable, _inside(xml.child(element, "in")), _inside(body))


_READERS: Final[dict[str, Callable[[Xml], Box]]] = {
    "literalExpression": _literal,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "invocation": _invocation,
    "functionDefinition": read_function,
    "conditional": _conditional,
    "filter": _filter,
    "for": _iterator,
    "some": _iterator,
    "every": _iterator,
}


def _table(element: Xml, name: str) -> TableBox:
    return TableBox(
        *_ids(element),
        name=name or element.get("outputLabel") or element.get("id") or "",
        hit_policy=element.get("hitPolicy") or "UNIQUE",
        aggregation=element.get("aggregation"),
        inputs=tuple(_input(child) for child in xml.children(element, "input")),
        outputs=tuple(_output(child) for child in xml.children(element, "output")),
        rules=tuple(_rule(child, number) for number, child in enumerate(xml.children(element, "rule"), 1)),
        annotations=tuple(child.get("name", "") for child in xml.children(element, "annotation")),
    )


def _input(element: Xml) -> InputClause:
    expression = xml.child(element, "inputExpression")
    text = xml.text(expression, "text") or ""
    return InputClause(
        id=element.get("id"),
        label=element.get("label") or text,
        expression=text,
        type_ref=xml.attribute(expression, "typeRef"),
        values=xml.text(xml.child(element, "inputValues"), "text"),
        description=xml.text(element, "description") or "",
    )


def _output(element: Xml) -> OutputClause:
    return OutputClause(
        id=element.get("id"),
        name=_name(element) or element.get("label"),
        type_ref=element.get("typeRef"),
        values=xml.text(xml.child(element, "outputValues"), "text"),
        default=xml.text(xml.child(element, "defaultOutputEntry"), "text"),
        label=element.get("label", ""),
        description=xml.text(element, "description") or "",
    )


def _rule(element: Xml, number: int) -> Rule:
    return Rule(
        id=element.get("id") or f"rule_{number}",
        inputs=tuple(_cell(child) for child in xml.children(element, "inputEntry")),
        outputs=tuple(_cell(child) for child in xml.children(element, "outputEntry")),
        annotations=tuple(
            xml.text(child, "text") or "" for child in xml.children(element, "annotationEntry")
        ),
    )


def _cell(element: Xml) -> Cell:
    return Cell(element.get("id"), xml.text(element, "text") or "")
