"""Imports a table: first a preview with every error of every row, then all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aftersales.errors import RegisterInputRefused
from aftersales.model.deed import Deed
from aftersales.ports.register import Register
from aftersales.sheets.cell import CellRefused, Column
from aftersales.sheets.file import FileRefused, Row, read_rows
from aftersales.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one cell; `row` is counted as the spreadsheet program does, headings being row 1."""

    row: int
    column: str
    zh: str
    en: str


@dataclass(slots=True)
class Preview:
    """What an import would do."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)
    unknown_headings: tuple[str, ...] = ()

    @property
    def can_be_imported(self) -> bool:
        """Say whether no row has an error."""
        return not self.errors


class ImportRefused(RegisterInputRefused):
    """The table has errors; nothing of it was imported."""

    def __init__(self, preview: Preview) -> None:
        count = len(preview.errors)
        super().__init__(
            f"The table has {count} errors; nothing was imported.",
            zh=f"表格有 {count} 处错误，未导入任何内容。",
            errors=[
                {"row": e.row, "column": e.column, "zh": e.zh, "en": e.en} for e in preview.errors[:1000]
            ],
        )
        self.preview = preview


class _OnlyLooking(Exception):
    """Ends a preview: whatever it did is undone."""


def preview_import(register: Register, sheet: Sheet, content: bytes, deed: Deed) -> Preview:
    """Return what an import would do, with every error; nothing is changed.

    Raises:
        FileRefused: it is no table, or a heading that is needed is missing.
    """
    seen = Preview()
    try:
        with register.whole():
            seen = _take(register, sheet, content, deed)
            raise _OnlyLooking  # noqa: TRY301 - leaving the block by an exception is what undoes it
    except _OnlyLooking:
        return seen


def import_table(register: Register, sheet: Sheet, content: bytes, deed: Deed) -> Preview:
    """Import a table.

    Raises:
        FileRefused: it is no table, or a heading that is needed is missing.
        ImportRefused: a row has an error; nothing was imported.
    """
    with register.whole():
        seen = _take(register, sheet, content, deed)
        if not seen.can_be_imported:
            raise ImportRefused(seen)
    return seen


def _take(register: Register, sheet: Sheet, content: bytes, deed: Deed) -> Preview:
    headings, *rows = read_rows(content)
    places = _places(sheet, headings)
    known = {name for column in sheet.columns for name in (column.zh, column.en, column.field)}
    preview = Preview(unknown_headings=tuple(name for name in headings if name and name not in known))
    keys: set[object] = set()
    for number, row in enumerate(rows, start=2):
        if any(row):
            _take_row(register, sheet, (number, row), (places, keys, preview), deed)
    return preview


def _take_row(
    register: Register,
    sheet: Sheet,
    numbered: tuple[int, Row],
    standing: tuple[Sequence[tuple[Column, int]], set[object], Preview],
    deed: Deed,
) -> None:
    number, row = numbered
    places, keys, preview = standing
    values, errors = _values(places, number, row)
    key = values.get(sheet.key)
    if key is not None and key in keys:
        errors.append(RowError(number, sheet.key, f"“{key}”在表中重复", f"{key!r} stands in the table twice"))
    keys.add(key)
    if not errors:
        try:
            _store(register, sheet, values, preview, deed)
        except CellRefused as refused:
            errors.append(RowError(number, sheet.key, refused.zh, refused.en))
    preview.errors.extend(errors)


def _places(sheet: Sheet, headings: Row) -> list[tuple[Column, int]]:
    """Return where each column stands, under its Chinese or English heading or its field's name."""
    found = []
    for column in sheet.columns:
        at = next(
            (i for i, name in enumerate(headings) if name in {column.zh, column.en, column.field}), None
        )
        if at is not None:
            found.append((column, at))
        elif column.is_required:
            raise FileRefused(f"缺少列“{column.zh}”", f"the column {column.en!r} is missing")
    return found


def _values(
    places: Sequence[tuple[Column, int]], number: int, row: Row
) -> tuple[dict[str, object], list[RowError]]:
    values: dict[str, object] = {}
    errors: list[RowError] = []
    for column, at in places:
        try:
            values[column.field] = column.value(row[at] if at < len(row) else "")
        except CellRefused as refused:
            errors.append(RowError(number, column.field, refused.zh, refused.en))
    return values, errors


def _store(register: Register, sheet: Sheet, values: dict[str, object], preview: Preview, deed: Deed) -> None:
    outcomes = [_put(register, record, deed) for record in sheet.records(register, values, deed)]
    if outcomes[0] == "added":
        preview.added += 1
    elif any(outcome != "unchanged" for outcome in outcomes):
        preview.changed += 1
    else:
        preview.unchanged += 1


def _put(register: Register, record: Any, deed: Deed) -> str:  # noqa: ANN401 - a record of any noun
    old = register.look(type(record), record.id)
    if old is None:
        register.add(record, deed)
        return "added"
    new = replace(record, version=old.version)
    if new == old:
        return "unchanged"
    register.save(new, deed)
    return "changed"
