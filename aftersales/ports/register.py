"""The register as connectors and pages see it, within one transaction of the engine's."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from aftersales.model.case import CaseKind
from aftersales.model.deed import Deed, RecordedChange
from engine.ports.store import Reader, Transaction

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Either:
    """What a reader types into one search box: a record fits in any of these ways.

    Its `fields` hold the text, whatever the case of its letters, or a field is one of the values `among`.
    """

    text: str
    fields: tuple[str, ...]
    among: Mapping[str, Collection[object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Search:
    """Which records, in which order, how many, from where on.

    `equal` compares fields, `among` names several values; `before` and `since` bound a field, `like` finds
    text inside fields.
    `sort` names a field, with "-" in front for the last first; `after` is the id of the last record of the
    page before.
    """

    equal: Mapping[str, object] = field(default_factory=dict)
    since: Mapping[str, object] = field(default_factory=dict)
    before: Mapping[str, object] = field(default_factory=dict)
    like: Mapping[str, str] = field(default_factory=dict)
    among: Mapping[str, Collection[object]] = field(default_factory=dict)
    either: Either | None = None
    sort: str = "id"
    after: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """One page of records; `next_after` is None on the last."""

    items: tuple[R, ...]
    next_after: str | None = None


class Register(Protocol):
    """Everything the trade remembers. Records are frozen; saving one keeps old and new on record."""

    def get(self, kind: type[R], key: str) -> R:
        """Return a record.

        Raises:
            NotFound: there is none with this id.
        """
        ...

    def look(self, kind: type[R], key: str) -> R | None:
        """Return a record, or None."""
        ...

    def find(self, kind: type[R], search: Search) -> Found[R]:
        """Return a page of records.

        Raises:
            PageLost: the record after which the page begins is gone.
        """
        ...

    def first(self, kind: type[R], **equal: object) -> R | None:
        """Return the first record with these fields, or None."""
        ...

    def all(self, kind: type[R], **equal: object) -> Sequence[R]:
        """Return every record with these fields, in the order of their ids."""
        ...

    def add(self, record: R, deed: Deed) -> R:
        """Add a new record.

        Raises:
            AlreadyRegistered: its id, or another thing that must be unique, is taken.
        """
        ...

    def add_all(self, records: Iterable[object], deed: Deed) -> None:
        """Add many new records of any kinds at once: all of them or none.

        Raises:
            AlreadyRegistered: one is there already.
        """
        ...

    def save(self, record: R, deed: Deed) -> R:
        """Replace a record of the same version and return it with the next one.

        Raises:
            NotFound: it was never added.
            VersionConflict: somebody else changed it first.
        """
        ...

    def discard(self, kind: type, search: Search) -> int:
        """Delete what `equal` and `before` name, of a kind whose changes nobody keeps; say how much.

        Raises:
            TypeError: changes of this kind stand on record.
        """
        ...

    def whole(self) -> AbstractContextManager[None]:
        """Undo everything that happens inside where its block raises: all of it or nothing."""
        ...

    def lock(self, matter: str) -> None:
        """Let others who lock the same matter wait until this transaction ends.

        For rules over several records: what is asked after it stays true until it is acted on.
        """
        ...

    def changes(
        self, *, kind: type | None = None, key: str | None = None, case_number: str | None = None
    ) -> Sequence[RecordedChange]:
        """Return what was changed, oldest first."""
        ...

    def changed_after(self, number: int) -> Sequence[tuple[int, str]]:
        """Return the number and the kind of record of each change after one, in order."""
        ...

    def last_change(self) -> int:
        """Return the number of the newest change, 0 where there is none."""
        ...

    def forget_changes(self, subject: str) -> None:
        """Empty what the changes of a customer's records say; that they happened stays on record."""
        ...

    def next_id(self, prefix: str) -> str:
        """Allot the next id of a kind of record, such as C000001."""
        ...

    def next_number(self, kind: CaseKind, day: date) -> str:
        """Allot the next human number of this kind and day; nobody else gets it."""
        ...


class Database(Protocol):
    """Something that opens transactions: the engine's store is one."""

    def read(self) -> AbstractContextManager[Reader]:
        """Open a read-only view of one consistent state."""
        ...

    def begin(self) -> AbstractContextManager[Transaction]:
        """Open a write transaction, committed when its block ends without an exception."""
        ...


RegisterOf = Callable[[object], Register]
