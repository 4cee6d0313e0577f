"""The only place that reads the time; everything else takes it as an argument or asks a Clock."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells what time it is, as an aware moment in UTC."""

    def now(self) -> datetime:
        """Return the present moment (aware, UTC)."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment (aware, UTC)."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that may


class VirtualClock:
    """A clock that moves only when told to, for tests, trials and the demo."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("A virtual clock starts at an aware moment.")
        self._now = start.astimezone(UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """Return the moment this clock was last moved to (aware, UTC)."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Move to a later moment; an earlier one is ignored, time never runs back."""
        with self._lock:
            self._now = max(self._now, moment.astimezone(UTC))

    def reset(self, moment: datetime) -> None:
        """Begin another story at another moment, earlier ones included; never while instances run."""
        with self._lock:
            self._now = moment.astimezone(UTC)

    def advance(self, by: timedelta) -> datetime:
        """Move forward and return the new moment."""
        self.move_to(self._now + by)
        return self._now
