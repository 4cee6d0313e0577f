"""A register in memory, fresh for each example of a property test."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from aftersales.ports.register import Register
from aftersales.storage.register import SqlRegister
from aftersales.storage.table import metadata
from aftersales.storage.tables import RECORDS


@contextmanager
def in_memory() -> Iterator[Register]:
    engine = create_engine("sqlite://", creator=_opened, poolclass=StaticPool)
    with engine.connect() as connection:
        yield SqlRegister(connection)
    engine.dispose()


def _opened() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(_template())
    return connection


@cache
def _template() -> bytes:
    """Return an empty register; copying it is a hundred times as fast as making its tables."""
    assert RECORDS  # importing the catalogue fills `metadata`
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        content: bytes = raw.serialize()
    engine.dispose()
    return content
