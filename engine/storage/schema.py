"""The version of the tables: upgrading, asking and checking it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, inspect, text

from engine.storage import postgresql, sqlite
from engine.storage.address import is_sqlite, parse
from engine.storage.refusal import Refusals, SchemaTooNew, SchemaTooOld

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0006"

# Any number, the same in every version: nodes that start together take turns with it.
_ADVISORY_LOCK = 7_226_946_701


def upgrade(url: str) -> None:
    """Bring the tables up to date; safe when several nodes do it at once."""
    from alembic import command  # a third of a second that only this command needs

    with _exclusive(parse(url)) as connection:
        command.upgrade(_config(connection), "head")


def current(url: str) -> str | None:
    """Return the version of the tables, None where there are none."""
    with _exclusive(parse(url)) as connection:
        return _found(connection)


def check(url: str) -> list[str]:
    """Return how the tables differ from what this program expects; nothing is the good answer."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from engine.storage.tables import metadata

    with _exclusive(parse(url)) as connection:
        # The trade keeps its own tables in the same database.
        ours = {
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "table" or name in metadata.tables,
        }
        context = MigrationContext.configure(connection, opts=ours)
        differences: list[Any] = compare_metadata(context, metadata)
    return [str(difference) for difference in differences]


def refuse_other_schema(connection: Connection) -> None:
    """Refuse a database whose tables are not this program's.

    Raises:
        SchemaTooOld: they are older, or missing.
        SchemaTooNew: they are newer.
    """
    found = _found(connection)
    if found is None or found < HEAD:
        raise SchemaTooOld(found, HEAD)
    if found > HEAD:
        raise SchemaTooNew(found, HEAD)


def _found(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    # Alembic interpolates "%" in its options.
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _exclusive(url: URL) -> Iterator[Connection]:
    """Open one transaction that no second node can hold at the same time."""
    engine = sqlite.open_writer(url) if is_sqlite(url) else postgresql.open_writers(url, "schema", size=1)
    try:
        with Refusals(), engine.lend() as connection, connection.begin():
            if not is_sqlite(url):
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            yield connection
    finally:
        engine.dispose()
