"""Tables are imported whole or not at all, each error is named, and what is exported can be imported."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.model.agreement import Agreement, AgreementState
from aftersales.model.customer import Customer, CustomerPhone
from aftersales.model.product import Category, Product
from aftersales.model.stock import Part
from aftersales.model.unit import Unit
from aftersales.ports.register import Register
from aftersales.sheets import (
    AGREEMENTS,
    CUSTOMERS,
    PARTS,
    PRODUCTS,
    SHEETS,
    UNITS,
    FileRefused,
    ImportRefused,
    Sheet,
    export_csv,
    export_excel,
    import_table,
    preview_import,
    template,
)
from aftersales.sheets.cell import armed, unarmed
from aftersales.sheets.file import read_rows, write_csv, write_excel
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering
from tests.aftersales.memory import in_memory

FRIDGE = Product("BCD-520", Category.REFRIGERATOR, "冰箱", "Fridge", 12, 36, 6)


def a_table(sheet: Sheet, *rows: dict[str, str]) -> bytes:
    fields = [column.field for column in sheet.columns]
    return write_csv(sheet.headings("zh"), ([row.get(field, "") for field in fields] for row in rows))


def a_customer(**cells: str) -> dict[str, str]:
    return {"id": "C1", "name": "林晓梅", "phone": "138 0000 0001", **cells}


def errors_of(register: Register, sheet: Sheet, *rows: dict[str, str]) -> list[tuple[int, str]]:
    preview = preview_import(register, sheet, a_table(sheet, *rows), DEED)
    return [(error.row, error.column) for error in preview.errors]


def test_a_table_of_customers_comes_in(database: Store) -> None:
    content = a_table(
        CUSTOMERS,
        a_customer(tier="金卡", province="zhejiang", city="杭州市", district="西湖区", street="文三路 1 号"),
        a_customer(id="C2", name="陈国栋", phone="010-88886666", kind="project"),
    )

    with registering(database) as register:
        done = import_table(register, CUSTOMERS, content, DEED)

        assert (done.added, done.changed, done.unchanged) == (2, 0, 0)
        assert register.get(Customer, "C1").tier == "gold"
        assert register.get(CustomerPhone, "C2:1").digits == "01088886666"


def test_a_preview_changes_nothing(database: Store) -> None:
    with registering(database) as register:
        preview = preview_import(register, CUSTOMERS, a_table(CUSTOMERS, a_customer()), DEED)

        assert (preview.added, preview.can_be_imported) == (1, True)
        assert register.all(Customer) == []
        assert register.changes() == []


def test_one_wrong_row_keeps_all_out(database: Store) -> None:
    content = a_table(CUSTOMERS, a_customer(), a_customer(id="C2", tier="platinum"))

    with registering(database) as register:
        with pytest.raises(ImportRefused) as refused:
            import_table(register, CUSTOMERS, content, DEED)

        assert register.all(Customer) == []
    (error,) = refused.value.preview.errors
    assert (error.row, error.column) == (3, "tier")
    assert error.zh == "“platinum”不在可选值中：无、银卡、金卡、钻石卡"


def test_every_error_of_every_row_is_listed() -> None:
    with in_memory() as register:
        found = errors_of(
            register,
            CUSTOMERS,
            a_customer(name="", tier="x"),
            a_customer(id="C2", phone="12"),
            a_customer(id="C3"),
            a_customer(id="C3"),
        )

    assert found == [(2, "name"), (2, "tier"), (3, "id"), (5, "id")]


def test_a_unit_names_a_registered_model_and_customer() -> None:
    unit = {"id": "S1", "model": "BCD-520", "invoice_on": "2025/6/22", "invoice_price": "3,999.00"}
    with in_memory() as register:
        register.add(FRIDGE, DEED)

        wrong = errors_of(register, UNITS, {**unit, "model": "X"}, {**unit, "id": "S2", "customer_id": "C9"})
        import_table(register, UNITS, a_table(UNITS, unit), DEED)

        assert wrong == [(2, "id"), (3, "id")]
        stored = register.get(Unit, "S1")
        assert (stored.invoice_on, stored.invoice_price) == (date(2025, 6, 22), Decimal("3999.00"))


AGREEMENT = {
    "id": "XY-1",
    "customer_id": "C1",
    "begins_on": "2026-01-31",
    "ends_on": "2026-12-31",
    "amount": "1000.00",
    "charged_every_months": "4",
    "waived": "工时费、上门费",
    "state": "已审核",
}


def test_an_agreement_comes_in_with_what_it_waives() -> None:
    with in_memory() as register:
        import_table(register, CUSTOMERS, a_table(CUSTOMERS, a_customer()), DEED)

        import_table(register, AGREEMENTS, a_table(AGREEMENTS, AGREEMENT), DEED)

        agreed = register.get(Agreement, "XY-1")
        assert (agreed.waived, agreed.state) == (("labour", "visit"), AgreementState.REVIEWED)


@pytest.mark.parametrize(
    ("field", "cell", "column"),
    [
        ("customer_id", "C9", "id"),
        ("ends_on", "2025-12-31", "id"),
        ("charged_every_months", "0", "id"),
        ("visited_every_months", "0", "id"),
        ("waived", "工时费、空气", "waived"),
    ],
)
def test_an_agreement_that_cannot_be_kept_is_an_error(field: str, cell: str, column: str) -> None:
    with in_memory() as register:
        import_table(register, CUSTOMERS, a_table(CUSTOMERS, a_customer()), DEED)

        assert errors_of(register, AGREEMENTS, {**AGREEMENT, field: cell}) == [(2, column)]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("price", "1.001"),
        ("price", "-1"),
        ("price", "abc"),
        ("price", "NaN"),
        ("must_return", "maybe"),
        ("safety_stock", "1.5"),
        ("safety_stock", "²"),
        ("name_zh", "x" * 501),
        ("name_zh", "a\x00b"),
    ],
)
def test_a_cell_that_cannot_be_read_is_an_error(field: str, cell: str) -> None:
    part = {"id": "P1", "name_zh": "主板", "name_en": "Board", "price": "1.00", field: cell}
    with in_memory() as register:
        assert errors_of(register, PARTS, part) == [(2, field)]


@pytest.mark.parametrize("cell", ["2025-02-30", "yesterday", "2025-6", ""])
def test_a_day_that_is_none_is_an_error(cell: str) -> None:
    with in_memory() as register:
        register.add(FRIDGE, DEED)
        found = errors_of(register, UNITS, {"id": "S1", "model": "BCD-520", "invoice_on": cell})

    assert found == ([] if cell == "" else [(2, "invoice_on")])


def test_an_empty_cell_never_empties_the_register() -> None:
    with in_memory() as register:
        import_table(register, CUSTOMERS, a_table(CUSTOMERS, a_customer(email="a@b.example")), DEED)

        done = import_table(register, CUSTOMERS, a_table(CUSTOMERS, a_customer(name="林小梅")), DEED)

        assert (done.added, done.changed) == (0, 1)
        stored = register.get(Customer, "C1")
        assert (stored.name, stored.email) == ("林小梅", "a@b.example")


def test_an_unknown_heading_is_told_and_ignored() -> None:
    content = write_csv(["型号", "品类", "名称", "英文名称", "颜色"], [["A", "电视", "电视", "TV", "黑"]])
    with in_memory() as register:
        assert preview_import(register, PRODUCTS, content, DEED).unknown_headings == ("颜色",)


def test_a_missing_heading_is_refused() -> None:
    with in_memory() as register, pytest.raises(FileRefused, match="Category"):
        preview_import(register, PRODUCTS, write_csv(["型号"], [["A"]]), DEED)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\xff", b"PK\x03\x04 no", b"x" * (21 * 1024 * 1024)])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused):
        read_rows(content)


def test_tables_in_the_old_chinese_encoding_are_read() -> None:
    assert read_rows("型号,品类\nA,电视\n".encode("gb18030")) == [["型号", "品类"], ["A", "电视"]]


@pytest.mark.parametrize("export", [export_excel, export_csv])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_exported_is_imported_unchanged(export: object, language: str) -> None:
    assert callable(export)
    with in_memory() as register:
        register.add(replace(FRIDGE, list_price=Decimal("3999.00")), DEED)
        register.add(Part("P1", "=主板", "+Board", Decimal("0.50"), must_return=True), DEED)
        import_table(register, CUSTOMERS, a_table(CUSTOMERS, a_customer(street="@home")), DEED)
        register.add(Unit("0012", "BCD-520", "C1", delivered_on=date(2025, 6, 25)), DEED)
        import_table(register, AGREEMENTS, a_table(AGREEMENTS, AGREEMENT), DEED)
        for sheet in SHEETS.values():
            done = import_table(register, sheet, export(register, sheet, language=language), DEED)

            assert (done.added, done.changed, done.unchanged) == (0, 0, 1)


def test_a_template_is_an_empty_table() -> None:
    assert read_rows(template(PARTS, language="en"))[0][0] == "Part number"


def test_csv_disarms_formulas() -> None:
    content = write_csv(["a"], [["=1+1"]])

    assert b"'=1+1" in content
    assert read_rows(content)[1] == ["=1+1"]


@settings(deadline=None)
@given(value=st.text())
def test_arming_is_undone(value: str) -> None:
    assert unarmed(armed(value)) in {value, value.removeprefix("'")}
    assert not armed(value).startswith(("=", "+", "-", "@", "\t", "\r"))


PRINTABLE = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)


@settings(max_examples=25, deadline=None)
@given(cells=st.lists(PRINTABLE, min_size=1, max_size=4))
def test_excel_gives_back_what_it_was_given(cells: list[str]) -> None:
    rows = read_rows(write_excel(["a"] * len(cells), [cells]))

    assert rows[1] == [unarmed(cell) for cell in cells]
