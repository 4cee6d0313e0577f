"""What the lists of the register share on the wire: the page, the search box, money."""

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import Field, WithJsonSchema

from aftersales.ports.register import Found, Search
from api.wire.page import ListFilter, PageView
from api.wire.scalar import Name

T = TypeVar("T")
R = TypeVar("R")

# Bodies hold decimals as exact numbers, not as the texts that pydantic would declare.
Yuan = Annotated[Decimal, WithJsonSchema({"type": "number"})]
SearchText = Annotated[Name | None, Field(description="Part of any of what this list is searched by.")]

_PAGING = frozenset({"limit", "cursor", "sort", "text"})
_BOUNDS = ("_before", "_after")


class RegisterFilter(ListFilter):
    """Which records: a field's own name compares, `…_before` and `…_after` bound it."""

    def search(self, usual: str, *, apart: Collection[str] = (), **more: Any) -> Search:  # noqa: ANN401 - conditions
        """Return the question as the register takes it; the caller sees to the fields named in `apart`."""
        asked = self.model_dump(exclude={*_PAGING, *apart}, exclude_none=True)
        bounds = {name: value for name, value in asked.items() if name.endswith(_BOUNDS)}
        return Search(
            equal={name: value for name, value in asked.items() if name not in bounds},
            before={
                name.removesuffix("_before"): value
                for name, value in bounds.items()
                if name.endswith("_before")
            },
            since={
                name.removesuffix("_after"): value
                for name, value in bounds.items()
                if name.endswith("_after")
            },
            sort=getattr(self, "sort", None) or usual,
            after=self.cursor,
            limit=self.limit,
            **more,
        )


def found_page(found: Found[R], view: Callable[[R], T]) -> PageView[T]:
    """Return a page with each record as clients see it."""
    return PageView(items=[view(item) for item in found.items], next_cursor=found.next_after)
