"""Which browser the tests and the pictures use."""

import os
import shutil
from typing import Final

_WHOLE: Final = ("chromium", "chromium-browser", "google-chrome")
# The shell draws what Chromium draws, but opens no window for each visitor: it is ready five times as fast.
_SHELL: Final = "chromium-headless-shell"


def find_chromium() -> str | None:
    """Return the path that CHROMIUM names, or that of the fastest on this machine, or None."""
    return _first(_SHELL, *_WHOLE)


def find_whole_chromium() -> str | None:
    """Return the same, but rather one that draws fields for days in the reader's language."""
    return _first(*_WHOLE, _SHELL)


def _first(*names: str) -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
