"""Tells orchestrators whether this node lives and can work, and Prometheus how much it does."""

from typing import cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.access.caller import TheEngine
from api.metrics import MEDIA_TYPE, Metrics
from api.refusals import NotReady
from engine import queries
from engine.errors import EngineError

routes = APIRouter(tags=["health"], include_in_schema=False)


@routes.get("/healthz")
@routes.get("/health/live")
def live() -> dict[str, str]:
    """Answer as long as the process lives."""
    return {"status": "live"}


@routes.get("/readyz")
@routes.get("/health/ready")
def ready(engine: TheEngine) -> dict[str, str]:
    """Answer when the database does, with the tables that this program needs.

    Raises:
        NotReady: it does not.
    """
    try:
        queries.next_due(engine)
    except EngineError as refusal:
        raise NotReady from refusal
    missing = sorted(f"{each.calendar} {each.year}" for each in queries.missing_years(engine))
    return {"status": "ready"} | ({"not_official": ", ".join(missing)} if missing else {})


@routes.get("/metrics")
def metrics(request: Request) -> Response:
    """Return the figures of this node."""
    found = cast("Metrics", request.app.state.metrics)  # Starlette's state has no types
    return Response(found.text(), media_type=MEDIA_TYPE)
