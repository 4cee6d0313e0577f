"""The working calendars of the desks as operations see them: as data, and as what expressions use."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from engine.model.calendar import Calendar


class Calendars(Protocol):
    """Gives expressions their calendars, and knows what a calendar must look like."""

    def standard(self) -> Sequence[Calendar]:
        """Return the calendars that a new installation begins with, at version 0."""
        ...

    def checked(self, key: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a calendar's data in its one exact form.

        Raises:
            EngineError: it is no calendar, or contradicts itself.
        """
        ...

    def renew(self) -> None:
        """Look for changes before the next expression is evaluated."""
        ...
