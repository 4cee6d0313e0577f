"""The built wheel by itself serves the pages: no checkout and no Node beside it."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, expect

from tests.server import PAGES, ROOT, served
from tests.web.reader import PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[str]:
    """The address of a server that runs from the wheel's content, far from the checkout."""
    beside = shutil.which("uv", path=str(Path(sys.executable).parent))
    uv = beside or shutil.which("uv")
    if uv is None or not PAGES.is_file():
        _missing("A wheel is built with uv and with the pages:  make setup")
    subprocess.run([uv, "build", "--wheel", "--quiet", "--out-dir", tmp_path, ROOT], check=True, timeout=300)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    # What stands on the path comes before the checkout that the environment points at. No Node is on it.
    env = {
        "PYTHONPATH": str(site),
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "ANXIN_MASTER_KEY": "a key that only this test knows, and long enough",
    }
    assert shutil.which("node", path=str(Path(sys.executable).parent)) is None
    with served(tmp_path, is_demo=False, cwd=tmp_path, env=env) as address:
        yield address


def test_an_installed_wheel_serves_staff_and_customers(browser: Browser, installed: str) -> None:
    width, height = PHONE
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")

    page.goto(installed)
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    page.goto(f"{installed}/service")
    expect(page.get_by_role("link", name="我要报修")).to_be_visible()

    page.close()


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
