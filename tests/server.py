"""A demo server of our own, and how to find out why it did not start."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.port import free_port

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "web" / "dist" / "index.html"
ANXIN = Path(sys.executable).with_name("anxin")
# The first start lives through half a year of cases; a busy machine takes its time for that.
_PATIENCE_SECONDS = 900


@contextmanager
def served(
    folder: Path,
    *more: str,
    is_demo: bool = True,
    clock_start: datetime | None = None,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Serve the demo on a free port, its data in a folder; yield the address. `more` are further options.

    With a moment to begin at, the server's clock is a virtual one.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    options = ["--port", str(port), "--database", f"sqlite:///{folder}/demo.sqlite3", *more]
    options += ["--demo"] if is_demo else []
    if clock_start is not None:
        options += ["--clock", "virtual"]
        env = {**(env or os.environ), "ANXIN_CLOCK_START": clock_start.isoformat()}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([ANXIN, "serve", *options], cwd=cwd, stdout=log, stderr=log, env=env)
        try:
            _wait(server, address, folder / "log")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{address}/health/ready", timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.3)  # noqa: TID251 - another process's start is nothing to wait on otherwise
    raise RuntimeError(f"The demo server did not start:\n{log.read_text('utf-8')[-2000:]}")
