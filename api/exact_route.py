"""A route that reads and writes exact JSON, insists on the right media type and answers with ETags."""

import functools
from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import APIRouter, params
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.exact_json import ExactJson, read_json
from api.refusals import MediaTypeRefused

_JSON: Final = "application/json"
_FORM: Final = "multipart/form-data"


class Versioned(BaseModel):
    """A wire model whose `version` is its ETag."""

    @property
    def etag(self) -> str:
        """Return the entity tag."""
        return '"{version}"'.format(**self.model_dump(include={"version"}))


class ExactRequest(Request):
    """A request whose JSON keeps decimals."""

    async def json(self) -> Any:  # noqa: ANN401 - as in the base class
        """Return the body's data."""
        return read_json(await self.body())


class ExactRoute(APIRoute):
    """Every route under /api/v1."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(path, _shaped(endpoint, rest.get("status_code") or 200), **rest)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, which sees an exact request."""
        handler = super().get_route_handler()
        accepted = _accepted(self)

        async def handle(request: Request) -> Response:
            if accepted is not None:
                _require(accepted, request)
            return await handler(ExactRequest(request.scope, request.receive))

        return handle


def _shaped(endpoint: Callable[..., Any], status: int) -> Callable[..., Any]:
    # Shaped here and not by FastAPI, which would turn decimals into floats or texts.
    @functools.wraps(endpoint)
    def answer(*args: Any, **kwargs: Any) -> Response:  # noqa: ANN401
        result = endpoint(*args, **kwargs)
        if isinstance(result, Response):
            return result
        if result is None:
            return Response(status_code=status)
        etag = {"ETag": result.etag} if isinstance(result, Versioned) else None
        return ExactJson(result, status_code=status, headers=etag)

    return answer


def _accepted(route: APIRoute) -> str | None:
    if route.body_field is None:
        return None
    return _FORM if isinstance(route.body_field.field_info, params.Form) else _JSON


def _require(accepted: str, request: Request) -> None:
    found = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    has_body = (
        request.headers.get("content-length", "") not in {"", "0"} or "transfer-encoding" in request.headers
    )
    if found != accepted and (found or has_body):
        raise MediaTypeRefused(found, accepted)


def router(prefix: str, tag: str) -> APIRouter:
    """Return a router for one resource."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=ExactRoute)
