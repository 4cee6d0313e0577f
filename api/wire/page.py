"""Lists on the wire: some rows, and the cursor that asks for the next ones."""

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field

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
    sort: Annotated[
        str | None,
        Field(pattern=r"^-?[a-z_]{1,30}$", description="A field's name; with a leading `-` descending."),
    ] = None

    def paging(self) -> Paging:
        """Return the paging as the engine takes it."""
        return Paging(limit=self.limit, cursor=self.cursor, sort=self.sort)


def page_of(found: Page[R], view: Callable[[R], T]) -> PageView[T]:
    """Return a page with each row as clients see it."""
    return PageView(items=[view(item) for item in found.items], next_cursor=found.next_cursor)
