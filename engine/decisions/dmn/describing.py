"""A model's tables as plain text, for those who explain or print them."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.model import Decision, TableBox
from engine.decisions.dmn.walking import tables_in


@dataclass(frozen=True, slots=True)
class ColumnText:
    """A column: the name of an output or the expression of an input, its label and what it says beside it."""

    name: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class RowText:
    """A row as it is written, with its notes."""

    number: int
    id: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableText:
    """A table as it is written; `notes` names the columns of notes."""

    id: str | None
    decision: str
    name: str
    description: str
    hit_policy: str
    aggregation: str | None
    inputs: tuple[ColumnText, ...]
    outputs: tuple[ColumnText, ...]
    notes: tuple[str, ...]
    rows: tuple[RowText, ...]


def tables(definitions: Definitions) -> Iterator[TableText]:
    """Yield every table of the decisions of a model, in the order of the file."""
    for element in definitions.graph.model.elements:
        if isinstance(element, Decision):
            for box in tables_in(element.logic):
                yield _table(element, box)


def _table(decision: Decision, box: TableBox) -> TableText:
    return TableText(
        id=box.id,
        decision=decision.id,
        name=decision.name,
        description=decision.description,
        hit_policy=box.hit_policy,
        aggregation=box.aggregation,
        inputs=tuple(ColumnText(each.expression, each.label, each.description) for each in box.inputs),
        outputs=tuple(ColumnText(each.name or "", each.label, each.description) for each in box.outputs),
        notes=box.annotations,
        rows=tuple(
            RowText(
                number,
                rule.id,
                tuple(cell.text for cell in rule.inputs),
                tuple(cell.text for cell in rule.outputs),
                rule.annotations,
            )
            for number, rule in enumerate(box.rules, start=1)
        ),
    )
