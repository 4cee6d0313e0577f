"""Saved filters of the inbox on the wire."""

import json
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.exact_route import Versioned
from api.wire.scalar import Id, Name, Request, View
from engine.model.saved_filter import SavedFilter

_Grouping = Literal["process_key", "element_id", "priority", "due_day", "assignee", "province"]


class InboxFilter(Request):
    """A view of the inbox: which tasks, in which order, grouped by what."""

    view: Annotated[
        Literal["mine", "groups", "unassigned", "overdue", "all", "completed"], Field(examples=["groups"])
    ]
    process_key: Annotated[Id | None, Field(examples=["repair"])] = None
    text: Annotated[Name | None, Field(examples=["1391234"])] = None
    sort: Annotated[
        Literal["due_at", "-priority", "-created_at", "created_at", "business_key"] | None,
        Field(examples=["due_at"]),
    ] = None
    group_by: Annotated[_Grouping | None, Field(examples=["due_day"])] = None


class SavedFilterView(View, Versioned):
    """A kept view of the inbox. `version` is its ETag."""

    id: str = Field(examples=["5f0c6c1e9b1d4c6fa0b1"])
    owner: str = Field(examples=["desk"])
    name: str = Field(examples=["南京今天到期"])
    group: str | None = Field(description="Who sees it beside its owner.", examples=["service_desk"])
    filter: InboxFilter
    version: int = Field(examples=[1])
    updated_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    may_change: bool = Field(description="Whether you may change or delete it.", examples=[True])

    @staticmethod
    def of(kept: SavedFilter, *, may_change: bool) -> "SavedFilterView":
        """Return a saved filter as clients see it."""
        return SavedFilterView(
            id=kept.id,
            owner=kept.owner,
            name=kept.name,
            group=kept.group,
            filter=InboxFilter.model_validate(json.loads(kept.filter)),
            version=kept.version,
            updated_at=kept.updated_at,
            may_change=may_change,
        )


class SaveFilter(Request):
    """A view to keep."""

    name: Annotated[Name, Field(max_length=60, examples=["南京今天到期"])]
    group: Annotated[
        Id | None, Field(description="Share it with this group of yours.", examples=["service_desk"])
    ] = None
    filter: InboxFilter

    def text(self) -> str:
        """Return the view as it is stored."""
        return self.filter.model_dump_json(exclude_none=True)
