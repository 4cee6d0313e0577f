"""Tables of the register as Excel or CSV: preview, import, export, empty templates."""

from aftersales.sheets.catalogue import AGREEMENTS, CUSTOMERS, PARTS, PRODUCTS, SHEETS, UNITS
from aftersales.sheets.exporting import export_csv, export_excel, template
from aftersales.sheets.file import FileRefused, write_csv, write_excel
from aftersales.sheets.importing import ImportRefused, Preview, RowError, import_table, preview_import
from aftersales.sheets.sheet import Sheet

__all__ = [
    "AGREEMENTS",
    "CUSTOMERS",
    "PARTS",
    "PRODUCTS",
    "SHEETS",
    "UNITS",
    "FileRefused",
    "ImportRefused",
    "Preview",
    "RowError",
    "Sheet",
    "export_csv",
    "export_excel",
    "import_table",
    "preview_import",
    "template",
    "write_csv",
    "write_excel",
]
