"""Fetches what belongs to a page of records in one question for each kind, however long the page is."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from aftersales.ports.register import Register, Search

R = TypeVar("R")

# Nobody has so many telephones, no quote so many lines.
_MOST = 10_000


def grouped(register: Register, kind: type[R], by: str, keys: Iterable[str | None]) -> Mapping[str, list[R]]:
    """Return the records whose field `by` is one of the keys, each key with its own."""
    wanted = {key for key in keys if key is not None}
    found: dict[str, list[R]] = {key: [] for key in wanted}
    if wanted:
        for record in register.find(kind, Search(among={by: wanted}, limit=_MOST)).items:
            found[getattr(record, by)].append(record)
    return found


def named(
    register: Register, kind: type[R], keys: Iterable[str | None], name: Callable[[R], str]
) -> Mapping[str | None, str]:
    """Return a name for each id that is known."""
    found = grouped(register, kind, "id", keys)
    return {key: name(records[0]) for key, records in found.items() if records}
