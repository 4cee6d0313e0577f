"""Refuses bodies that are larger than anybody needs, before they fill the memory."""

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem.answer import problem_answer
from api.refusals import BodyTooLarge

MAX_UPLOAD: Final = 10_000_000
MAX_JSON: Final = 2_000_000


class BodyLimit:
    """Believes Content-Length where it already says too much, and counts in any case."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a body that ends at the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        limit = MAX_UPLOAD if headers.get("content-type", "").startswith("multipart/") else MAX_JSON
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > limit:
            await problem_answer(Request(scope), BodyTooLarge(limit))(scope, receive, send)
            return
        await self._app(scope, _counted(receive, limit), send)


def _counted(receive: Receive, limit: int) -> Receive:
    size = 0

    async def receive_counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise BodyTooLarge(limit)
        return message

    return receive_counted
