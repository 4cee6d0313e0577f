"""A register of the test's own, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from engine.ports.store import Store
from engine.storage import open_store
from tests.conftest import MASTER_KEY


@pytest.fixture(params=["sqlite", "postgresql"])
def register_url(request: pytest.FixtureRequest) -> str:
    """A database with all tables, once on each kind."""
    kind = "sqlite_register" if request.param == "sqlite" else "postgres_register"
    url: str = request.getfixturevalue(kind)
    return url


@pytest.fixture
def database(register_url: str) -> Iterator[Store]:
    """An open store whose database has the register's tables, once on each kind."""
    opened = open_store(register_url, master_key=MASTER_KEY)
    yield opened
    opened.close()


@pytest.fixture
def light(sqlite_register: str) -> Iterator[Store]:
    """An open store on SQLite only, where the kind of database does not matter."""
    opened = open_store(sqlite_register, master_key=MASTER_KEY)
    yield opened
    opened.close()
