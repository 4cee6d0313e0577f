"""Where CI is set, nothing is skipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

SKIPPING = {
    "test_call.py": "import pytest\n\ndef test_it():\n    pytest.skip('no browser')\n",
    "test_file.py": "import pytest\n\npytest.skip('no browser', allow_module_level=True)\n",
    "test_mark.py": "import pytest\n\n@pytest.mark.skip(reason='no browser')\ndef test_it():\n    pass\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tests that skip themselves, each in another way, under the project's own conftest."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --continue-on-collection-errors\n", "utf-8")
    for name, text in SKIPPING.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(
        command,
        cwd=folder,
        env={**inherited, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_skip_fails_where_ci_is_set(folder: Path) -> None:
    ended = run(folder, CI="true")

    assert ended.returncode != 0
    assert "no browser (CI is set, where nothing may be skipped)" in ended.stdout
    assert "1 failed, 2 errors" in ended.stdout


def test_a_skip_is_allowed_elsewhere(folder: Path) -> None:
    ended = run(folder)

    assert ended.returncode == 0
    assert "3 skipped" in ended.stdout
