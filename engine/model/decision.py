"""A DMN file as people read it: its decisions, tables with their cells as they are written."""

from dataclasses import dataclass

from engine.model.vocabulary import Word


@dataclass(frozen=True, slots=True)
class DecisionColumn:
    """A column of a table: what it asks, or the name of what it answers; `values` are those allowed.

    `words` tell the codes that it answers.
    """

    label: str
    expression: str
    type: str | None = None
    values: str | None = None
    label_en: str | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row of a table; an empty input cell holds for everything."""

    id: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A table. `aggregation` is SUM, MIN, MAX or COUNT, of COLLECT only."""

    id: str
    hit_policy: str
    aggregation: str | None
    inputs: tuple[DecisionColumn, ...]
    outputs: tuple[DecisionColumn, ...]
    rows: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class DecisionOutline:
    """One decision or knowledge model: a table, or the text of its expression.

    `requires` holds the ids of decisions and the names of inputs.
    """

    id: str
    name: str
    name_en: str | None
    is_decision: bool
    requires: tuple[str, ...]
    table: DecisionTable | None
    text: str | None
    words: tuple[Word, ...] = ()
