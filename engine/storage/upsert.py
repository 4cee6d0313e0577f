"""INSERT or replace, the one statement that the two databases spell alike but SQLAlchemy keeps apart."""

from collections.abc import Iterable

from sqlalchemy import Insert, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite


def upsert(table: Table, names: Iterable[str], *, is_postgresql: bool) -> Insert:
    """Return an INSERT of the named columns that replaces them where the primary key is there already."""
    given = tuple(names)
    keys = [column.name for column in table.primary_key]
    statement = (postgresql.insert if is_postgresql else sqlite.insert)(table)
    statement = statement.values({name: bindparam(name, type_=table.c[name].type) for name in given})
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in given if name not in keys}
    )
