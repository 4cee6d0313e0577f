"""Slows down whoever guesses passwords: after a few wrong ones a name must wait."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from api.refusals import TooManyAttempts
from engine.clock import Clock
from engine.errors import EngineError

_FREE: Final = 5
_WINDOW_SECONDS: Final = 60
_REMEMBERED: Final = 10_000


class Attempts:
    """Counts wrong passwords by account name, in this process; the oldest names are forgotten first."""

    def __init__(self, clock: Clock, refusal: Callable[[int], EngineError] = TooManyAttempts) -> None:
        self._clock = clock
        self._refusal = refusal
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def admit(self, name: str) -> None:
        """Let a name try.

        Raises:
            TooManyAttempts: it must wait first (or what this counter refuses with).
        """
        with self._lock:
            recent = self._recent(name)
        if len(recent) >= _FREE:
            raise self._refusal(max(1, round(recent[0] + _WINDOW_SECONDS - self._now())))

    def note_wrong(self, name: str) -> None:
        """Remember a wrong password."""
        with self._lock:
            self._wrong[name] = [*self._recent(name), self._now()]
            self._wrong.move_to_end(name)
            if len(self._wrong) > _REMEMBERED:
                self._wrong.popitem(last=False)

    def forget(self, name: str) -> None:
        """Start anew after the right password."""
        with self._lock:
            self._wrong.pop(name, None)

    def _recent(self, name: str) -> list[float]:
        since = self._now() - _WINDOW_SECONDS
        return [moment for moment in self._wrong.get(name, []) if moment > since]

    def _now(self) -> float:
        return self._clock.now().timestamp()
