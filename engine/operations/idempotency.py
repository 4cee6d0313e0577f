"""Requests that are repeated after a time-out have their effect once and are answered again.

The key is stored in the transaction of the operation itself: either both are there or neither. The
operation looks the key up first and gives back what it did before.
"""

import hashlib
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from engine.operations.errors import KeyReused
from engine.ports.store import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Request:
    key: str
    operation: str
    digest: str


_current: ContextVar[_Request | None] = ContextVar("idempotent_request", default=None)


def once(key: str, operation: str, request: bytes, do: Callable[[], T]) -> T:
    """Do something at most once for a key; `request` tells a repetition from another request.

    Raises:
        KeyReused: the key came before with another request.
    """
    token = _current.set(_Request(key, operation, hashlib.sha256(request).hexdigest()))
    try:
        return do()
    finally:
        _current.reset(token)


def recall(tx: Transaction) -> str | None:
    """Return what the current request did before, or None if it comes for the first time."""
    request = _current.get()
    known = None if request is None else tx.remembered(request.key, request.operation)
    if request is None or known is None:
        return None
    digest, answer = known
    if digest != request.digest:
        raise KeyReused(request.key)
    return answer


def keep(tx: Transaction, answer: str, *, at: datetime) -> None:
    """Remember what the current request has done, in the same transaction."""
    request = _current.get()
    if request is not None:
        tx.remember(request.key, request.operation, digest=request.digest, answer=answer, at=at)
