"""A human task as people see it in their inbox."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TaskState(StrEnum):
    """The life of a human task."""

    OPEN = "open"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class TaskSpan:
    """When a task was offered, due and done, without what people read of it; `ended_by` is who did it."""

    instance_id: str
    process_key: str
    element_id: str
    state: TaskState
    created_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """One human task.

    `id` is `<instance id>-<token>`; `version` counts its own changes (ETag); `owner` is who delegated it and
    answers for it; `lane` is the lane's name; `priority` runs from 0 to 100, 50 being usual;
    `due_is_provisional` says that the due date hangs on a year whose working days are not official yet.
    """

    id: str
    instance_id: str
    token: int
    element_id: str
    definition_id: str
    process_key: str
    state: TaskState
    version: int
    created_at: datetime
    name: str | None = None
    name_en: str | None = None
    form_key: str | None = None
    assignee: str | None = None
    owner: str | None = None
    candidate_groups: tuple[str, ...] = ()
    candidate_users: tuple[str, ...] = ()
    lane: str | None = None
    priority: int = 50
    due_at: datetime | None = None
    follow_up_at: datetime | None = None
    claimed_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    business_key: str | None = None
    due_is_provisional: bool = False
