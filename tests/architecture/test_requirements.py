"""The page of requirements names only what exists."""

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest
from lxml import etree

from tests.architecture.sources import ROOT

PAGE = ROOT / "docs/reference/requirements.md"
ROW = re.compile(r"^\| (REQ-\d{3}) \| (.+?) \| (.+?) \|$", re.MULTILINE)
REFERENCE = re.compile(r"`([^`]+)`")
CONTENT_ROWS = 556


def rows() -> list[tuple[str, str]]:
    return [(key, where) for key, _, where in ROW.findall(PAGE.read_text("utf-8"))]


@cache
def ids_of(path: str) -> frozenset[str]:
    """Return every id in a BPMN or DMN file; none where there is no such file."""
    found = list((ROOT / "processes").glob(path))
    return frozenset(
        str(node.get("id")) for file in found for node in etree.parse(file).iter() if node.get("id")
    )


@cache
def fields_of(path: str) -> frozenset[str]:
    """Return every field of a form, nested and conditional ones included."""
    file = ROOT / path
    return frozenset(_names(json.loads(file.read_text("utf-8")))) if file.is_file() else frozenset()


def _names(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        properties = node.get("properties")
        yield from properties if isinstance(properties, dict) else ()
        for each in node.values():
            yield from _names(each)
    if isinstance(node, list):
        for each in node:
            yield from _names(each)


def exists(reference: str) -> bool:
    place, _, name = reference.partition("#")
    if not name:
        return (ROOT / place).exists()
    if place.startswith("forms/"):
        return name in fields_of(f"{place}.json")
    if place.endswith(".dmn"):
        return name in ids_of(f"*/{place}")
    return name in ids_of(f"{place}/{place}.bpmn")


def test_every_row_of_content_is_there_once() -> None:
    keys = [key for key, _ in rows()]

    assert len(keys) == len(set(keys)) == CONTENT_ROWS


def test_every_row_says_where_it_lives_or_why_it_is_not_built() -> None:
    assert [key for key, where in rows() if not REFERENCE.search(where) and "Not built: " not in where] == []


def test_every_reference_leads_somewhere() -> None:
    dead = {key: [each for each in REFERENCE.findall(where) if not exists(each)] for key, where in rows()}

    assert {key: each for key, each in dead.items() if each} == {}


@pytest.mark.parametrize(
    "reference",
    [
        "repair#nothing",
        "nothing#open_case",
        "warranty.dmn#nothing",
        "forms/intake/register_report#nothing",
        "gone.py",
    ],
)
def test_a_dead_reference_is_noticed(reference: str) -> None:
    assert not exists(reference)
