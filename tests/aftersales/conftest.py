"""A register of the test's own, on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

import aftersales.storage
import engine.storage
from aftersales.storage.tables import metadata
from engine.ports.store import Store
from engine.storage import open_store
from tests.conftest import MASTER_KEY


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
    name = f"anxin_register_{os.getpid()}"
    with postgres_server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        url = postgres_server.url.set(database=name).render_as_string(hide_password=False)
        engine.storage.upgrade(url)
        aftersales.storage.upgrade(url)
        yield url
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
def postgres_register(shared_postgres_register: str) -> Iterator[str]:
    """A PostgreSQL database whose register is empty."""
    yield shared_postgres_register
    opened = create_engine(shared_postgres_register)
    with opened.begin() as connection:
        # Deleting takes a few milliseconds where truncating forty tables takes two hundred.
        for table in metadata.tables.values():
            connection.execute(table.delete())
    opened.dispose()


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
