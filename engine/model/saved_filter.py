"""A view of the inbox that somebody keeps, for themselves or for a group."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """One kept view. `filter` is JSON text; `group` sees it beside its owner; `version` is its ETag."""

    id: str
    owner: str
    name: str
    filter: str
    version: int
    updated_at: datetime
    group: str | None = None
