"""Key figures and reports for those who run the department."""

from datetime import date, timedelta
from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import Path, Query
from starlette.responses import Response

from aftersales import reading
from aftersales.model.language import Language
from aftersales.model.workforce import Outlet
from aftersales.reports import (
    KPIS,
    REPORTS,
    ReportTable,
    Scope,
    ahead_of,
    as_excel,
    dashboard_of,
    gather,
    report,
)
from api.access.caller import ReportReader, TheEngine
from api.exact_route import router
from api.problem.language import ReaderLanguage
from api.routes.refused import FOUND, Refused
from api.wire.report import (
    AgeView,
    CatalogueView,
    DashboardView,
    DueView,
    KpiView,
    ReportFilter,
    ReportTableView,
    ReportView,
    SliceView,
)
from engine import queries
from engine.bootstrap import Engine
from engine.clock import CHINA
from engine.model.query import Paging, TaskQuery

routes = router("/reports", "reports")
_Key = Annotated[str, Path(min_length=1, max_length=50, pattern=r"^\w+$", examples=["fault_causes"])]
_Asked = Annotated[ReportFilter, Query()]
_AHEAD = timedelta(days=1)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: Refused = {200: {"content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}}}, **FOUND}


@routes.get("", summary="List key figures and reports")
def list_reports(caller: ReportReader, language: ReaderLanguage) -> CatalogueView:
    """List what can be asked for, with how each is reckoned."""
    return CatalogueView(
        kpis=[KpiView.of(kpi, language) for kpi in KPIS.values()],
        reports=[ReportView.of(each, language) for each in REPORTS.values()],
    )


@routes.get("/dashboard", summary="Read the dashboard")
def read_dashboard(engine: TheEngine, caller: ReportReader, asked: _Asked) -> DashboardView:
    """Read the key figures of a period, over time and side by side, and what lies ahead."""
    now, scope = engine.clock.now(), asked.scope(_today(engine))
    with reading(engine.store) as register:
        names = {outlet.id: outlet.name for outlet in register.all(Outlet)}
        board = dashboard_of(gather(register, partial(queries.task_spans, engine), scope), scope, now, names)
        ahead = ahead_of(register, scope, now)
    return DashboardView(
        since=scope.since,
        until=scope.until,
        total=SliceView.of(board.total),
        trend=[SliceView.of(part) for part in board.trend],
        by={key: [SliceView.of(part) for part in parts] for key, parts in board.by.items()},
        ages=[AgeView.of(age) for age in ahead.ages],
        due=_due(engine),
        overdue=queries.count_tasks(engine, TaskQuery(due_before=now)),
    )


@routes.get("/{key}", summary="Read a report", responses=FOUND)
def read_report(
    engine: TheEngine, caller: ReportReader, key: _Key, asked: _Asked, language: ReaderLanguage
) -> ReportTableView:
    """Read a report as a table; every row names its cases."""
    return ReportTableView.of(_report(engine, key, asked.scope(_today(engine))), language)


@routes.get("/{key}/excel", summary="Download a report as Excel", response_class=Response, responses=_FILE)
def download_report(
    engine: TheEngine, caller: ReportReader, key: _Key, asked: _Asked, language: ReaderLanguage
) -> Response:
    """Download a report as an Excel file."""
    scope = asked.scope(_today(engine))
    table = _report(engine, key, scope)
    made = as_excel(table, language, note=_note(scope, language))
    name = quote(f"{table.title.in_language(language)} {scope.since} {scope.until}.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(made, media_type=_XLSX, headers=headers)


def _report(engine: Engine, key: str, scope: Scope) -> ReportTable:
    with reading(engine.store) as register:
        return report(key, register, partial(queries.task_spans, engine), scope, engine.clock.now())


def _due(engine: Engine) -> list[DueView]:
    near = TaskQuery(due_before=engine.clock.now() + _AHEAD)
    page = queries.tasks(engine, near, Paging(sort="due_at", limit=100))
    return [
        DueView(
            id=task.id,
            case_number=task.business_key,
            instance_id=task.instance_id,
            name=task.name,
            due_at=task.due_at,
            assignee=task.assignee,
        )
        for task in page.items
        if task.due_at is not None
    ]


def _note(scope: Scope, language: Language) -> str:
    parts = (scope.province, scope.category, scope.outlet_id, scope.model)
    narrowed = " · ".join(part for part in parts if part)
    period = f"{scope.since} 至 {scope.until}" if language == "zh" else f"{scope.since} to {scope.until}"
    return f"{period} {narrowed}".strip()


def _today(engine: Engine) -> date:
    return engine.clock.now().astimezone(CHINA).date()
