"""Two departments, one on SQLite and one on PostgreSQL, each with its people for all stories."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import Engine

from tests.postgres import created_database
from tests.web.stories.cast import Cast
from tests.web.stories.department import opened
from tests.web.stories.owners import OWNERS


@pytest.fixture(scope="session")
def sqlite_cast(browser: Browser, pages: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The people of a department on SQLite."""
    folder = tmp_path_factory.mktemp("sqlite")
    with _cast(browser, folder, f"sqlite:///{folder}/department.sqlite3") as people:
        yield people


@pytest.fixture(scope="session")
def postgresql_cast(
    browser: Browser, pages: None, postgres_server: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cast]:
    """The people of a department on PostgreSQL."""
    folder = tmp_path_factory.mktemp("postgresql")
    database = created_database(postgres_server, f"anxin_stories_{os.getpid()}")
    with database as url, _cast(browser, folder, url) as people:
        yield people


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Iterator[Cast]:
    """The people of a story: on which database, and at screens of which size, the test says."""
    kind, size = request.param
    people: Cast = request.getfixturevalue(f"{kind}_cast")
    with people.story(size):
        yield people


@contextmanager
def _cast(browser: Browser, folder: Path, database: str) -> Iterator[Cast]:
    with opened(folder, database, OWNERS) as department:
        people = Cast(browser, department)
        yield people
        people.leave()
