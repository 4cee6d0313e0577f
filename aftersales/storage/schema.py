"""The version of the register's tables; they lie beside the engine's and have a version of their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text

from aftersales.ports.register import Database
from aftersales.storage.unit_of_work import transaction

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE = "aftersales_version"
# Any number, the same in every version: nodes that start together take turns with it.
_ADVISORY_LOCK = 7_226_946_702


def upgrade(url: str) -> None:
    """Bring the register's tables up to date; safe when several nodes do it at once."""
    with transaction(url) as connection:
        _upgrade(connection)


def prepare(database: Database) -> None:
    """Bring the tables of an open database up to date, a throwaway one's too."""
    with database.begin() as opened:
        _upgrade(connection_of(opened))


def connection_of(opened: object) -> Connection:
    """Return the connection of a transaction that the engine opened.

    Raises:
        TypeError: it is not one of this product's databases.
    """
    connection = getattr(opened, "connection", lambda: None)()
    if not isinstance(connection, Connection):
        raise TypeError(f"{opened!r} is no transaction of a SQL database.")
    return connection


def drift(url: str) -> list[str]:
    """Return how the register's tables differ from what this program expects; nothing is the good answer."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from aftersales.storage.tables import metadata

    with transaction(url) as connection:
        options = {
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "table" or name in metadata.tables,
        }
        differences: list[Any] = compare_metadata(
            MigrationContext.configure(connection, opts=options), metadata
        )
    return [str(difference) for difference in differences]


def _upgrade(connection: Connection) -> None:
    from alembic import command  # a third of a second that only upgrading needs

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    command.upgrade(_config(connection), "head")


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    # Alembic interpolates "%" in its options.
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
