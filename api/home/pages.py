"""Serves the built web pages; addresses that the front end makes up lead to its first page."""

from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.home import demo_users

_API = Path(__file__).parents[1]
# In a wheel the pages lie inside this package, in a checkout where they are built.
_PLACES = (_API / "pages", _API.parent / "web" / "dist")
_PORTAL = "service"
_PACKED = ".gz"
_OURS = ("api/", "health", "readyz", "metrics")


class _Pages(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or the first page for an address inside the front end."""
        is_hashed = path.startswith("assets/")
        response = await (self._asset(path, scope) if is_hashed else self._page(path, scope))
        # Built files carry their hash in their name; pages do not.
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        return response

    async def _asset(self, path: str, scope: Scope) -> Response:
        if path.endswith(_PACKED):
            # What the build has packed is another form of a file, with no address of its own.
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if "gzip" not in Headers(scope=scope).get("Accept-Encoding", ""):
            return await super().get_response(path, scope)
        try:
            response = await super().get_response(path + _PACKED, scope)
        except HTTPException as missing:
            if missing.status_code != HTTPStatus.NOT_FOUND:
                raise
            return await super().get_response(path, scope)
        response.headers["Content-Encoding"] = "gzip"
        return response

    async def _page(self, path: str, scope: Scope) -> Response:
        try:
            return await super().get_response(path, scope)
        except HTTPException as missing:
            is_file = path.startswith(_OURS) or "." in Path(path).name
            if missing.status_code != HTTPStatus.NOT_FOUND or is_file:
                raise
            return await super().get_response(_first_page(path), scope)


def _first_page(path: str) -> str:
    """Return the customers' entry for addresses below `/service`, for all others the staff's."""
    return "portal.html" if Path(path).parts[:1] == (_PORTAL,) else "index.html"


def built_pages() -> Path:
    """Return the folder of the built pages; it may be missing."""
    return next((place for place in _PLACES if place.is_dir()), _PLACES[-1])


def serve_web(app: FastAPI, folder: Path) -> None:
    """Serve the built pages at `/`."""
    app.include_router(demo_users.routes)
    app.mount("/", _Pages(directory=folder, html=True), name="web")
