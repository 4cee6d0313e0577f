"""Column types that mean the same on SQLite and PostgreSQL: moments, deadlines, words and lists of names."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Dialect, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


class Direct(TypeDecorator[T]):
    """A type whose values are converted without the detours that SQLAlchemy would take for each of them."""

    __abstract__ = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Return what a value passes on its way to the driver."""
        return partial(self.process_bind_param, dialect=dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return what a value passes on its way from the driver."""
        del coltype
        return partial(self.process_result_value, dialect=dialect)


class Moment(Direct[datetime]):
    """An aware moment: `timestamptz` on PostgreSQL, microseconds since 1970 on SQLite.

    Integers compare and index on SQLite as ISO text would, in a third of the bytes.
    """

    impl = BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """Return datetime; the implementation would say int."""
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the type of the database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(BigInteger())

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Refuse naive moments; count microseconds on SQLite."""
        return _aware if dialect.name == "postgresql" else _counted

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - per database
        """Return the moment in UTC."""
        if value is None:
            return None
        if dialect.name == "postgresql":
            moment: datetime = value.astimezone(UTC)
            return moment
        return _EPOCH + timedelta(microseconds=value)


def _aware(value: datetime | None) -> datetime | None:
    if value is not None and value.tzinfo is None:
        raise ValueError(f"{value} has no time zone.")
    return value


def _counted(value: datetime | None) -> int | None:
    moment = _aware(value)
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


class Deadline(Moment):
    """A moment that may not come; "never" is stored as the year 9999.

    NULL would sort differently on the two databases and cannot be compared in a keyset cursor.
    """

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Store a missing moment as NEVER."""
        convert = super().bind_processor(dialect)
        never = convert(NEVER)
        return lambda value: never if value is None else convert(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - per database
        """Return None for NEVER."""
        moment = super().process_result_value(value, dialect)
        return None if moment == NEVER else moment


class Word(Direct[W]):
    """A value of a string enumeration, stored as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: W | None, dialect: Dialect) -> str | None:
        """Store the text."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> W | None:  # noqa: ANN401 - per database
        """Return the enumeration's member."""
        del dialect
        return None if value is None else self.words(value)


class Names(Direct[tuple[str, ...]]):
    """A short tuple of names, stored as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """Write the array."""
        del dialect
        return json.dumps(value, ensure_ascii=False) if value else "[]"

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:  # noqa: ANN401 - per database
        """Read the array."""
        del dialect
        return () if value is None or value == "[]" else tuple(json.loads(value))
