"""Exports a table, such that importing it again changes nothing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from aftersales.ports.register import Register
from aftersales.sheets.file import write_csv, write_excel
from aftersales.sheets.sheet import Sheet


def export_excel(register: Register, sheet: Sheet, *, language: str = "zh") -> bytes:
    """Return everything of a kind as an Excel file."""
    return write_excel(sheet.headings(language), _rows(register, sheet))


def export_csv(register: Register, sheet: Sheet, *, language: str = "zh") -> bytes:
    """Return everything of a kind as a CSV file."""
    return write_csv(sheet.headings(language), _rows(register, sheet))


def template(sheet: Sheet, *, language: str = "zh") -> bytes:
    """Return an empty table to fill in."""
    return write_excel(sheet.headings(language), ())


def _rows(register: Register, sheet: Sheet) -> Iterator[list[str]]:
    for values in sheet.rows(register):
        yield [_shown(values.get(column.field)) for column in sheet.columns]


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)
