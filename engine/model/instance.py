"""A running or finished process instance."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class InstanceState(StrEnum):
    """An instance with open incidents stays active; the incidents are counted apart."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Instance:
    """One process instance.

    `version` counts its changes (optimistic lock, ETag); `business_key` is the human case number;
    `subject` names whose personal data it holds (the key that seals its history); `ended_in` is the id of
    the end event that was reached last.
    """

    id: str
    definition_id: str
    process_key: str
    state: InstanceState
    version: int
    started_at: datetime
    started_by: str
    business_key: str | None = None
    subject: str | None = None
    ended_at: datetime | None = None
    ended_in: str | None = None
    incidents: int = 0
    state_format: int = 1
    last_event: int = 0
    last_hash: str = ""
