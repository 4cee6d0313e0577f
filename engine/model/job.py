"""Work that runs between transactions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobKind(StrEnum):
    """A connector's work, a delivery to one instance, or what the change of a calendar asks for."""

    CONNECTOR = "connector"
    MESSAGE = "message"
    SIGNAL = "signal"
    START = "start"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Job:
    """A job, at least once: its `id` is the idempotency key that the connector receives.

    `payload` is JSON text as the engine wrote it; `retries` is what is left, 0 means an incident is open.
    """

    id: str
    kind: JobKind
    type: str
    run_at: datetime
    payload: str = "{}"
    retries: int = 3
    attempts: int = 0
    instance_id: str | None = None
    token: int | None = None
    element_id: str | None = None
    definition_id: str | None = None
    last_error: str | None = None
    owner: str | None = None
    lease_until: datetime | None = None
