"""Write the files that are generated from others, or check that they are current.

`python -m tools.check_generated` compares, `python -m tools.check_generated --write` writes.
A generator is a function without arguments that returns path → text; add it to GENERATORS.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tools.law_pages import law_pages
from tools.openapi import openapi_document
from tools.rule_pages import rule_pages

ROOT = Path(__file__).parents[1]
Generator = Callable[[], Mapping[str, str]]
GENERATORS: tuple[Generator, ...] = (
    rule_pages,
    law_pages,
    openapi_document,
)


def stale(generators: Iterable[Generator], root: Path) -> dict[Path, str]:
    """Return the files whose content is not what their generator would write."""
    wanted = {root / path: text for generate in generators for path, text in generate().items()}
    return {
        path: text for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text
    }


def main(arguments: list[str]) -> int:
    """Compare or write; return 1 when a file was stale and only compared."""
    found = stale(GENERATORS, ROOT)
    if "--write" in arguments:
        for path, text in found.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
        return 0
    for path in found:
        print(f"{path.relative_to(ROOT)} is stale: run `make generate`.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
