"""Several workers share the tests out by file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.scheduling import BEGIN_FIRST

CONFTEST = """
from tests.scheduling import FilesTogether

def pytest_xdist_make_scheduler(config, log):
    return FilesTogether(config, log)
"""
FILE = """
import os, pathlib, pytest

@pytest.mark.parametrize("number", range(20))
def test_it(number):
    with pathlib.Path(__file__).with_suffix(".workers").open("a") as told:
        told.write(os.environ["PYTEST_XDIST_WORKER"] + " ")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tests that note who runs them, some in a folder that is named."""
    docs = tmp_path / "tests" / "docs"
    docs.mkdir(parents=True)
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
    for place in (tmp_path / "test_a.py", tmp_path / "test_b.py", docs / "test_c.py", docs / "test_d.py"):
        place.write_text(FILE, "utf-8")
    return tmp_path


def test_a_file_has_one_worker_and_so_has_a_folder_that_is_named(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "xdist", "-p", "no:cacheprovider"],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )

    workers = {found.stem: found.read_text("utf-8").split() for found in folder.rglob("*.workers")}
    assert {name: len(told) for name, told in workers.items()} == dict.fromkeys(
        ("test_a", "test_b", "test_c", "test_d"), 20
    )
    assert all(len(set(told)) == 1 for told in workers.values())
    assert workers["test_c"] == workers["test_d"]
    assert {*workers["test_a"], *workers["test_b"], *workers["test_c"]} == {"gw0", "gw1"}


def test_what_begins_first_exists() -> None:
    assert [place for place in BEGIN_FIRST if not list(ROOT.glob(place))] == []
