"""The parts of a decision file that two versions are compared by: columns, rows and expressions."""

from collections.abc import Iterable, Iterator

from engine.model.comparison import Part
from engine.model.decision import DecisionColumn, DecisionOutline, DecisionRow, DecisionTable


def decision_parts(outlines: Iterable[DecisionOutline]) -> list[Part]:
    """Return each decision and each row of its table as parts."""
    return [part for outline in outlines for part in _parts(outline)]


def _parts(outline: DecisionOutline) -> Iterator[Part]:
    english = {} if outline.name_en is None else {"label.en": outline.name_en}
    says = {"name": outline.name, **english, "requires": ", ".join(outline.requires)}
    if outline.text is not None:
        says["expression"] = outline.text
    if outline.table is not None:
        says |= _shape(outline.table)
    kind = "decision" if outline.is_decision else "knowledgeModel"
    yield Part(outline.id, kind, outline.name, outline.name_en, says)
    if outline.table is not None:
        for number, row in enumerate(outline.table.rows, start=1):
            name_en = None if outline.name_en is None else f"{outline.name_en} {number}"
            yield Part(row.id, "row", f"{outline.name} {number}", name_en, _cells(outline.table, row))


def _shape(table: DecisionTable) -> dict[str, str]:
    columns = {f"input.{column.label}": _column(column) for column in table.inputs}
    columns |= {f"output.{column.label}": _column(column) for column in table.outputs}
    return {"hit_policy": f"{table.hit_policy} {table.aggregation or ''}".strip(), **columns}


def _column(column: DecisionColumn) -> str:
    return " · ".join(filter(None, (column.expression, column.type, column.values)))


def _cells(table: DecisionTable, row: DecisionRow) -> dict[str, str]:
    named = [
        *zip((column.label for column in table.inputs), row.inputs, strict=False),
        *((f"→ {column.label}", cell) for column, cell in zip(table.outputs, row.outputs, strict=False)),
    ]
    says = {name: cell or "-" for name, cell in named}
    return {**says, "note": " · ".join(filter(None, row.notes))} if any(row.notes) else says
