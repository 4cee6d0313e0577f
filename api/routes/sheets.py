"""Customers, products, units, parts and agreements as tables: out, looked at, and in."""

from typing import Annotated, Final

import structlog
from fastapi import File, Query, UploadFile
from starlette.responses import Response

from aftersales import reading, register_in
from aftersales.model.deed import Deed
from aftersales.sheets import SHEETS, export_csv, export_excel, import_table, preview_import, template
from api.access.caller import TableKeeper, TheEngine
from api.exact_route import router
from api.problem.language import ReaderLanguage
from api.routes.refused import CONFLICT, Refused
from api.wire.sheet import ExportSheet, ImportView, SheetFormat, SheetName

routes = router("/sheets", "register")
_log = structlog.get_logger("anxin.api")
_MEDIA: Final = {
    SheetFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SheetFormat.CSV: "text/csv; charset=utf-8",
}
_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
_FILE: Final[Refused] = {200: {"content": {media.partition(";")[0]: _BYTES for media in _MEDIA.values()}}}
_EXCEL: Final[Refused] = {200: {"content": {_MEDIA[SheetFormat.XLSX]: _BYTES}}}
_Table = Annotated[UploadFile, File(description="Excel, or CSV in UTF-8 or GB 18030; at most 10 MB.")]


@routes.get("/{name}", summary="Export a table", response_class=Response, responses=_FILE)
def export_sheet(
    engine: TheEngine,
    caller: TableKeeper,
    name: SheetName,
    language: ReaderLanguage,
    asked: Annotated[ExportSheet, Query()],
) -> Response:
    """Export everything of a kind, such that importing it again changes nothing."""
    write = export_excel if asked.format is SheetFormat.XLSX else export_csv
    with reading(engine.store) as register:
        content = write(register, SHEETS[name], language=language)
    _log.info("Table exported", action="table_exported", table=str(name), who=caller.id)
    return _download(content, asked.format, name)


@routes.get("/{name}/template", summary="Take an empty table", response_class=Response, responses=_EXCEL)
def export_template(caller: TableKeeper, name: SheetName, language: ReaderLanguage) -> Response:
    """Take an Excel file with the headings alone, to fill in."""
    return _download(template(SHEETS[name], language=language), SheetFormat.XLSX, name)


@routes.post("/{name}/preview", summary="Look at a table before it is imported")
def preview_sheet(
    engine: TheEngine, caller: TableKeeper, name: SheetName, language: ReaderLanguage, file: _Table
) -> ImportView:
    """Tell what an import would do, with every error of every row; nothing is changed."""
    deed = Deed(caller.id, engine.clock.now())
    with engine.store.begin() as tx:
        found = preview_import(register_in(tx), SHEETS[name], file.file.read(), deed)
    return ImportView.of(found, SHEETS[name], language)


@routes.post("/{name}", summary="Import a table", responses=CONFLICT)
def import_sheet(
    engine: TheEngine, caller: TableKeeper, name: SheetName, language: ReaderLanguage, file: _Table
) -> ImportView:
    """Import a table, all of it or, where a row has an error, nothing."""
    deed = Deed(caller.id, engine.clock.now(), reason=f"import {name}")
    with engine.store.begin() as tx:
        done = import_table(register_in(tx), SHEETS[name], file.file.read(), deed)
    _log.info("Table imported", action="table_imported", table=str(name), who=caller.id, added=done.added)
    return ImportView.of(done, SHEETS[name], language)


def _download(content: bytes, form: SheetFormat, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return Response(content, media_type=_MEDIA[form], headers=headers)
