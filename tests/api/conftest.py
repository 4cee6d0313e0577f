"""The whole application on a real engine, on SQLite and on PostgreSQL; only the clock is ours."""

from collections.abc import Iterator
from datetime import UTC, datetime
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
from tests.api.desk import PASSWORD, Desk

START = datetime(2026, 11, 22, 1, tzinfo=UTC)
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
