"""Check that the migrations make exactly the tables that the program expects."""

import sys
import tempfile
from pathlib import Path

from engine.storage import schema


def drift() -> list[str]:
    """Return how a freshly migrated SQLite database differs from the tables in code."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'drift.sqlite3'}"
        schema.upgrade(url)
        return schema.check(url)


def main() -> int:
    """Print each difference; return 1 when there is one."""
    found = drift()
    print("\n".join(found) or "The migrations make the tables that the program expects.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
