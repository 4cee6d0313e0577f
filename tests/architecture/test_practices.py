"""What the page of refused practices says is so: its references live, and no form offers a way around."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from lxml import etree

from tests.architecture.sources import ROOT
from tests.architecture.test_requirements import exists

PAGES = [ROOT / f"docs/reference/practices.{language}.md" for language in ("zh", "en")]
REFERENCE = re.compile(r"`([^`]+[#:][^`]+)`")
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"
NOT_BLANK = {"type": "string", "minLength": 1, "pattern": "\\S"}


def references(text: str) -> list[str]:
    rows = [line.rpartition(" | ")[2] for line in text.splitlines() if line.startswith("| ")]
    return [each for row in rows for each in REFERENCE.findall(row)]


def leads_somewhere(reference: str) -> bool:
    place, _, name = reference.partition("::")
    if not name:
        return exists(reference)
    file = ROOT / place
    if not file.is_file():
        return False
    text = file.read_text("utf-8")
    return f"def {name}(" in text if place.endswith(".py") else name in json.loads(text)


@cache
def schemas() -> dict[str, Any]:
    files = sorted((ROOT / "forms").rglob("*.json"))
    return {
        file.relative_to(ROOT / "forms").as_posix(): json.loads(file.read_text("utf-8"))["schema"]
        for file in files
    }


def fields(schema: object) -> Iterator[tuple[str, Any]]:
    """Yield every field, nested and conditional ones included."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        yield from properties.items() if isinstance(properties, dict) else ()
    if isinstance(schema, dict | list):
        for inner in schema.values() if isinstance(schema, dict) else schema:
            yield from fields(inner)


def test_both_pages_give_the_same_references_and_all_live() -> None:
    chinese, english = (references(page.read_text("utf-8")) for page in PAGES)

    assert chinese == english
    assert len(english) > 20
    assert [each for each in english if not leads_somewhere(each)] == []


@pytest.mark.parametrize(
    "reference",
    [
        "repair#nothing",
        "tests/architecture/test_practices.py::test_nothing",
        "tests/gone.py::test_nothing",
        "processes/quote/scenarios/scenarios.json::Nobody tells this",
    ],
)
def test_a_dead_reference_is_noticed(reference: str) -> None:
    assert not leads_somewhere(reference)


def test_no_form_writes_what_a_table_decides() -> None:
    models = sorted((ROOT / "processes").rglob("*.bpmn"))
    decided = {
        str(call.get("resultVariable"))
        for model in models
        for call in etree.parse(model).iter(f"{ZEEBE}calledDecision")
    }

    written = {name: form for form, schema in schemas().items() for name, _ in fields(schema)}

    assert len(decided) > 20
    assert {name: written[name] for name in decided & written.keys()} == {}
    assert all("unevaluatedProperties" in schema for schema in schemas().values()), "others are refused"


def test_cause_and_measures_are_never_blank() -> None:
    told = ("work_cause", "work_measures")
    approval, work = (
        schemas()["repair/approve_work_order.json"],
        schemas()["repair_work/carry_out_repair.json"],
    )
    (approved,) = [p for p in approval["allOf"] if p["if"]["properties"]["approval"]["const"] == "approved"]

    assert set(told) <= set(work["required"])
    assert set(told) <= set(approved["then"]["required"])
    for form, schema in schemas().items():
        for name, field in fields(schema):
            if name in told and "type" in field:
                assert NOT_BLANK.items() <= field.items(), f"{form} lets {name} be blank"


def test_no_form_is_ticked_beforehand() -> None:
    preset = [
        f"{form}: {name}"
        for form, schema in schemas().items()
        for name, field in fields(schema)
        if "default" in field
    ]

    assert preset == []
