"""Gives every request an id that stands in its answer and in every line of the log about it."""

import re
import secrets
from typing import Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = "X-Request-Id"
_ACCEPTED: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestId:
    """Takes the caller's id where it is harmless, else makes one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its id."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _given(Headers(scope=scope)) or secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._app(scope, receive, send_with_id)


def _given(headers: Headers) -> str | None:
    given = headers.get(HEADER, "")
    return given if _ACCEPTED.fullmatch(given) else None
