"""The demo's department, lived through once in a run: half a year of cases takes half a minute."""

import fcntl
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from engine.clock import CHINA
from tests.server import served

# A Wednesday's afternoon, so that what people find does not hang on the hour at which the tests run.
NOW: Final = datetime(2026, 11, 18, 14, 30, tzinfo=CHINA)


def department(kept: Path) -> Path:
    """Return the file with the department; who asks first lets the demo make it, the other workers wait."""
    kept.mkdir(exist_ok=True)
    file, made = kept / "demo.sqlite3", kept / "made"
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with served(kept, clock_start=NOW):
                pass
            made.touch()
    return file


def copy_department(file: Path, folder: Path) -> None:
    """Put a department where `served` looks for one; its log stays where it was written."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(folder / "demo.sqlite3")) as copy:
        source.backup(copy)
