"""A demo server on a virtual clock, as the pages tell the reader to start one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.department import NOW, copy_department
from tests.server import ANXIN, served


@pytest.fixture(scope="session")
def demo_server(department: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demo on a free port; yield its address."""
    folder = tmp_path_factory.mktemp("demo")
    copy_department(department, folder)
    with served(folder, clock_start=NOW) as address:
        yield address


@pytest.fixture
def environment() -> dict[str, str]:
    """What a reader's shell has after activating the virtual environment."""
    return {**os.environ, "PATH": f"{ANXIN.parent}{os.pathsep}{os.environ['PATH']}"}
