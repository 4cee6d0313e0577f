"""Check that every relative link in the Markdown pages leads to a file and, where named, to a heading."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
HTML = re.compile(r"(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
ANCHOR = re.compile(r"<a (?:id|name)=\"([^\"]+)\"")
OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links(text: str) -> list[str]:
    """Return the targets of a page's links, code left out."""
    prose = CODE.sub("", FENCE.sub("", text))
    return LINK.findall(prose) + HTML.findall(prose)


def anchors(text: str) -> set[str]:
    """Return the names a link may use after `#`: GitHub's form of each heading."""
    titles = HEADING.findall(FENCE.sub("", text))
    return {slug(title) for title in titles} | set(ANCHOR.findall(text))


def slug(title: str) -> str:
    """Return GitHub's anchor for a heading."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).replace("`", "")
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


def broken(page: Path) -> list[str]:
    """Return the targets of one page that lead nowhere."""
    return [
        target
        for target in links(page.read_text("utf-8"))
        if not OUTSIDE.match(target) and not leads(page, target)
    ]


def leads(page: Path, target: str) -> bool:
    """Tell whether a relative target exists, seen from its page."""
    path, _, anchor = unquote(target).partition("#")
    there = page if not path else page.parent / path
    if not there.exists():
        return False
    return not anchor or there.suffix != ".md" or anchor in anchors(there.read_text("utf-8"))


def pages(root: Path) -> list[Path]:
    """Return the Markdown pages that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],  # noqa: S607 - the developer's own git
        cwd=root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [root / name for name in listed.stdout.splitlines() if (root / name).exists()]


def main() -> int:
    """Print each broken link; return 1 when there is one."""
    found = [f"{page.relative_to(ROOT)}: {target}" for page in pages(ROOT) for target in broken(page)]
    print("\n".join(found) or "Every link in the documentation leads somewhere.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
