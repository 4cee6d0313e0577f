"""A report as an Excel file: numbers are numbers, texts are texts and never run."""

import io
from datetime import date
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from aftersales.model.language import Language
from aftersales.reports.table import Column, Kind, ReportTable, Value

_FORMATS = {
    Kind.SHARE: "0.0%",
    Kind.HOURS: "0.0",
    Kind.SCORE: "0.0",
    Kind.MONEY: "#,##0.00",
    Kind.DAY: "yyyy-mm-dd",
}
_WIDEST = 40


def as_excel(table: ReportTable, language: Language, *, note: str) -> bytes:
    """Return a report as a workbook; `note` says what it is about and stands above it."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    title = table.title.in_language(language)
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True})
    formats = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, f"{table.definition.in_language(language)}  {note}")
    for at, column in enumerate(table.columns):
        heading = column.title.in_language(language)
        sheet.write_string(3, at, heading, bold)
        sheet.set_column(at, at, min(_WIDEST, max(10, 2 * len(heading))))
    for number, row in enumerate(table.rows, start=4):
        for at, (column, value) in enumerate(zip(table.columns, row.values, strict=True)):
            _write(sheet, (number, at), value, formats.get(column.kind), said(column, value, language))
    sheet.freeze_panes(4, 0)
    sheet.autofilter(3, 0, 3 + len(table.rows), len(table.columns) - 1)
    book.close()
    return buffer.getvalue()


def said(column: Column, value: Value, language: Language) -> str:
    """Return a value as a text, a code as the word it stands for."""
    if value is None:
        return ""
    word = column.words.get(str(value))
    return str(value) if word is None else word.in_language(language)


def _write(sheet: Worksheet, place: tuple[int, int], value: Value, form: Format | None, text: str) -> None:
    if isinstance(value, int | float | Decimal):
        sheet.write_number(*place, float(value), form)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, form)
    elif text:
        sheet.write_string(*place, text)
