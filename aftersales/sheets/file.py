"""Tables as files: Excel and CSV, read into rows of text and written from them."""

import csv
import io
from collections.abc import Iterable, Sequence

import python_calamine
import xlsxwriter

from aftersales.errors import RegisterInputRefused
from aftersales.sheets.cell import armed, plain

BYTES_AT_MOST = 20 * 1024 * 1024
ROWS_AT_MOST = 50_000
Row = list[str]


class FileRefused(RegisterInputRefused):
    """The file is no table that can be read."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"The file cannot be read: {en}.", zh=f"文件无法读取：{zh}。")


def read_rows(content: bytes) -> list[Row]:
    """Return the rows of the first sheet as text, empty rows at the end left out.

    Raises:
        FileRefused: it is neither Excel nor CSV in UTF-8 or GB 18030, or too large.
    """
    if len(content) > BYTES_AT_MOST:
        raise FileRefused("超过 20 MB", "it is larger than 20 MB")
    is_excel = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    rows = _excel(content) if is_excel else _csv(content)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > ROWS_AT_MOST + 1:
        raise FileRefused(f"超过 {ROWS_AT_MOST} 行", f"it has more than {ROWS_AT_MOST} rows")
    if not rows:
        raise FileRefused("没有内容", "it is empty")
    return rows


def write_excel(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an Excel file; every cell is text, so that nothing in it is ever run or rounded."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, max(0, len(headings) - 1))
    book.close()
    return buffer.getvalue()


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file in UTF-8 with a mark that lets Excel see it; formulas are disarmed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([armed(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _excel(content: bytes) -> list[Row]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        found = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, IndexError) as error:
        raise FileRefused("不是 Excel 文件", "it is no Excel file") from error
    return [[plain(value) for value in row] for row in found]


def _csv(content: bytes) -> list[Row]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return [[plain(value) for value in row] for row in csv.reader(io.StringIO(decoded, newline=""))]
        except csv.Error as error:
            raise FileRefused("不是 CSV 文件", "it is no CSV file") from error
    raise FileRefused("不是 UTF-8 或 GB 18030 编码", "it is neither UTF-8 nor GB 18030")
