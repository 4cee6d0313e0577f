"""Papers say what the forms said, in both languages, and nothing that a customer wrote is code."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import segno
import typst

from aftersales.model.language import Language
from aftersales.papers import Paper, PaperValues, available, content_of, papers, typeset
from aftersales.papers.field import Field, fields_of

ROOT = Path(__file__).parents[3]
FORMS = [json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "forms").rglob("*.json"))]
FIELDS = fields_of(FORMS)
NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
PARTS = [{"part_number": "P-1", "name": "启动电容", "quantity": 2, "source": "original"}]


def values(process: str = "repair", **variables: object) -> PaperValues:
    return PaperValues("WX-20261122-0007", process, variables, NOW, "http://127.0.0.1:8000/cases/1")


def picture() -> bytes:
    made = BytesIO()
    segno.make("photo").save(made, kind="png", scale=4)
    return made.getvalue()


def example(field: Field) -> Any:
    """Return a value that the field's form would take."""
    schema = field.schema
    if field.is_picture:
        return ["photo-1"] if schema.get("type") == "array" else "photo-1"
    if field.columns:
        return [{column.name: example(column) for column in field.columns}]
    options = schema.get("oneOf") or schema.get("items", {}).get("oneOf")
    if options:
        value = options[0]["const"]
        return [value] if schema.get("type") == "array" else value
    if schema.get("type") == "array":
        return ["甲", "乙"]
    found: dict[object, object] = {"boolean": True, "integer": 3, "number": Decimal("12.50")}
    return found.get(schema.get("type"), "2026-11-22" if "format" in schema else "压缩机启动电容损坏")


def whole(paper: Paper) -> PaperValues:
    names = {name for section in paper.sections for name in section.fields}
    known = {name: example(FIELDS[name]) for name in names if name in FIELDS}
    return values(paper.processes[0], **known)


# Known to the process without a form of their own.
OF_THE_PROCESS = {"technician", "replacement_model"}


@pytest.mark.parametrize("paper", papers().values(), ids=lambda paper: paper.key)
def test_every_field_of_a_paper_is_asked_for_by_a_form(paper: Paper) -> None:
    names = {name for section in paper.sections for name in section.fields} | set(paper.since)

    assert names - set(FIELDS) <= OF_THE_PROCESS


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("paper", papers().values(), ids=lambda paper: paper.key)
def test_every_paper_is_set_with_every_field(paper: Paper, language: Language) -> None:
    case = whole(paper)
    content = content_of(paper, case, FIELDS, language)

    made = typeset(content, {"photo-1": picture()})

    assert paper in available(case)
    assert made.startswith(b"%PDF-")
    assert len(content.parts) == len(paper.sections)
    if language == "en":
        said = [content.title, *content.signers]
        said += [part.title for part in content.parts]
        said += [line[0] for part in content.parts for line in part.lines]
        assert not [text for text in said if re.search(r"[一-鿿]", text)]


def test_values_are_said_as_the_form_says_them() -> None:
    content = content_of(
        papers()["service_order"],
        values(paid_amount=Decimal("1128.5"), acceptance="signed", parts_used=PARTS, is_emergency=True),
        FIELDS,
        "en",
    )

    lines = {label: text for part in content.parts for label, text, _ in part.lines}
    tables = [table for part in content.parts for table in part.tables]

    assert lines["Acceptance"] == "I accept and sign"
    assert "CNY 1,128.50" in lines.values()
    assert "yes" in lines.values()
    assert tables[0][2][0][:3] == ["P-1", "启动电容", "2"]


def test_a_paper_is_offered_once_there_is_something_to_print() -> None:
    assert [paper.key for paper in available(values())] == []
    assert [paper.key for paper in available(values(symptom="不制冷"))] == ["service_request"]
    assert "service_order" in [paper.key for paper in available(values(work_measures="换电容"))]
    assert [paper.key for paper in available(values("complaint", symptom="不制冷"))] == []


def test_unknown_things_are_left_out() -> None:
    content = content_of(papers()["service_order"], values(work_measures="换电容"), FIELDS, "zh")

    assert [part.title for part in content.parts] == ["处理"]


@pytest.mark.parametrize(
    "text", ["#panic()", '#read("/etc/passwd")', "$ x $ *b* _i_ `c` \\", "</script> 'x' \"y\""]
)
def test_what_a_customer_wrote_is_text(text: str) -> None:
    content = content_of(papers()["service_request"], values(symptom=text, customer_name=text), FIELDS, "zh")

    assert typeset(content, {}).startswith(b"%PDF-")


def test_a_file_that_is_no_picture_is_named_instead() -> None:
    content = content_of(papers()["service_request"], values(symptom="x", photos=["a", "b"]), FIELDS, "zh")

    assert content.pictures == ["a", "b"]
    assert typeset(content, {"a": b"<svg onload=alert(1)>", "b": b"%PDF-1.7"}).startswith(b"%PDF-")


def test_a_broken_picture_does_not_lose_the_paper() -> None:
    content = content_of(papers()["service_request"], values(symptom="x", photos=["a"]), FIELDS, "zh")

    assert typeset(content, {"a": b"\x89PNG\r\n\x1a\n and then nothing"}).startswith(b"%PDF-")


def test_the_font_has_chinese_characters() -> None:
    families = set(typst.Fonts().families())

    assert any("CJK" in family or "SC" in family for family in families)
