"""Where CI is set, nothing is skipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

SKIPPING = {
    "a test": "import pytest\n\ndef test_it():\n    pytest.skip('no browser')\n",
    "a file": "import pytest\n\npytest.skip('no browser', allow_module_level=True)\n",
    "a mark": "import pytest\n\n@pytest.mark.skip(reason='no browser')\ndef test_it():\n    pass\n",
}


def run(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", SKIPPING)
def test_a_skip_fails_where_ci_is_set(tmp_path: Path, kind: str) -> None:
    (tmp_path / "test_it.py").write_text(SKIPPING[kind], "utf-8")

    ended = run(tmp_path, {**os.environ, "CI": "true"})

    assert ended.returncode != 0
    assert "no browser (CI is set, where nothing may be skipped)" in ended.stdout


def test_a_skip_is_allowed_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SKIPPING["a test"], "utf-8")

    ended = run(tmp_path, {name: value for name, value in os.environ.items() if name != "CI"})

    assert ended.returncode == 0
