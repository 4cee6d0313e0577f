"""The catalogue that every table joins, and the naming of its constraints."""

from sqlalchemy import Index, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def partial_index(name: str, *columns: str, only: str, unique: bool = False) -> Index:
    """Return an index of the rows that a condition holds for."""
    return Index(name, *columns, unique=unique, sqlite_where=text(only), postgresql_where=text(only))
