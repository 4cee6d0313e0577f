"""Opens, recognises and closes sessions: the token stays with the client, its digest with us."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from starlette.requests import Request

from api.access.attempts import Attempts
from api.access.cookie import TokenCookie
from api.access.password import Passwords
from api.refusals import NotSignedIn, SignInRefused
from engine.bootstrap import Engine
from engine.clock import Clock, SystemClock
from engine.model.account import Account, Session
from engine.operations.session import close_session, open_session
from engine.queries.account import account, session

LIFETIME: Final = timedelta(hours=12)
"""How long a session lasts unless the settings say otherwise."""
COOKIE: Final = TokenCookie("anxin_session")
_TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token is told once."""

    token: str
    session: Session
    account: Account

    @property
    def lasts(self) -> timedelta:
        """Return for how long it is open."""
        return self.session.expires_at - self.session.created_at


class Sessions:
    """The sessions of one application.

    They run on real time even where the engine's clock is virtual: whoever tries a thirty-day timer shall
    not be signed out by it.
    """

    def __init__(
        self,
        engine: Engine,
        passwords: Passwords,
        *,
        lifetime: timedelta = LIFETIME,
        clock: Clock | None = None,
    ) -> None:
        self._engine = engine
        self._passwords = passwords
        self._lifetime = lifetime
        self._clock = clock or SystemClock()
        self._attempts = Attempts(self._clock)

    def now(self) -> datetime:
        """Return the real time, by which sessions end."""
        return self._clock.now()

    def open(self, name: str, password: str) -> SignedIn:
        """Sign somebody in.

        Raises:
            SignInRefused: the name or password is wrong, or the account is closed.
            TooManyAttempts: guessing has to wait.
        """
        self._attempts.admit(name)
        found = account(self._engine, name)
        is_right = self._passwords.fits(password, found.password_hash if found else None)
        if found is None or not is_right or not found.is_active:
            self._attempts.note_wrong(name)
            raise SignInRefused
        self._attempts.forget(name)
        return self._begin(found)

    def _begin(self, found: Account) -> SignedIn:
        token, now = secrets.token_urlsafe(_TOKEN_BYTES), self._clock.now()
        begun = Session(digest_of(token), found.id, now, now + self._lifetime)
        open_session(self._engine, begun)
        return SignedIn(token, begun, found)

    def holder(self, token: str) -> Account:
        """Return whose session a token opens.

        Raises:
            NotSignedIn: it opens none, or no longer.
        """
        found = session(self._engine, digest_of(token))
        if found is None or found.expires_at <= self._clock.now():
            raise NotSignedIn
        holder = account(self._engine, found.account_id)
        if holder is None or not holder.is_active:
            raise NotSignedIn
        return holder

    def close(self, token: str) -> None:
        """End a session."""
        close_session(self._engine, digest_of(token))


def digest_of(token: str) -> str:
    """Return what is stored of a token: who reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def bearer_of(request: Request) -> str | None:
    """Return the bearer token that a request carries."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None
