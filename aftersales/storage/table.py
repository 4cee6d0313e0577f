"""Makes a record's table from the record itself: one column for each field, typed as the field is."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, MetaData, Row, Table, Text
from sqlalchemy.types import TypeEngine

from aftersales.storage.column import Moment, Money, Names, Word

R = TypeVar("R")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_TYPES: dict[object, Callable[[], TypeEngine[Any]]] = {
    str: Text,
    int: Integer,
    float: Float,
    bool: Boolean,
    date: Date,
    datetime: Moment,
    Decimal: Money,
}


def _optional(hint: object) -> tuple[object, bool]:
    """Return the type without None, and whether None was part of it."""
    if get_origin(hint) not in {Union, UnionType}:
        return hint, False
    (only,) = (part for part in get_args(hint) if part is not type(None))
    return only, True


def column_type(hint: Any) -> TypeEngine[Any]:  # noqa: ANN401 - any type that a field can be annotated with
    """Return the column type of a field's type.

    Raises:
        TypeError: there is none.
    """
    if get_origin(hint) is tuple:
        return Names()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Word(hint)
    if hint not in _TYPES:
        raise TypeError(f"No column can hold {hint}.")
    return _TYPES[hint]()


def _column(name: str, hint: object) -> Column[Any]:
    plain, nullable = _optional(hint)
    return Column(name, column_type(plain), primary_key=name == "id", nullable=nullable, autoincrement=False)


class RecordTable(Generic[R]):
    """A table whose columns are the fields of one frozen dataclass."""

    def __init__(
        self,
        record: type[R],
        name: str,
        *indexes: tuple[str, ...],
        unique: tuple[tuple[str, ...], ...] = (),
        subject: str | None = None,
        is_recorded: bool = True,
    ) -> None:
        hints = get_type_hints(record)
        self.record = record
        self.subject = subject
        self.is_recorded = is_recorded
        self.names = tuple(field.name for field in fields(record))  # type: ignore[arg-type]  # a dataclass
        self.table = Table(
            name,
            metadata,
            *(_column(field, hints[field]) for field in self.names),
            *(Index(None, *columns) for columns in indexes),
            *(Index(None, *columns, unique=True) for columns in unique),
        )
        self._get = attrgetter(*self.names)

    @property
    def kind(self) -> str:
        """Return what the record is called in the list of changes."""
        return self.table.name

    def read(self, row: Row[Any]) -> R:
        """Return the record of a row."""
        make: Callable[..., R] = self.record
        return make(*row)

    def values(self, record: R) -> dict[str, Any]:
        """Return a record's fields as a row's values."""
        return dict(zip(self.names, self._get(record), strict=True))

    def subject_of(self, record: R) -> str | None:
        """Return the customer whose personal data a record holds."""
        return None if self.subject is None else getattr(record, self.subject)
