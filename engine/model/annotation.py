"""What people add to a task: drafts, comments, attachments."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form, one per task and person. `data` is text as the value codec writes it."""

    task_id: str
    author: str
    data: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a task or its instance; `mentions` are account ids."""

    id: str
    instance_id: str
    author: str
    text: str
    written_at: datetime
    task_id: str | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A remark that names somebody, and when they saw it."""

    comment: Comment
    business_key: str | None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a task or instance; its content is stored once per SHA-256 digest. `size` is in bytes."""

    id: str
    instance_id: str
    name: str
    media_type: str
    size: int
    digest: str
    author: str
    added_at: datetime
    task_id: str | None = None
