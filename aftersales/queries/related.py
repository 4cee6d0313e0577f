"""Fetches what belongs to many records with few questions, however many they are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from aftersales.ports.register import Register, Search

R = TypeVar("R")

# A database takes only so many parameters in one statement.
_AT_ONCE = 500
# Nobody has so many telephones, no quote so many lines.
_MOST = 10_000
_ALL = Search()


def grouped(
    register: Register, kind: type[R], by: str, keys: Iterable[str | None], narrowed: Search = _ALL
) -> Mapping[str, list[R]]:
    """Return the records whose field `by` is one of the keys, each key with its own."""
    found: dict[str, list[R]] = {key: [] for key in keys if key is not None}
    wanted = list(found)
    for begin in range(0, len(wanted), _AT_ONCE):
        search = replace(narrowed, among={by: wanted[begin : begin + _AT_ONCE]}, limit=_MOST)
        for record in register.find(kind, search).items:
            found[getattr(record, by)].append(record)
    return found


def named(
    register: Register, kind: type[R], keys: Iterable[str | None], name: Callable[[R], str]
) -> Mapping[str | None, str]:
    """Return a name for each id that is known."""
    found = grouped(register, kind, "id", keys)
    return {key: name(records[0]) for key, records in found.items() if records}
