"""Keeps everything in SQLite or PostgreSQL: `open_store` gives the store, `upgrade` its tables."""

import shutil
import tempfile
from collections.abc import Callable

from sqlalchemy import URL

from engine.ports.store import Store
from engine.storage import postgresql, sqlite
from engine.storage.address import is_sqlite, is_throwaway, parse
from engine.storage.change_lines import ChangeLines
from engine.storage.keyring import Keyring
from engine.storage.refusal import Refusals
from engine.storage.schema import check, current, refuse_other_schema, upgrade
from engine.storage.unit_of_work import SqlStore, Writer
from engine.storage.view import Tools
from engine.storage.wire import PostgresqlWire, SqliteWire, Wire

__all__ = ["check", "current", "open_store", "upgrade"]


def open_store(url: str, *, master_key: bytes, owner: str | None = None) -> Store:
    """Open a database whose tables are up to date; `owner` names this node in PostgreSQL's session list.

    `sqlite://` without a path is a throwaway database, gone when the store is closed.

    Raises:
        SchemaTooOld: `anxin db upgrade` must run first.
        SchemaTooNew: this program is older than the database.
        DatabaseUnreachable: it does not answer.
    """
    if is_throwaway(url):
        return _open_throwaway(master_key)
    return _open(parse(url), master_key, owner, at_close=lambda: None)


def _open_throwaway(master_key: bytes) -> SqlStore:
    folder = tempfile.mkdtemp(prefix="anxin-")
    url = f"sqlite:///{folder}/throwaway.sqlite3"
    upgrade(url)
    return _open(parse(url), master_key, None, at_close=lambda: shutil.rmtree(folder, ignore_errors=True))


def _open(url: URL, master_key: bytes, owner: str | None, at_close: Callable[[], None]) -> SqlStore:
    writer: Writer
    wire: Wire
    if is_sqlite(url):
        writer, reader, wire = sqlite.open_writer(url), sqlite.open_reader(url), SqliteWire()
    else:
        writer, reader = postgresql.open_writers(url, owner), postgresql.open_readers(url, owner)
        wire = PostgresqlWire()
    store = SqlStore(writer, reader, Tools(wire, Keyring(master_key), ChangeLines(wire.dialect)), at_close)
    try:
        with Refusals(), reader.begin() as connection:
            refuse_other_schema(connection)
    except BaseException:
        store.close()
        raise
    return store
