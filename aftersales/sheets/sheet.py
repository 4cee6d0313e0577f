"""What a table of customers, products, units, parts or agreements looks like."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from aftersales.model.deed import Deed
from aftersales.ports.register import Register
from aftersales.sheets.cell import Column

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of table: columns, the field that names a row, and the way into and out of the register.

    `records` makes a row into records, the first of them the row's own; `rows` lists what is there. Both
    work on the values of one row by field.
    """

    name: str
    key: str
    columns: tuple[Column, ...]
    records: Callable[[Register, Values, Deed], Iterable[object]]
    rows: Callable[[Register], Iterable[Values]]

    def headings(self, language: str) -> list[str]:
        """Return the headings in a language."""
        return [column.en if language == "en" else column.zh for column in self.columns]
