"""Writes one line of log and counts one request per answer; never a value of a case."""

import time
from collections.abc import Mapping
from typing import Any, Final

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.log import places_of
from api.metrics import Metrics
from api.problem.answer import problem_answer
from api.refusals import InternalFault

_PREFIX: Final = "/api/v1"

_log = structlog.get_logger("anxin.api")


class Observation:
    """Sees how each request ends; what nobody caught ends here as a problem."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and tell how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, statuses = time.perf_counter(), list[int]()

        async def send_observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, send_observed)
        except Exception as error:
            if statuses:
                raise
            await self._apologise(error, scope, receive, send_observed)
        finally:
            self._tell(scope, statuses[0] if statuses else 499, time.perf_counter() - started)

    async def _apologise(self, error: Exception, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        name = type(error).__name__
        _log.error("Request failed", action="request_failed", error=name, places=places_of(error))
        await problem_answer(request, InternalFault(request.state.request_id))(scope, receive, send)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route_of(scope)
        self._metrics.observe(method=scope["method"], route=route, status=status, seconds=seconds)
        facts = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        _log.info("Request answered", action="request_answered", **facts, **_who_and_what(scope))


def _route_of(scope: Scope) -> str:
    # The template, not the path: paths hold ids, and unknown ones would make endless metrics.
    template = getattr(scope.get("route"), "path", "unknown")
    # A route knows its path inside its router only.
    is_nested = scope["path"].startswith(_PREFIX) and not str(template).startswith(("unknown", _PREFIX))
    return f"{_PREFIX}{template}" if is_nested else str(template)


def _who_and_what(scope: Scope) -> dict[str, Any]:
    state: Mapping[str, Any] = scope.get("state", {})
    parameters: Mapping[str, str] = scope.get("path_params", {})
    instance = parameters.get("instance_id") or _instance_of_task(parameters.get("task_id"))
    facts = {"account": state.get("account"), "instance": instance, "refusal": state.get("refusal")}
    return {name: value for name, value in facts.items() if value is not None}


def _instance_of_task(task_id: str | None) -> str | None:
    return task_id.rpartition("-")[0] or None if task_id else None
