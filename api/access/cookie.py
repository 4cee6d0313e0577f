"""The cookies that hold a browser's tokens: given, read and taken away as the connection allows."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class TokenCookie:
    """A cookie that scripts cannot read. Over https it has another name, and a plain one does not count."""

    name: str

    @property
    def secure_name(self) -> str:
        """Return the name that browsers keep to this host and to https."""
        return f"__Host-{self.name}"

    def token(self, request: Request) -> str | None:
        """Return the token that a request carries."""
        return request.cookies.get(self._name_for(request))

    def give(self, request: Request, response: Response, token: str, lasts: timedelta) -> None:
        """Put a token into a response."""
        response.set_cookie(
            self._name_for(request),
            token,
            max_age=int(lasts.total_seconds()),
            path="/",
            secure=_is_secure(request),
            httponly=True,
            samesite="lax",
        )

    def take(self, request: Request, response: Response) -> None:
        """Remove it."""
        response.delete_cookie(
            self._name_for(request), path="/", secure=_is_secure(request), httponly=True, samesite="lax"
        )

    def _name_for(self, request: Request) -> str:
        return self.secure_name if _is_secure(request) else self.name


def _is_secure(request: Request) -> bool:
    # Behind a proxy that ends TLS the scheme may still read http; the setting says better.
    return bool(request.app.state.is_secure) or request.url.scheme == "https"
