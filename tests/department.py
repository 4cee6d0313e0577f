"""The demo's department, lived through once in a run: half a year of cases takes half a minute."""

import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.server import served


def department(kept: Path) -> Path:
    """Return the file with the department; who asks first lets the demo make it, the other workers wait."""
    kept.mkdir(exist_ok=True)
    file, made = kept / "demo.sqlite3", kept / "made"
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with served(kept):
                pass
            made.touch()
    return file


def copy_department(file: Path, folder: Path) -> None:
    """Put a department where `served` looks for one."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(folder / "demo.sqlite3")) as copy:
        source.backup(copy)
