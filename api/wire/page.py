"""Lists on the wire: some rows, and the cursor that asks for the next ones."""

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from api.wire.scalar import Request
from engine.model.query import Page, Paging

T = TypeVar("T")
R = TypeVar("R")


class PageView(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T]
    next_cursor: str | None = Field(
        description="Send as `cursor` for the next page; null at the end.", examples=[None]
    )


class ListFilter(Request):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=500, description="Rows on a page.")] = 50
    cursor: Annotated[
        str | None, Field(max_length=2_000, description="`next_cursor` of the page before.")
    ] = None

    def paging(self) -> Paging:
        """Return the paging as the engine takes it."""
        # Each list that can be sorted has a field `sort` with the names that it knows.
        return Paging(limit=self.limit, cursor=self.cursor, sort=getattr(self, "sort", None))


def sortable(*names: str) -> FieldInfo:
    """Return what a list's `sort` may be."""
    known = "|".join(names)
    text = f"One of {', '.join(names)}; with a leading `-` descending."
    info: FieldInfo = Field(pattern=f"^-?({known})$", description=text)
    return info


def page_of(found: Page[R], view: Callable[[R], T]) -> PageView[T]:
    """Return a page with each row as clients see it."""
    return PageView(items=[view(item) for item in found.items], next_cursor=found.next_cursor)
