"""The register in SQL, inside a transaction that somebody else opens and closes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    asc,
    delete,
    desc,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.exc import IntegrityError

from aftersales.errors import AlreadyRegistered, PageLost
from aftersales.model.case import CaseKind, case_number
from aftersales.model.deed import Deed, RecordedChange
from aftersales.ports.register import Either, Found, Search
from aftersales.storage.change import (
    changes_after,
    difference,
    erase_changes,
    last_number,
    read_changes,
    write_changes,
)
from aftersales.storage.counter import count
from aftersales.storage.names import RECORDS_ZH
from aftersales.storage.table import RecordTable
from aftersales.storage.tables import RECORDS
from engine.errors import NotFound, VersionConflict

R = TypeVar("R")
# Ids that are no case numbers are counted without regard to the day.
_ALWAYS = date(2000, 1, 1)
# Our number among PostgreSQL's advisory locks of two numbers.
_LOCKS = 5


def _table(kind: type[R]) -> RecordTable[R]:
    return cast("RecordTable[R]", RECORDS[kind])  # the catalogue maps each type to its own table


class SqlRegister:
    """The register on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def look(self, kind: type[R], key: str) -> R | None:
        """Return a record, or None."""
        table = _table(kind)
        row = self._connection.execute(select(table.table).where(table.table.c.id == key)).first()
        return None if row is None else table.read(row)

    def get(self, kind: type[R], key: str) -> R:
        """Return a record.

        Raises:
            NotFound: there is none with this id.
        """
        found = self.look(kind, key)
        if found is None:
            called = _table(kind).kind
            raise NotFound(called.replace("_", " "), key, zh=RECORDS_ZH[called])
        return found

    def first(self, kind: type[R], **equal: object) -> R | None:
        """Return the first record with these fields, or None."""
        found = self.find(kind, Search(equal=equal, limit=1)).items
        return found[0] if found else None

    def all(self, kind: type[R], **equal: object) -> Sequence[R]:
        """Return every record with these fields, in the order of their ids."""
        table = _table(kind)
        columns = table.table.c
        statement = select(table.table).where(*(columns[name] == value for name, value in equal.items()))
        return [table.read(row) for row in self._connection.execute(statement.order_by(columns.id))]

    def find(self, kind: type[R], search: Search) -> Found[R]:
        """Return a page of records.

        Raises:
            PageLost: the record after which the page begins is gone.
        """
        table = _table(kind)
        statement = _ordered(_narrowed(select(table.table), table, search), table, search)
        if search.after is not None:
            statement = statement.where(self._beyond(table, search))
        rows = self._connection.execute(statement.limit(search.limit + 1)).all()
        items = tuple(table.read(row) for row in rows[: search.limit])
        is_last = len(rows) <= search.limit
        return Found(items, None if is_last else str(rows[search.limit - 1].id))

    def _beyond(self, table: RecordTable[Any], search: Search) -> Any:  # noqa: ANN401 - a condition
        """Return the condition of lying behind the last record of the page before."""
        field = search.sort.removeprefix("-")
        key, column = table.table.c.id, table.table.c[field]
        last = self._connection.execute(select(column).where(key == search.after)).first()
        if last is None:
            raise PageLost
        if search.sort.startswith("-"):
            return or_(column < last[0], and_(column == last[0], key < search.after))
        return or_(column > last[0], and_(column == last[0], key > search.after))

    def add(self, record: R, deed: Deed) -> R:
        """Add a new record.

        Raises:
            AlreadyRegistered: its id, or another thing that must be unique, is taken.
        """
        self.add_all((record,), deed)
        return record

    def add_all(self, records: Iterable[object], deed: Deed) -> None:
        """Add many new records of any kinds at once: all of them or none.

        Raises:
            AlreadyRegistered: one is there already.
        """
        kinds: dict[type, list[object]] = {}
        for record in records:
            kinds.setdefault(type(record), []).append(record)
        # Without the savepoint PostgreSQL would give up the whole transaction when one is refused.
        with self.whole():
            for kind, members in kinds.items():
                self._insert(_table(kind), members, deed)

    def _insert(self, table: RecordTable[Any], records: Sequence[object], deed: Deed) -> None:
        rows = [table.values(record) for record in records]
        try:
            self._connection.execute(insert(table.table), rows)
        except IntegrityError as error:
            raise AlreadyRegistered(table.kind, rows[0]["id"]) from error
        written = [
            (record, {name: (None, value) for name, value in row.items() if value is not None})
            for record, row in zip(records, rows, strict=True)
        ]
        write_changes(self._connection, table, written, deed)

    def save(self, record: R, deed: Deed) -> R:
        """Replace a record of the same version and return it with the next one.

        Raises:
            NotFound: it was never added.
            VersionConflict: somebody else changed it first.
        """
        table = _table(type(record))
        new = table.values(record)
        old = table.values(self.get(type(record), new["id"]))
        changed = difference(old, new)
        if not changed and old == new:
            return record
        self._replace(table, old, new)
        write_changes(self._connection, table, [(record, changed)], deed)
        return self.get(type(record), new["id"])

    def _replace(self, table: RecordTable[Any], old: dict[str, Any], new: dict[str, Any]) -> None:
        c = table.table.c
        statement = update(table.table).where(c.id == new["id"])
        if "version" in new:
            if old["version"] != new["version"]:
                raise _overtaken(table, new["id"], expected=new["version"], found=old["version"])
            statement = statement.where(c.version == new["version"])
            new = {**new, "version": new["version"] + 1}
        if self._connection.execute(statement.values(new)).rowcount == 0:
            raise _overtaken(table, new["id"], expected=old["version"], found=-1)

    def discard(self, kind: type, search: Search) -> int:
        """Delete what `equal` and `before` name, of a kind whose changes nobody keeps; say how much.

        Raises:
            TypeError: changes of this kind stand on record.
        """
        table = RECORDS[kind]
        if table.is_recorded:
            raise TypeError(f"A {table.kind} is on record and cannot be discarded.")
        c = table.table.c
        conditions = [
            *(c[name] == value for name, value in search.equal.items()),
            *(c[name] < value for name, value in search.before.items()),
        ]
        return self._connection.execute(delete(table.table).where(*conditions)).rowcount

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Undo everything that happens inside where its block raises: all of it or nothing."""
        with self._connection.begin_nested():
            yield

    def lock(self, matter: str) -> None:
        """Let others who lock the same matter wait until this transaction ends."""
        # SQLite has one writer at a time.
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_LOCKS, func.hashtext(matter))))

    def changes(
        self, *, kind: type | None = None, key: str | None = None, case_number: str | None = None
    ) -> Sequence[RecordedChange]:
        """Return what was changed, oldest first."""
        name = None if kind is None else _table(kind).kind
        return read_changes(self._connection, kind=name, key=key, case_number=case_number)

    def changed_after(self, number: int) -> Sequence[tuple[int, str]]:
        """Return the number and the kind of record of each change after one, in order."""
        return changes_after(self._connection, number)

    def last_change(self) -> int:
        """Return the number of the newest change, 0 where there is none."""
        return last_number(self._connection)

    def forget_changes(self, subject: str) -> None:
        """Empty what the changes of a customer's records say; that they happened stays on record."""
        erase_changes(self._connection, subject)

    def next_id(self, prefix: str) -> str:
        """Allot the next id of a kind of record, such as C000001."""
        return f"{prefix}{count(self._connection, prefix, _ALWAYS):06d}"

    def next_number(self, kind: CaseKind, day: date) -> str:
        """Allot the next human number of this kind and day; nobody else gets it."""
        return case_number(kind, day, count(self._connection, kind, day))


