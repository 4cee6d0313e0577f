"""Databases for the tests: a fresh one each, copied from a template, on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from engine.ports.store import Store
from engine.storage import open_store, upgrade
from tests.postgres import PostgresqlMissing, running_postgresql

MASTER_KEY = b"a key for the tests, 32 bytes lo"

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server's address: `TEST_PG_URL`, or one started for this run."""
    given = os.environ.get("TEST_PG_URL")
    if given:
        yield given
        return
    try:
        with running_postgresql() as url:
            yield url
    except PostgresqlMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> Iterator[str]:
    """A database with our tables, which others are copied from."""
    name = f"anxin_template_{os.getpid()}"
    _administer(postgres_url, f'CREATE DATABASE "{name}"')
    upgrade(_named(postgres_url, name))
    yield name
    _administer(postgres_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def postgres_database(postgres_url: str, postgres_template: str) -> Iterator[str]:
    """A PostgreSQL database of the test's own, with our tables."""
    name = f"anxin_{os.getpid()}_{next(_numbers)}"
    _administer(postgres_url, f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"')
    yield _named(postgres_url, name)
    _administer(postgres_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, which others are copied from."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> str:
    """A SQLite database of the test's own, with our tables."""
    path = tmp_path / "anxin.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with our tables, once on each kind."""
    kind = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    url: str = request.getfixturevalue(kind)
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store, once on each kind of database."""
    opened = open_store(database_url, master_key=MASTER_KEY)
    yield opened
    opened.close()


def _administer(url: str, statement: str) -> None:
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)
