"""What auditors take along: found cases and records as tables or data. Each export is noted in the log."""

from typing import Annotated, Final

import structlog
from fastapi import Query
from starlette.responses import Response

from aftersales.sheets import write_csv, write_excel
from api.access.caller import AuditReader, Caller, TheEngine
from api.exact_json import write_json
from api.exact_route import router
from api.problem.language import ReaderLanguage
from api.routes.event_view import event_views
from api.routes.export_rows import INSTANCE_HEADINGS, RECORD_HEADINGS, instance_rows, record_rows
from api.routes.refused import FOUND, Refused
from api.wire.export import ExportFormat, ExportInstances, ExportRecord
from api.wire.instance import InstanceView
from api.wire.scalar import InstanceId
from engine import queries
from engine.bootstrap import Engine
from engine.model.instance import Instance
from engine.model.query import InstanceQuery, Paging

routes = router("/exports", "audit")
ROWS_AT_MOST: Final = 10_000
_log = structlog.get_logger("anxin.api")
_MEDIA: Final = {
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.JSON: "application/json",
}
_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
_FILE: Final[Refused] = {
    200: {
        "content": {
            **{media.partition(";")[0]: _BYTES for media in _MEDIA.values()},
            _MEDIA[ExportFormat.JSON]: {"schema": {}},
        }
    }
}


@routes.get("/instances", summary="Export instances", response_class=Response, responses=_FILE)
def export_instances(
    engine: TheEngine,
    caller: AuditReader,
    language: ReaderLanguage,
    asked: Annotated[ExportInstances, Query()],
) -> Response:
    """Export the instances that a search finds, at most 10,000 of them."""
    found = _instances(engine, asked.query(engine.codec), asked.sort)
    _note(caller, "instances", asked.format, {"found": len(found)})
    if asked.format is ExportFormat.JSON:
        return _file([InstanceView.model_validate(each) for each in found], asked.format, "cases")
    return _table(INSTANCE_HEADINGS[language], instance_rows(engine, found, language), asked.format, "cases")


@routes.get(
    "/records/{instance_id}",
    summary="Export a record",
    response_class=Response,
    responses={**_FILE, **FOUND},
)
def export_record(
    engine: TheEngine,
    caller: AuditReader,
    language: ReaderLanguage,
    instance_id: InstanceId,
    asked: Annotated[ExportRecord, Query()],
) -> Response:
    """Export what happened in one instance; as JSON with every hash, so that the chain can be checked."""
    instance = queries.instance(engine, instance_id)
    events = queries.whole_history(engine, instance_id)
    _note(caller, "record", asked.format, {"instance": instance_id, "found": len(events)})
    name = f"record-{instance.business_key or instance.id}"
    if asked.format is ExportFormat.JSON:
        views = event_views(engine, events)
        return _file({"instance": InstanceView.model_validate(instance), "events": views}, asked.format, name)
    return _table(RECORD_HEADINGS[language], record_rows(events), asked.format, name)


def _instances(engine: Engine, query: InstanceQuery, sort: str | None) -> list[Instance]:
    found: list[Instance] = []
    cursor: str | None = None
    while len(found) < ROWS_AT_MOST:
        page = queries.instances(engine, query, Paging(limit=500, cursor=cursor, sort=sort))
        found.extend(page.items)
        cursor = page.next_cursor
        if cursor is None:
            break
    return found


def _note(caller: Caller, what: str, form: ExportFormat, facts: dict[str, object]) -> None:
    _log.info("Record exported", action="record_exported", what=what, form=str(form), who=caller.id, **facts)


def _table(headings: list[str], rows: list[list[str]], form: ExportFormat, name: str) -> Response:
    write = write_excel if form is ExportFormat.XLSX else write_csv
    return _download(write(headings, rows), form, name)


def _file(data: object, form: ExportFormat, name: str) -> Response:
    return _download(write_json(data).encode(), form, name)


def _download(content: bytes, form: ExportFormat, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return Response(content, media_type=_MEDIA[form], headers=headers)
