"""What the rules of this folder read: the project's Python files as syntax trees, and its folders."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("engine", "aftersales", "api")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path seen from the repository's root, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Return the file as a syntax tree."""
        return _parsed(self)

    @property
    def name(self) -> str:
        """Return the module's own name."""
        return Path(self.path).stem


@cache
def _parsed(source: Source) -> ast.Module:
    return ast.parse(source.text, source.path)


def sources(*folders: str) -> Iterator[Source]:
    """Yield every Python file below these folders."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
