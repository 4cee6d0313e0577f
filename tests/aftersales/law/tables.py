"""The shipped tables, and how to spoil one of their cells."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[3]
_DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


@cache
def shipped() -> dict[str, bytes]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted((ROOT / "processes").rglob("*.dmn"))
    }


def file_of(decision: str) -> str:
    marker = f'<decision id="{decision}"'.encode()
    return next(file for file, xml in shipped().items() if marker in xml)


def outputs(file: str, decision: str) -> list[str]:
    """Return the names of a table's outputs."""
    return [
        each.get("name", "")
        for each in _table(etree.fromstring(shipped()[file]), decision).iter(f"{_DMN}output")
    ]


def row_ids(file: str, decision: str) -> list[str]:
    table = _table(etree.fromstring(shipped()[file]), decision)
    return [each.get("id", "") for each in table.iter(f"{_DMN}rule")]


def cell(file: str, decision: str, row: str, output: str) -> str:
    return _cell(etree.fromstring(shipped()[file]), file, decision, row, output).text or ""


def spoiled(file: str, decision: str, rows: Iterable[str], output: str, text: str) -> bytes:
    """Return the file with another text in an output of some rows."""
    root = etree.fromstring(shipped()[file])
    for row in rows:
        _cell(root, file, decision, row, output).text = text
    return etree.tostring(root)


def without_row(file: str, row: str) -> bytes:
    """Return the file without one row."""
    root = etree.fromstring(shipped()[file])
    found = next(each for each in root.iter(f"{_DMN}rule") if each.get("id") == row)
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)
    return etree.tostring(root)


def _table(root: etree._Element, decision: str) -> etree._Element:
    found = next(each for each in root.iter(f"{_DMN}decision") if each.get("id") == decision)
    return next(found.iter(f"{_DMN}decisionTable"))


def _cell(root: etree._Element, file: str, decision: str, row: str, output: str) -> etree._Element:
    rule = next(each for each in _table(root, decision).iter(f"{_DMN}rule") if each.get("id") == row)
    entry = list(rule.iter(f"{_DMN}outputEntry"))[outputs(file, decision).index(output)]
    return next(entry.iter(f"{_DMN}text"))
