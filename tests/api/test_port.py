"""Who starts a server on a port that is taken is told so at once, in their language, and in one line."""

import errno
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner, Result

from api.program import ASSEMBLY, serve
from engine.cli import make_app
from tests.conftest import MASTER_KEY
from tests.port import free_port
from tests.server import ANXIN


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def start(folder: Path, language: str, *options: str) -> Result:
    app = make_app(ASSEMBLY)
    app.command()(serve)
    command = ["serve", "--demo", "--database", f"sqlite:///{folder}/demo.sqlite3", *options]
    return CliRunner().invoke(app, command, env={"ANXIN_LANG": language})


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Port {port} of 127.0.0.1 is in use; choose another one with --port.\n"),
        ("zh", "127.0.0.1 的端口 {port} 已被占用，请用 --port 另选一个。\n"),
    ],
)
def test_a_taken_port_is_told_and_nothing_else_is_done(
    tmp_path: Path, taken: int, language: str, told: str
) -> None:
    ended = start(tmp_path, language, "--port", str(taken))

    assert (ended.exit_code, ended.stdout, ended.stderr) == (1, "", told.format(port=taken))
    assert list(tmp_path.iterdir()) == []


def test_port_0_takes_a_free_one_and_tells_it(tmp_path: Path) -> None:
    command = [str(ANXIN), "serve", "--port", "0", "--database", f"sqlite:///{tmp_path}/free.sqlite3"]
    env = {**os.environ, "ANXIN_MASTER_KEY": MASTER_KEY.hex(), "ANXIN_LANG": "en"}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"Anxin serves at (http://127\.0\.0\.1:(\d+))", server.stdout.readline())
            assert found is not None
            assert found[2] != "8000"
            with urlopen(f"{found[1]}/health/ready", timeout=30) as answer:  # noqa: S310 - our own server
                assert answer.status == 200
        finally:
            server.terminate()


def test_an_address_that_is_not_ours_is_told(tmp_path: Path) -> None:
    port = free_port()

    # 192.0.2.0/24 is kept for examples: no machine has it.
    ended = start(tmp_path, "en", "--host", "192.0.2.1", "--port", str(port))

    why = os.strerror(errno.EADDRNOTAVAIL)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr == f"Cannot listen on port {port} of 192.0.2.1: {why}.\n"
