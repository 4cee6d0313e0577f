"""Which browser the tests and the pictures use."""

import os
import shutil
from typing import Final

# The shell draws what Chromium draws, but opens no window for each visitor: it is ready five times as fast.
_NAMES: Final = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the path that CHROMIUM names, or that of a Chromium on this machine, or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
