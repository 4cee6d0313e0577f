"""The commands that stand in a page."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shell_blocks(page: str) -> list[str]:
    """Return the page's shell blocks, in the order in which a reader meets them."""
    return _BLOCK.findall((ROOT / page).read_text("utf-8"))


def commands(page: str, first_word: str) -> list[str]:
    """Return the lines of the page's shell blocks that begin with a word."""
    lines = (line for block in shell_blocks(page) for line in block.splitlines())
    return [line for line in lines if line.startswith(f"{first_word} ")]
