"""Tables that come in and go out, on the wire."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from aftersales.model.language import Language
from aftersales.sheets import Preview, RowError, Sheet
from api.wire.scalar import Request, View


class SheetName(StrEnum):
    """The tables."""

    CUSTOMERS = "customers"
    PRODUCTS = "products"
    UNITS = "units"
    PARTS = "parts"
    AGREEMENTS = "agreements"


class SheetFormat(StrEnum):
    """The kinds of file."""

    XLSX = "xlsx"
    CSV = "csv"


class ExportSheet(Request):
    """As what."""

    format: Annotated[SheetFormat, Field(description="Excel or CSV.")] = SheetFormat.XLSX


class RowErrorView(View):
    """What is wrong in one cell; the headings are row 1."""

    row: int = Field(examples=[3])
    column: str = Field(description="Its heading.", examples=["电话"])
    text: str = Field(examples=["“12”不是电话号码"])

    @staticmethod
    def of(error: RowError, sheet: Sheet, language: Language) -> "RowErrorView":
        """Return it in a language."""
        column = next(each for each in sheet.columns if each.field == error.column)
        return RowErrorView(row=error.row, column=getattr(column, language), text=getattr(error, language))


class ImportView(View):
    """What an import does, or would do; with errors nothing comes in."""

    added: int = Field(examples=[12])
    changed: int = Field(examples=[3])
    unchanged: int = Field(examples=[185])
    unknown_headings: list[str] = Field(description="Columns that are not read.", examples=[[]])
    errors: list[RowErrorView] = Field(description="The first thousand.")
    error_count: int = Field(examples=[0])

    @staticmethod
    def of(found: Preview, sheet: Sheet, language: Language) -> "ImportView":
        """Return what an import does, its errors in a language."""
        return ImportView(
            added=found.added,
            changed=found.changed,
            unchanged=found.unchanged,
            unknown_headings=list(found.unknown_headings),
            errors=[RowErrorView.of(error, sheet, language) for error in found.errors[:1000]],
            error_count=len(found.errors),
        )
