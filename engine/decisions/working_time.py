"""Working time."""
from typing import Protocol


class WorkingCalendar:
    """Placeholder."""


class WorkingCalendars(Protocol):
    """Placeholder."""
