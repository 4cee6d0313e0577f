"""Column types of the register: moments, days, money, words, and small structures as JSON."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Dialect, Numeric, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_CENT = Decimal("0.01")


class Moment(TypeDecorator[datetime]):
    """An aware moment: `timestamptz` on PostgreSQL, microseconds since 1970 on SQLite."""

    impl = BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """Return datetime; the implementation would say int."""
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the type of the database."""
        is_postgresql = dialect.name == "postgresql"
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if is_postgresql else BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401 - per database
        """Refuse naive moments; count microseconds on SQLite."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        return value if dialect.name == "postgresql" else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - per database
        """Return the moment in UTC."""
        if value is None:
            return None
        if dialect.name == "postgresql":
            moment: datetime = value.astimezone(UTC)
            return moment
        return _EPOCH + timedelta(microseconds=value)


class Money(TypeDecorator[Decimal]):
    """Yuan with two decimals: `numeric` on PostgreSQL, whole fen on SQLite, which has no decimals."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the type of the database."""
        is_postgresql = dialect.name == "postgresql"
        return dialect.type_descriptor(Numeric(16, 2) if is_postgresql else BigInteger())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # noqa: ANN401 - per database
        """Refuse fractions of a fen: whoever computes rounds, and says how."""
        if value is None:
            return None
        if value != value.quantize(_CENT):
            raise ValueError(f"{value} is not whole fen: round it first.")
        return value if dialect.name == "postgresql" else int(value * 100)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ANN401 - per database
        """Return yuan."""
        if value is None:
            return None
        return Decimal(value) if dialect.name == "postgresql" else (Decimal(value) / 100).quantize(_CENT)


class Word(TypeDecorator[StrEnum]):
    """A value of a string enumeration, stored as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Store the text; a text that is none of the words is refused."""
        del dialect
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:  # noqa: ANN401 - per database
        """Return the enumeration's member."""
        del dialect
        return None if value is None else self.words(value)


class Names(TypeDecorator[tuple[str, ...]]):
    """A short tuple of names, stored as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """Write the array."""
        del dialect
        return json.dumps(value or [], ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:  # noqa: ANN401 - per database
        """Read the array."""
        del dialect
        return tuple(json.loads(value or "[]"))
