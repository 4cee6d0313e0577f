"""Something that only a person can mend."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncidentKind(StrEnum):
    """What went wrong."""

    EXPRESSION = "expression"
    DECISION = "decision"
    CONDITION = "condition"
    JOB = "job"
    UNHANDLED_ERROR = "unhandled_error"
    CALLED_ELEMENT = "called_element"
    TIMER = "timer"
    IO_MAPPING = "io_mapping"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Incident:
    """An open or resolved incident at one token of one instance."""

    id: str
    instance_id: str
    kind: IncidentKind
    element_id: str
    definition_id: str
    message: str
    raised_at: datetime
    token: int | None = None
    job_id: str | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None
