"""Serves the built web pages; addresses that the front end makes up lead to its first page."""

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
        if is_hashed and "gzip" in Headers(scope=scope).get("Accept-Encoding", ""):
            path += self._packed(path)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != 404 or path.startswith(_OURS) or "." in Path(path).name:  # noqa: PLR2004
                raise
            response = await super().get_response(_first_page(path), scope)
        if path.endswith(_PACKED):
            response.headers["Content-Encoding"] = "gzip"
        # Built files carry their hash in their name; pages do not.
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        return response

    def _packed(self, path: str) -> str:
        """Return the ending of the packed file that the build left beside one, or nothing."""
        return _PACKED if self.lookup_path(path + _PACKED)[1] is not None else ""


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
