"""Tells a decision model as people read it: tables as tables, every other expression as text."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from engine.decisions.dmn.model import (
    Box,
    ConditionalBox,
    ContextBox,
    Decision,
    FilterBox,
    FunctionBox,
    InputData,
    InvocationBox,
    IteratorBox,
    KnowledgeModel,
    ListBox,
    LiteralBox,
    Model,
    RelationBox,
    TableBox,
)
from engine.decisions.dmn.naming import english_name
from engine.model.decision import DecisionColumn, DecisionOutline, DecisionRow, DecisionTable
from engine.model.vocabulary import described_words


def outlines(model: Model) -> Iterator[DecisionOutline]:
    """Yield what a file decides and what its decisions call, in the order of the file."""
    inputs = {element.id: element.name for element in model.elements if isinstance(element, InputData)}
    for element in model.elements:
        if isinstance(element, Decision | KnowledgeModel):
            yield _outline(element, inputs)


def _outline(element: Decision | KnowledgeModel, inputs: Mapping[str, str]) -> DecisionOutline:
    logic: Box | None = element.logic
    required = (reference.rpartition("#")[2] for reference in element.requires)
    table = _table(logic, element.id) if isinstance(logic, TableBox) else None
    return DecisionOutline(
        id=element.id,
        name=element.name,
        name_en=english_name(element.description),
        is_decision=isinstance(element, Decision),
        requires=tuple(inputs.get(each, each) for each in required),
        table=table,
        text=None if table is not None or logic is None else _text(logic),
        words=described_words(element.id, element.description),
    )


def _table(box: TableBox, decision: str) -> DecisionTable:
    inputs = (
        DecisionColumn(c.label, c.expression, c.type_ref, c.values, english_name(c.description))
        for c in box.inputs
    )
    outputs = (
        DecisionColumn(
            c.label or c.name or box.name,
            c.name or "",
            c.type_ref,
            c.values,
            english_name(c.description),
            described_words(c.name or decision, c.description),
        )
        for c in box.outputs
    )
    rows = (
        DecisionRow(
            rule.id,
            tuple(cell.text for cell in rule.inputs),
            tuple(cell.text for cell in rule.outputs),
            rule.annotations,
        )
        for rule in box.rules
    )
    return DecisionTable(
        box.id or decision, box.hit_policy, box.aggregation, tuple(inputs), tuple(outputs), tuple(rows)
    )


def _text(box: Box | None) -> str:
    return "" if box is None else _TEXTS[type(box)](box)


def _context(box: Any) -> str:  # noqa: ANN401 - the table below fixes the type, here and below
    lines = (
        f"{entry.name}: {_text(entry.value)}" if entry.name else _text(entry.value) for entry in box.entries
    )
    return "\n".join(lines)


def _relation(box: Any) -> str:  # noqa: ANN401
    rows = (", ".join(map(_text, row)) for row in box.rows)
    return "\n".join([" | ".join(box.columns), *rows])


def _function(box: Any) -> str:  # noqa: ANN401
    return f"({', '.join(parameter.name for parameter in box.parameters)}) → {_text(box.body)}"


def _invocation(box: Any) -> str:  # noqa: ANN401
    return f"{_text(box.called)}({', '.join(f'{name}: {_text(value)}' for name, value in box.bindings)})"


def _conditional(box: Any) -> str:  # noqa: ANN401
    return f"if {_text(box.condition)} then {_text(box.then)} else {_text(box.otherwise)}"


def _iterator(box: Any) -> str:  # noqa: ANN401
    word = "return" if box.kind == "for" else "satisfies"
    return f"{box.kind} {box.variable} in {_text(box.source)} {word} {_text(box.body)}"


def _inner_table(box: Any) -> str:  # noqa: ANN401
    return "\n".join(
        " | ".join([*(cell.text or "-" for cell in rule.inputs), "→", *(cell.text for cell in rule.outputs)])
        for rule in box.rules
    )


_TEXTS: Final[Mapping[type[Box], Callable[[Any], str]]] = {
    LiteralBox: lambda box: box.text,
    ContextBox: _context,
    ListBox: lambda box: f"[{', '.join(map(_text, box.items))}]",
    RelationBox: _relation,
    InvocationBox: _invocation,
    FunctionBox: _function,
    ConditionalBox: _conditional,
    FilterBox: lambda box: f"{_text(box.source)}[{_text(box.match)}]",
    IteratorBox: _iterator,
    TableBox: _inner_table,
}
