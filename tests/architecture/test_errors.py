"""Every refusal that the engine or the trade can utter has an HTTP status in the API's table."""

import ast
from collections.abc import Iterable

from aftersales.storage.names import RECORDS_ZH
from aftersales.storage.tables import RECORDS
from engine.errors import KINDS_ZH
from engine.model.definition import ResourceKind
from tests.architecture.sources import PRODUCT, Source, sources


def bases_by_class(files: Iterable[Source]) -> dict[str, set[str]]:
    """Return each class with the names of its bases."""
    classes = (node for file in files for node in ast.walk(file.tree) if isinstance(node, ast.ClassDef))
    return {node.name: {ast.unparse(base).rpartition(".")[2] for base in node.bases} for node in classes}


def ancestry(name: str, bases: dict[str, set[str]]) -> set[str]:
    """Return a class and everything it descends from."""
    return {name}.union(*(ancestry(base, bases) for base in bases.get(name, set())))


def names_in_tables(files: Iterable[Source]) -> set[str]:
    """Return the names that stand as keys in a table of numbers, such as {"NotFound": 404}."""
    tables = (node for file in files for node in ast.walk(file.tree) if isinstance(node, ast.Dict))
    return {name_of(key) for table in tables if numbers(table) for key in table.keys if key is not None}


def numbers(table: ast.Dict) -> bool:
    return all(isinstance(value, ast.Constant) and isinstance(value.value, int) for value in table.values)


def name_of(key: ast.expr) -> str:
    return str(key.value) if isinstance(key, ast.Constant) else ast.unparse(key).rpartition(".")[2]


def without_status(product: Iterable[Source], api: Iterable[Source]) -> list[str]:
    bases = bases_by_class(product)
    told = names_in_tables(api)
    errors = {name: ancestry(name, bases) for name in bases if "EngineError" in ancestry(name, bases)}
    # A family may share a status; the root of all families may not stand for any of them.
    return sorted(
        name for name, line in errors.items() if name != "EngineError" and not told & (line - {"EngineError"})
    )


def test_every_refusal_has_a_status() -> None:
    api = list(sources("api"))
    if [file.path for file in api] == ["api/__init__.py"]:
        return  # the API is not there yet

    assert without_status(sources("engine", "aftersales"), api) == []


def test_a_refusal_without_status_is_found() -> None:
    product = Source("engine/errors.py", "class EngineError(Exception): ...\nclass Lost(EngineError): ...\n")
    api = Source("api/statuses.py", 'STATUS = {"EngineError": 400, "NotFound": 404}\n')

    assert without_status([product], [api]) == ["Lost"]


def test_a_refusal_takes_its_family_s_status() -> None:
    text = (
        "class EngineError(Exception): ...\nclass Lost(EngineError): ...\nclass LostTask(errors.Lost): ...\n"
    )

    assert (
        without_status([Source("engine/errors.py", text)], [Source("api/s.py", "S = {errors.Lost: 404}")])
        == []
    )


# Refusals that begin with a kind of thing and its key.
NAMING = frozenset({"NotFound", "VersionConflict", "require_version"})


def searched_without_chinese(files: Iterable[Source], known: Iterable[str]) -> list[str]:
    """Return where a refusal names a kind that has no word in Chinese: `NotFound(kind, key, zh=…)`."""
    calls = (
        (file, node)
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in NAMING
    )
    return [
        f"{file.path}: {ast.unparse(call.args[0])}"
        for file, call in calls
        if "zh" not in {word.arg for word in call.keywords} and not kinds_asked(call.args[0]) <= set(known)
    ]


def kinds_asked(kind: ast.expr) -> set[str]:
    """Return what a call can look for: a text of the code, or the definition of any kind of model file."""
    return (
        {str(kind.value)}
        if isinstance(kind, ast.Constant)
        else {f"{each} definition" for each in ResourceKind}
    )


def test_what_is_not_found_has_a_word_in_chinese() -> None:
    assert searched_without_chinese(sources(*PRODUCT), KINDS_ZH) == []


def test_a_kind_without_a_word_in_chinese_is_found() -> None:
    text = 'NotFound("task", "1")\nNotFound("van", "2")\nNotFound("lorry", "3", zh="货车")\n'

    assert searched_without_chinese([Source("a.py", text)], {"task"}) == ["a.py: 'van'"]


def test_every_record_of_the_register_has_a_word_in_chinese() -> None:
    assert RECORDS_ZH.keys() == {table.kind for table in RECORDS.values()}
