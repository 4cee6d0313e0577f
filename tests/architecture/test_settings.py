"""Every setting is documented, in both languages, and nothing is documented that is no setting."""

import ast
import re
from collections.abc import Iterable

import pytest

from tests.architecture.sources import PRODUCT, ROOT, Source, sources

NAME = re.compile(r"\bANXIN_[A-Z0-9_]*[A-Z0-9]\b")
# Read by make and by the checks, before there is a program that could have settings.
OF_MAKE = {"ANXIN_SKIP_WEB"}


def settings(files: Iterable[Source]) -> set[str]:
    """Return the environment variables that the program reads: fields of settings classes and plain names."""
    found: set[str] = set()
    for file in files:
        for node in ast.walk(file.tree):
            if isinstance(node, ast.ClassDef) and any(
                "BaseSettings" in ast.unparse(base) for base in node.bases
            ):
                found |= {f"ANXIN_{field.upper()}" for field in fields(node)}
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
                found.add(node.value)
    return found


def fields(node: ast.ClassDef) -> list[str]:
    assigned = (part.target for part in node.body if isinstance(part, ast.AnnAssign))
    return [target.id for target in assigned if isinstance(target, ast.Name) and target.id != "model_config"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_of_settings_is_complete_and_true(language: str) -> None:
    page = (ROOT / f"docs/reference/settings.{language}.md").read_text("utf-8")
    read = settings(sources(*PRODUCT))
    if not read:
        return  # there are no settings yet

    assert set(NAME.findall(page)) - OF_MAKE == read


def test_a_field_of_a_settings_class_is_found() -> None:
    text = "class Settings(BaseSettings):\n    model_config = 1\n    database: str = ''\n"

    assert settings([Source("engine/settings.py", text)]) == {"ANXIN_DATABASE"}


def test_a_name_in_the_code_is_found() -> None:
    assert settings([Source("engine/cli/serve.py", "os.environ['ANXIN_PORT']")]) == {"ANXIN_PORT"}
