"""The whole application on a real engine, on SQLite and on PostgreSQL; only the clock is ours."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pwdlib.hashers.argon2 import Argon2Hasher

from api.access.password import Passwords
from api.access.roles import ROLES
from api.application import create_app
from engine.bootstrap import Engine, assemble
from engine.clock import VirtualClock
from engine.model.account import Account
from engine.ports.store import Store
from engine.storage import open_store
from tests.api.desk import PASSWORD, START, Desk
from tests.api.shop import Shop
from tests.conftest import MASTER_KEY
from tests.copying import copy_rows

# Argon2's usual 64 MiB and three rounds are for attackers, not for tests.
PASSWORDS = Passwords(hasher=Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))
HASH = PASSWORDS.make(PASSWORD)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with the engine's and the register's tables, once on each kind."""
    kind = "sqlite_register" if request.param == "sqlite" else "postgres_register"
    url: str = request.getfixturevalue(kind)
    return url


@pytest.fixture
def engine(store: Store) -> Engine:
    """An engine with one account for each role."""
    with store.begin() as tx:
        for role in ROLES:
            tx.save_account(
                Account(id=role, name=role.title(), password_hash=HASH, groups=(role,), roles=(role,))
            )
    return assemble(store, VirtualClock(START))


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> FastAPI:
    """The application as it is served."""
    return create_app(engine, web=tmp_path / "no-web", passwords=PASSWORDS)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client that speaks English and is not signed in."""
    with TestClient(app, headers={"Accept-Language": "en"}) as opened:
        yield opened


@pytest.fixture
def desk(client: TestClient) -> Desk:
    """People who act through the API."""
    return Desk(client)


@pytest.fixture(scope="session")
def furnished(register_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the shipped models: deploying them takes seconds."""
    path = tmp_path_factory.mktemp("shop") / "shop.sqlite3"
    shutil.copy(register_template, path)
    store = open_store(f"sqlite:///{path}", master_key=MASTER_KEY)
    Shop(store).furnish()
    store.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, furnished: Path, tmp_path: Path) -> Iterator[Shop]:
    """A department with the shipped models."""
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copy(furnished, tmp_path / 'shop.sqlite3')}"
    else:
        url = request.getfixturevalue("postgres_register")
        copy_rows(furnished, url)
    store = open_store(url, master_key=MASTER_KEY)
    yield Shop(store)
    store.close()


@pytest.fixture
def portal(shop: Shop, tmp_path: Path) -> FastAPI:
    """The application of a demo department."""
    return create_app(shop.engine, web=tmp_path / "no-web", passwords=PASSWORDS)
