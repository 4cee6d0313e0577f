"""Puts the web application together on an engine."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

from aftersales import open_outbox
from api import health
from api.access.caller import SECURITY
from api.access.customer import PORTAL_SECURITY
from api.access.password import Passwords
from api.access.portal_door import PortalDoor
from api.access.session import Sessions
from api.document import page as document_page
from api.document.openapi import openapi_of
from api.events import route as events
from api.events.feed import Feed
from api.home import page as home
from api.home.pages import built_pages, serve_web
from api.metrics import Metrics
from api.passage.body_limit import BodyLimit
from api.passage.observation import Observation
from api.passage.request_id import RequestId
from api.passage.security_headers import SecurityHeaders
from api.problem.answer import answer_with_problems
from api.routes import (
    accounts,
    agreements,
    annotations,
    bulk,
    calendars,
    cases,
    comparison,
    customers,
    definitions,
    dispatch,
    erasures,
    exports,
    instances,
    mentions,
    messages,
    money,
    my_day,
    outgoing,
    papers,
    parts,
    portal_cases,
    portal_data,
    portal_entry,
    portal_tasks,
    record,
    reports,
    saved_filters,
    settlements,
    sheets,
    tasks,
    tools,
    trials,
    units,
    waits,
    workforce,
)
from engine.bootstrap import Engine
from engine.cli.assembly import Assembly
from engine.settings import Settings
from engine.testing.suite import EngineMaker
from engine.testing.trials import Trials

_COMPRESS_FROM = 1_000

_PROTECTED = (
    accounts.me,
    accounts.users,
    tasks.routes,
    bulk.routes,
    saved_filters.routes,
    mentions.routes,
    annotations.routes,
    instances.routes,
    annotations.case_routes,
    dispatch.routes,
    my_day.routes,
    papers.routes,
    reports.routes,
    messages.routes,
    messages.signal_routes,
    waits.timers,
    waits.jobs,
    waits.incidents,
    record.history,
    record.audit,
    exports.routes,
    definitions.deployments,
    definitions.checks,
    definitions.processes,
    definitions.decisions,
    definitions.forms,
    definitions.words,
    comparison.routes,
    trials.routes,
    calendars.routes,
    customers.routes,
    units.routes,
    cases.routes,
    workforce.visit_routes,
    workforce.technician_routes,
    workforce.outlet_routes,
    parts.routes,
    parts.stock_routes,
    parts.requisition_routes,
    parts.move_routes,
    parts.count_routes,
    money.entry_routes,
    money.quote_routes,
    money.payout_routes,
    agreements.routes,
    settlements.routes,
    outgoing.routes,
    sheets.routes,
    erasures.routes,
    tools.feel,
    tools.clock,
    events.routes,
)
_AT_THE_PORTAL = (portal_cases.routes, portal_tasks.files, portal_tasks.routes, portal_data.routes)


def create_app(
    engine: Engine,
    *,
    web: Path | None = None,
    passwords: Passwords | None = None,
    stage: EngineMaker | None = None,
) -> FastAPI:
    """Return the application that serves an engine: REST, documentation and, where built, the web pages.

    `stage` makes the throwaway engines of test cases.
    """
    app = FastAPI(
        title="Anxin 安心售后",
        version=version("anxin"),
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_id_of,
    )
    app.state.engine = engine
    settings, checker = _settings(engine), passwords or Passwords()
    app.state.sessions = Sessions(engine, checker, lifetime=timedelta(hours=settings.session_hours))
    app.state.portal = PortalDoor(engine, checker, open_outbox(), is_demo=settings.demo)
    app.state.is_secure = settings.secure_cookies
    app.state.metrics = Metrics(engine)
    app.state.feed = Feed(engine)
    app.state.trials = Trials(stage or Assembly().story_engine)
    answer_with_problems(app)
    _add_routes(app, web or built_pages())
    _add_passage(app)
    # FastAPI's documented way to change the document is to replace this method.
    app.openapi = partial(openapi_of, app)  # type: ignore[method-assign]
    return app


def _id_of(route: APIRoute) -> str:
    return route.name


def _settings(engine: Engine) -> Settings:
    return engine.settings if isinstance(engine.settings, Settings) else Settings.model_construct()


def _add_routes(app: FastAPI, web: Path) -> None:
    app.router.routes.extend(_api_routes())
    if (web / "index.html").is_file():
        serve_web(app, web)
    else:
        app.include_router(home.routes)


@cache
def _api_routes() -> Sequence[BaseRoute]:
    """Return the routes of every application; FastAPI reads their signatures once, at the first requests."""
    api = APIRouter()
    api.include_router(accounts.session)
    for routes in (portal_entry.codes, portal_entry.session, portal_entry.units):
        api.include_router(routes)
    for routes in _AT_THE_PORTAL:
        api.include_router(routes, dependencies=PORTAL_SECURITY)
    for routes in _PROTECTED:
        api.include_router(routes, dependencies=SECURITY)
    # Had `api` itself the prefix, FastAPI would read all signatures here and once more at the first requests.
    whole = APIRouter(generate_unique_id_function=_id_of)
    whole.include_router(api, prefix="/api/v1")
    whole.include_router(health.routes)
    whole.include_router(document_page.routes)
    return tuple(whole.routes)


def _add_passage(app: FastAPI) -> None:
    # The last one added is the outermost: id → headers → observation → compression → limit → routes.
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=_COMPRESS_FROM)
    app.add_middleware(Observation, metrics=app.state.metrics)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestId)
