"""The pages compile against today's API, and their own tests pass."""

import os
import shutil
import subprocess

import pytest

from tests.server import ROOT

WEB = ROOT / "web"


def test_the_pages_compile_and_pass_their_tests() -> None:
    npm = shutil.which("npm")
    if npm is None or not (WEB / "node_modules").is_dir():
        if os.environ.get("CI"):
            pytest.fail("The web pages need Node 20 or newer:  sudo apt-get install nodejs npm")
        pytest.skip("The packages of web/ are not installed:  make setup  (needs Node 20)")

    checked = subprocess.run(
        [npm, "run", "check"], cwd=WEB, capture_output=True, text=True, timeout=900, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
