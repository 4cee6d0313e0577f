"""What a process owner asks of one version's elements: how often they were done, and how long it took."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ElementTimes:
    """One element over a period: how often it was completed, and how long half and nine in ten took at most.

    The seconds run from entering to leaving, waiting included.
    """

    element_id: str
    completed: int
    median_seconds: float
    p90_seconds: float


@dataclass(frozen=True, slots=True)
class ElementLoad:
    """One element now and over a period: who waits there, what fails there, how long it takes."""

    element_id: str
    waiting: int
    open_incidents: int
    incidents: int
    times: ElementTimes | None