def _overtaken(table: RecordTable[Any], key: str, *, expected: int, found: int) -> VersionConflict:
    called, zh = table.kind.replace("_", " "), RECORDS_ZH[table.kind]
    return VersionConflict(called, key, expected=expected, found=found, zh=zh)


def _narrowed(statement: Select[Any], table: RecordTable[Any], search: Search) -> Select[Any]:
    c = table.table.c
    return statement.where(
        *(c[name] == value for name, value in search.equal.items()),
        *(c[name] >= value for name, value in search.since.items()),
        *(c[name] < value for name, value in search.before.items()),
        *(c[name].in_(values) for name, values in search.among.items()),
        # Tuples are stored as JSON text, and looked into as such.
        *(type_coerce(c[name], Text).contains(text, autoescape=True) for name, text in search.like.items()),
        *(() if search.either is None else (_fitting(search.either, table),)),
    )


def _fitting(either: Either, table: RecordTable[Any]) -> ColumnElement[bool]:
    c = table.table.c
    return or_(
        *(c[name].icontains(either.text, autoescape=True) for name in either.fields),
        *(c[name].in_(values) for name, values in either.among.items()),
    )


def _ordered(statement: Select[Any], table: RecordTable[Any], search: Search) -> Select[Any]:
    c = table.table.c
    way = desc if search.sort.startswith("-") else asc
    return statement.order_by(way(c[search.sort.removeprefix("-")]), way(c.id))
