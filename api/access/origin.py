"""Keeps other sites' pages from acting with a visitor's cookie (CSRF)."""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

from api.refusals import CrossSiteRefused

_HARMLESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def require_own_page(request: Request) -> None:
    """Let only our own pages change something with a cookie.

    Browsers say where a request comes from, and pages cannot forge it; a program that sends our cookie
    without saying so has a bearer token to use instead.

    Raises:
        CrossSiteRefused: the request comes from elsewhere, or does not say.
    """
    if request.method in _HARMLESS:
        return
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        is_own = site in {"same-origin", "none"}
    else:
        is_own = _host_of(request.headers.get("origin", "")) == request.headers.get("host", "").lower()
    if not is_own:
        raise CrossSiteRefused


def refuse_other_sites(request: Request) -> None:
    """Refuse what says that it comes from elsewhere; what does not say passes (signing in has no cookie yet).

    Raises:
        CrossSiteRefused: the request comes from another site's page.
    """
    if "sec-fetch-site" in request.headers or "origin" in request.headers:
        require_own_page(request)


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower() or "none"
    except ValueError:
        return "none"
