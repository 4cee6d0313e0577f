"""A demo server on a virtual clock, as the pages tell the reader to start one."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT

ANXIN = Path(sys.executable).with_name("anxin")


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demo on a free port; yield its address."""
    folder = tmp_path_factory.mktemp("demo")
    address = f"127.0.0.1:{_free_port()}"
    host, port = address.split(":")
    options = ["--host", host, "--port", port, "--database", f"sqlite:///{folder}/demo.sqlite3"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [ANXIN, "serve", "--demo", "--clock", "virtual", *options], cwd=ROOT, stdout=log, stderr=log
        )
        try:
            _wait(f"http://{address}/health/ready", folder / "log")
            yield f"http://{address}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(url: str, log: Path) -> None:
    retry = ["--retry", "180", "--retry-delay", "1", "--retry-connrefused", "--retry-all-errors"]
    asked = subprocess.run(["curl", "-sf", *retry, url], capture_output=True, check=False)
    if asked.returncode:
        pytest.fail(f"The demo did not start:\n{log.read_text('utf-8', 'replace')[-4000:]}")


@pytest.fixture
def environment() -> dict[str, str]:
    """What a reader's shell has after activating the virtual environment."""
    return {**os.environ, "PATH": f"{ANXIN.parent}{os.pathsep}{os.environ['PATH']}"}
