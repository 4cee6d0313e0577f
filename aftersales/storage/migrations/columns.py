"""Columns by kind, so that a migration reads as a list of tables; what it says here never changes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from aftersales.storage.column import Moment, Money


def _columns(kind: sa.types.TypeEngine[Any], names: tuple[str, ...], *, null: bool) -> list[sa.Column[Any]]:
    # A number in a primary key is ours, never the database's to count.
    return [sa.Column(name, kind, nullable=null, autoincrement=False) for name in names]


def words(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    """Return columns of text."""
    return _columns(sa.Text(), names, null=null)


def moments(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    """Return columns of moments."""
    return _columns(Moment(), names, null=null)


def days(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    """Return columns of days."""
    return _columns(sa.Date(), names, null=null)


def numbers(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    """Return columns of whole numbers."""
    return _columns(sa.Integer(), names, null=null)


def flags(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    """Return columns of yes and no."""
    return _columns(sa.Boolean(), names, null=null)


def amounts(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    """Return columns of money."""
    return _columns(Money(), names, null=null)


def create(table: str, *columns: list[sa.Column[Any]], key: str = "id") -> None:
    """Create a table with one column as its primary key."""
    op.create_table(
        table, *(c for group in columns for c in group), sa.PrimaryKeyConstraint(key, name=f"pk_{table}")
    )


def add(table: str, *columns: list[sa.Column[Any]]) -> None:
    """Add columns to a table; they must allow null, as there are rows already."""
    for column in (c for group in columns for c in group):
        op.add_column(table, column)


def index(table: str, *columns: str, unique: bool = False) -> None:
    """Create an index."""
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns, unique=unique)
