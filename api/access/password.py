"""Checks passwords with argon2, a few at a time: each check takes 64 MiB on purpose."""

import threading
from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.refusals import ServerBusy

_AT_ONCE: Final = 2
_PATIENCE_SECONDS: Final = 10.0


class Passwords:
    """Makes and checks hashes; a name that nobody has takes as long as a wrong password."""

    def __init__(self, *, hasher: Argon2Hasher | None = None) -> None:
        self._hash = PasswordHash((hasher or Argon2Hasher(),))
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody = self._hash.hash("nobody has this password")

    def make(self, password: str) -> str:
        """Return the hash to store."""
        return self._hash.hash(password)

    def fits(self, password: str, stored: str | None) -> bool:
        """Say whether a password belongs to a stored hash.

        Raises:
            ServerBusy: too many people sign in at this moment.
        """
        if not self._turn.acquire(timeout=_PATIENCE_SECONDS):
            raise ServerBusy
        try:
            is_right = self._hash.verify(password, stored or self._nobody)
        finally:
            self._turn.release()
        return is_right and stored is not None
