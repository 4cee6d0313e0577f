"""The size and the names of modules."""

from collections.abc import Iterable
from pathlib import Path

from tests.architecture.sources import PRODUCT, ROOT, Source, sources

MOST_LINES = 300
GENERATED: frozenset[str] = frozenset()
# Names that say nothing: what lies in such a module belongs somewhere with a name.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "data", "info"}
EVERYTHING = (*PRODUCT, "tests", "benchmarks", "tools")


def too_long(files: Iterable[Source]) -> list[str]:
    counted = ((file.path, len(file.text.splitlines())) for file in files if file.path not in GENERATED)
    return [f"{path}: {lines} lines" for path, lines in counted if lines > MOST_LINES]


def badly_named(files: Iterable[Source]) -> list[str]:
    return [file.path for file in files if EMPTY_NAMES & set(Path(file.path).with_suffix("").parts)]


def initialised(files: Iterable[Source]) -> list[str]:
    return [file.path for file in files if file.name == "__init__"]


def test_no_module_is_longer_than_a_reader_likes() -> None:
    assert too_long(sources(*EVERYTHING)) == []


def test_a_long_module_is_found() -> None:
    assert too_long([Source("engine/a.py", "x = 1\n" * 301)]) == ["engine/a.py: 301 lines"]


def test_generated_modules_that_may_be_long_exist() -> None:
    assert [path for path in GENERATED if not (ROOT / path).exists()] == []


def test_every_module_has_a_name_that_says_something() -> None:
    assert badly_named(sources(*EVERYTHING)) == []


def test_an_empty_name_is_found() -> None:
    bad = [Source("engine/utils.py", ""), Source("api/common/page.py", "")]

    assert badly_named(bad) == ["engine/utils.py", "api/common/page.py"]


def test_tests_are_no_packages() -> None:
    """A package below tests/ would shadow the product's package of the same name."""
    assert initialised(sources("tests")) == []


def test_a_package_among_tests_is_found() -> None:
    assert initialised([Source("tests/engine/__init__.py", "")]) == ["tests/engine/__init__.py"]
