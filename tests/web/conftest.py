"""A browser, a demo server and people in front of them."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from aftersales import register_in
from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, DispatchState, Reach
from engine.storage import open_store
from tests.conftest import MASTER_KEY
from tests.department import NOW, copy_department
from tests.server import PAGES, served
from tests.web.reader import Readers
from tools.browser import find_chromium

_INSTALL = "The browser's tests need Chromium:  sudo apt-get install chromium-headless-shell fonts-noto-cjk"
_BUILD = "The pages are not built:  make setup  (needs Node 20)"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = find_chromium()
    if path is None:
        _missing(_INSTALL)
    with sync_playwright() as playwright:
        # Pages live for seconds here: what it costs to optimise their scripts is never earned back.
        options = ["--no-sandbox", "--disable-background-networking", "--js-flags=--no-turbofan"]
        opened = playwright.chromium.launch(executable_path=path, args=options)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages() -> None:
    """The built pages, which every server of this folder needs."""
    if not PAGES.is_file():
        _missing(_BUILD)


@pytest.fixture(scope="session")
def address(
    pages: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A demo server's address; its cases are there for all tests of this folder."""
    folder = tmp_path_factory.mktemp("web")
    copy_department(request.getfixturevalue("department"), folder)
    _leave_a_dead_letter(folder)
    with served(folder, clock_start=NOW) as where:
        yield where


@pytest.fixture(scope="session")
def everybody(browser: Browser, address: str) -> Iterator[Readers]:
    """All who work with this server."""
    people = Readers(browser, address)
    yield people
    people.leave()


@pytest.fixture
def readers(everybody: Readers) -> Iterator[Readers]:
    """People who open the pages; at the end no console may have complained."""
    yield everybody
    everybody.make_room()


def _leave_a_dead_letter(folder: Path) -> None:
    """Leave a message that nobody took: the demo itself sends nothing out of the house."""
    at = NOW - timedelta(hours=1)
    letter = Dispatch(
        "n1:email",
        "n1",
        Reach.EMAIL,
        "chen@example.com",
        "progress",
        "维修进度",
        "您的机器正在维修。",
        DispatchState.DEAD,
        at,
        at,
        attempts=5,
        last_error="ConnectionError: mail server away",
    )
    store = open_store(f"sqlite:///{folder}/demo.sqlite3", master_key=MASTER_KEY)
    with store.begin() as tx:
        register_in(tx).add(letter, Deed("post", at))
    store.close()


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
