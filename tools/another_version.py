"""Deploys a process a second time with a few changes, so that there are versions to compare."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from api.home.page import DEMO_PASSWORD
from tests.server import ANXIN, ROOT

_PROCESS: Final = "follow_up"
_CHANGES: Final = (
    ('name="技师回访"', 'name="技师当天回访"'),
    ('"label.en" value="Technician calls"', '"label.en" value="Technician calls the same day"'),
    ('name="回访超时"', 'name="回访已超时"'),
    ('"label.en" value="Call late"', '"label.en" value="Call overdue"'),
)


def deploy_another_version(address: str) -> None:
    """Deploy the changed process to a demo; where that was done before, nothing happens."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / _PROCESS
        shutil.copytree(ROOT / "processes" / _PROCESS, folder, ignore=shutil.ignore_patterns("scenarios"))
        shutil.copytree(ROOT / "forms" / _PROCESS, Path(place) / "forms" / _PROCESS)
        model = folder / f"{_PROCESS}.bpmn"
        model.write_text(_changed(model.read_text("utf-8")), "utf-8")
        subprocess.run(  # noqa: S603 - our own command
            [ANXIN, "deploy", place, "--server", address],
            check=True,
            env={**os.environ, "ANXIN_PASSWORD": DEMO_PASSWORD},
        )


def _changed(model: str) -> str:
    for before, after in _CHANGES:
        if before not in model:
            raise LookupError(f"{_PROCESS} has no {before}")
        model = model.replace(before, after)
    return model
