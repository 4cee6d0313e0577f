"""Each automatic decision can be read as sentences, with the law that bounds it, by staff and customers."""

import re
from datetime import date

import pytest

from aftersales.law import legal_notes
from aftersales.law.bounds import words
from engine.decisions import TableText, explain, load, tables
from tests.aftersales.law.tables import file_of, shipped

DAY = date(2026, 3, 2)
TABLES = [(file, table) for file, xml in shipped().items() for table in tables(load(xml))]


@pytest.mark.parametrize(
    ("file", "table"), TABLES, ids=[f"{file}:{table.decision}" for file, table in TABLES]
)
def test_every_row_of_every_table_speaks_both_languages(file: str, table: TableText) -> None:
    spoken = {"text_zh", "text_en"} <= {column.name for column in table.outputs}
    for row in table.rows:
        zh, _, en = " ".join(row.notes).partition(" / ")
        assert spoken or (re.search("[一-鿿]", zh) and re.search("[A-Za-z]{3}", en)), row
        assert spoken or not re.match(r"REQ-\d+", en), row
    assert re.search("[A-Za-z]", table.description)
    assert all(column.label and column.description for column in (*table.inputs, *table.outputs))


def test_every_code_that_a_table_asks_for_has_words() -> None:
    asked = {
        code
        for _, table in TABLES
        for row in table.rows
        for cell in row.inputs
        for code in re.findall('"([a-z_0-9]+)"', cell)
    }

    assert asked <= words().keys()


def told(decision: str, **inputs: object) -> tuple[list[str], list[str]]:
    model = load(shipped()[file_of(decision)])
    record = model.evaluate(decision, inputs).record.to_json()
    notes = legal_notes(record, DAY)
    found = explain(model, record, words())
    return [one.zh for one in found] + [one.zh for one in notes], [one.en for one in found] + [
        one.en for one in notes
    ]


def test_a_return_is_told_with_its_days_and_the_article() -> None:
    zh, en = told(
        "remedy_rights",
        asked_on="2026-03-02",
        delivered_on="2026-02-25",
        return_ground="no_reason",
        distance_sale=True,
        province="jiangsu",
    )

    assert "公司政策（促销：否）：7 天无理由；30 天可退，90 天可换。" in zh
    assert (
        "无理由退货天数：7；法律下限：7（消费者权益保护法第二十五条：远程购物收货七日内无理由退货）。" in zh
    )
    assert any(
        line.startswith("Days of a refund for a defect: 30; the law asks for 7 (Three-guar") for line in en
    )
    assert len(zh) == len(en) == len(set(zh))


def test_no_depreciation_in_zhejiang_is_told_with_its_law() -> None:
    zh, _ = told("refund_amount", paid_amount=3000, province="zhejiang", product_category="tv")

    assert any(line.startswith("折旧费：不收折旧费；法律下限：不收折旧费（浙江省") for line in zh)


def test_where_no_law_bounds_a_decision_only_its_row_is_told() -> None:
    zh, en = told("refund_approval", refund={"basis": "full", "amount": 2999})

    assert zh == ["退款审批（金额：2999）：3000 元以内由主管批准。"]
    assert en == ["Who approves a refund (amount: 2999): Up to 3,000 CNY the supervisor."]
