"""One operation is one transaction, and only the unit of work closes it."""

import ast
from collections.abc import Iterable

from tests.architecture.sources import PRODUCT, Source, sources

# SQLAlchemy's `begin()` commits when its block ends. Beside the unit of work, only looking at the tables'
# version and changing them need one: no unit of work can be before there are tables.
OPENERS = ("unit_of_work.py", "/storage/schema.py", "/storage/__init__.py")


def committers(files: Iterable[Source]) -> list[str]:
    return [
        f"{file.path}:{line}"
        for file in files
        if not file.path.endswith(OPENERS)
        for line in committing_lines(file)
    ]


def committing_lines(file: Source) -> list[int]:
    words = {"commit", "begin"} if "sqlalchemy" in file.text else {"commit"}
    return [
        node.lineno for node in ast.walk(file.tree) if isinstance(node, ast.Attribute) and node.attr in words
    ]


def test_only_the_unit_of_work_commits() -> None:
    assert committers(sources(*PRODUCT)) == []


def test_a_commit_elsewhere_is_found() -> None:
    bad = Source("engine/operations/start.py", "def start(session):\n    session.commit()\n")

    assert committers([bad]) == ["engine/operations/start.py:2"]


def test_a_transaction_begun_elsewhere_is_found() -> None:
    bad = Source("api/tasks.py", "import sqlalchemy\nwith database.begin() as connection:\n    pass\n")

    assert committers([bad]) == ["api/tasks.py:2"]
