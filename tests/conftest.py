"""Databases for the tests: empty ones for each test, on SQLite and on PostgreSQL."""

import gc
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

import aftersales.storage
from aftersales.storage.tables import metadata as register_metadata
from engine.ports.store import Store
from engine.storage import open_store, upgrade
from engine.storage.schema import HEAD
from engine.storage.tables import metadata
from tests.department import department as made_department
from tests.postgres import PostgresqlMissing, created_database, running_postgresql
from tests.scheduling import FilesTogether

MASTER_KEY = b"a key for the tests, 32 bytes lo"

_numbers = count(1)


def pytest_collection_finish() -> None:
    """Spare the garbage collector the half a million objects that are there to stay.

    Walking them again and again took a fifth of the tests' time.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FilesTogether:
    """Share the tests out to several workers."""
    return FilesTogether(config, log)


@pytest.fixture(scope="session")
def department(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demo's department, to be copied."""
    base = tmp_path_factory.getbasetemp()
    # Each worker has a folder of its own in the one of the run.
    return made_department((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "department")


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
def postgres_server(postgres_url: str) -> Iterator[Engine]:
    """The server itself, to create databases on."""
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_shared(postgres_server: Engine) -> Iterator[str]:
    """A database with our tables, which one test after the other uses."""
    with created_database(postgres_server, f"anxin_{os.getpid()}") as url:
        upgrade(url)
        yield url


@pytest.fixture
def postgres_database(postgres_shared: str) -> Iterator[str]:
    """A PostgreSQL database with our tables, all of them empty."""
    yield postgres_shared
    # Emptying takes 5 ms where a copy of a template takes 300.
    engine = create_engine(postgres_shared)
    with engine.begin() as connection:
        for table in metadata.tables.values():
            connection.execute(table.delete())
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})
    engine.dispose()


@pytest.fixture
def empty_postgres_database(postgres_server: Engine) -> Iterator[str]:
    """A PostgreSQL database without tables."""
    with created_database(postgres_server, f"anxin_empty_{os.getpid()}_{next(_numbers)}") as url:
        yield url


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


@pytest.fixture(scope="session")
def register_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the engine's and the register's tables."""
    path = tmp_path_factory.mktemp("register") / "template.sqlite3"
    shutil.copy(sqlite_template, path)
    aftersales.storage.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_register(register_template: Path, tmp_path: Path) -> str:
    """A SQLite database with all tables."""
    path = tmp_path / "register.sqlite3"
    shutil.copy(register_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def shared_postgres_register(postgres_server: Engine) -> Iterator[str]:
    """A PostgreSQL database with all tables, which one test after the other uses.

    Not the one of the engine's tests: those may ask whether there are tables that do not belong.
    """
    with created_database(postgres_server, f"anxin_register_{os.getpid()}") as url:
        upgrade(url)
        aftersales.storage.upgrade(url)
        yield url


@pytest.fixture
def postgres_register(shared_postgres_register: str) -> Iterator[str]:
    """A PostgreSQL database with all tables, all of them empty."""
    yield shared_postgres_register
    opened = create_engine(shared_postgres_register)
    with opened.begin() as connection:
        # Deleting takes a few milliseconds where truncating forty tables takes two hundred.
        for table in (*metadata.tables.values(), *register_metadata.tables.values()):
            connection.execute(table.delete())
    opened.dispose()
