"""Managers read figures and reports, look into the cases behind them, and take them along as Excel."""

from io import BytesIO
from pathlib import Path

import pytest
import python_calamine
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.reader import DESKTOP, PHONE, Readers

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_dashboard_leads_from_a_number_to_its_cases(readers: Readers, size: tuple[int, int]) -> None:
    reader = readers.come("supervisor", language="en", size=size)
    reader.open("/reports?since=2026-01-01")
    closure = reader.page.locator(".tile", has_text="Closure")
    expect(closure).to_contain_text("%")
    expect(reader.page.locator(".drawing svg")).to_have_count(3)

    found = barriers(reader.page)
    closure.get_by_role("button").click()
    reader.page.locator(".case-links a").first.click()

    assert found == []
    expect(reader.page.locator("tbody a").first).to_be_visible()


def test_a_chart_says_the_same_as_its_table(readers: Readers) -> None:
    reader = readers.come("supervisor")
    reader.open("/reports?since=2026-01-01")
    chart = reader.page.locator(".chart").first

    chart.locator("summary").click()

    cells = chart.locator("tbody td")
    expect(cells.first).to_be_visible()
    tiles = reader.page.locator(".tile", has_text="结案率").locator("p").nth(2)
    total = int((tiles.text_content() or "").split("/")[1].split()[0])
    assert sum(int(text) for text in cells.all_text_contents()) == total


def test_a_report_comes_as_excel(readers: Readers) -> None:
    reader = readers.come("auditor")
    reader.open("/reports?show=kpis&since=2026-01-01")
    expect(reader.page.locator("tbody tr").nth(5)).to_be_visible()

    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("link", name="导出 Excel").click()
    content = Path(waiting.value.path()).read_bytes()

    rows = python_calamine.load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "指标一览"
    assert barriers(reader.page) == []


def test_narrowing_stays_in_the_address(readers: Readers) -> None:
    reader = readers.come("supervisor", language="en")
    reader.open("/reports?since=2026-01-01")
    whole = reader.page.locator(".tile", has_text="Closure").locator("p").nth(2)
    expect(whole).to_be_visible()

    reader.page.get_by_label("From").fill("2026-10-22")

    expect(reader.page).to_have_url(f"{reader.address}/reports?since=2026-10-22")


def test_technicians_see_no_reports(readers: Readers) -> None:
    reader = readers.come("technician", language="en")

    expect(reader.page.get_by_role("link", name="Tasks")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Reports")).to_have_count(0)
