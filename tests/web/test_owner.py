"""Owners see heat, tables, forms, versions and calendars, and try a version before anybody works by it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.server import ROOT
from tests.web.reader import PHONE, Reader, Readers

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])


def owner(readers: Readers, size: tuple[int, int] | None, language: str = "en") -> Reader:
    return readers.come("owner", language=language, **({"size": size} if size else {}))


@SIZES
def test_heat_is_told_by_colour_number_and_table(readers: Readers, size: tuple[int, int] | None) -> None:
    reader = owner(readers, size)
    reader.open("/models/process/visit")
    expect(reader.page.locator(".djs-element.is-heat").first).to_be_attached()

    reader.page.get_by_text("Completed", exact=True).first.click()
    expect(reader.page).to_have_url(re.compile("measure=completed"))
    badge = reader.page.locator(".badge-heat").first
    expect(badge).to_be_attached()

    first = reader.page.locator("tbody tr.ant-table-row").first
    assert int(badge.inner_text()) > 0
    expect(first.locator("td").nth(4)).not_to_have_text("0")
    expect(reader.page.locator(".bjs-powered-by")).to_be_visible()


@SIZES
def test_a_decision_is_read_as_a_table(readers: Readers, size: tuple[int, int] | None) -> None:
    reader = owner(readers, size, "zh")
    reader.open("/models?kind=decision")

    reader.page.get_by_role("link", name="保修判定").click()

    expect(reader.page.get_by_role("heading", name="保修判定")).to_be_visible()
    expect(reader.page.locator(".rules").first.get_by_text('"rules_1995"').first).to_be_visible()
    expect(reader.page.get_by_text("取第一个命中的行").first).to_be_visible()


@pytest.mark.parametrize(("language", "title"), [("zh", "登记报修"), ("en", "Register the report")])
def test_forms_are_listed_by_their_titles(readers: Readers, language: str, title: str) -> None:
    reader = owner(readers, None, language)
    reader.open("/models?kind=form")

    reader.page.get_by_role("link", name=title, exact=True).click()

    expect(reader.page.get_by_role("heading", name=title)).to_be_visible()
    expect(reader.page).to_have_url(re.compile("/models/form/intake/register_report"))


def test_a_form_is_previewed_and_nothing_leaves_the_browser(readers: Readers) -> None:
    reader = owner(readers, None)
    sent: list[str] = []
    reader.page.on("request", lambda each: sent.append(each.url) if each.method != "GET" else None)
    reader.open("/models/form/intake/register_report")
    expect(reader.page.locator(".fields")).to_be_visible()

    reader.fill("customer_name", "Wu")

    expect(reader.page.locator("#f_customer_name")).to_have_value("Wu")
    assert sent == []


def test_two_versions_are_compared_on_both_diagrams_and_as_a_list(readers: Readers, tmp_path: Path) -> None:
    reader = owner(readers, None)
    folder = ROOT / "processes/follow_up"
    changed = tmp_path / "follow_up.bpmn"
    model = (folder / "follow_up.bpmn").read_text("utf-8")
    changed.write_text(model.replace('name="技师回访"', 'name="技师电话回访"'), "utf-8")
    beside = [*folder.glob("*.dmn"), *(ROOT / "forms/follow_up").glob("*.json")]
    reader.open("/models/check")
    reader.page.locator("input[type=file]").set_input_files([str(changed), *map(str, beside)])
    reader.page.get_by_role("button", name="Deploy").click()
    reader.page.locator(".ant-popconfirm").get_by_role("button", name="Deploy").click()
    expect(reader.page.get_by_role("alert").get_by_role("button", name="Deploy")).to_be_disabled()

    reader.open("/models/process/follow_up")
    reader.page.get_by_role("button", name="Compare versions").click()

    expect(reader.page.locator(".side-by-side .djs-element.is-changed")).to_have_count(2)
    row = reader.page.get_by_role("row", name=re.compile("Changed"))
    expect(row.locator("ins").first).to_be_visible()
    expect(row).to_contain_text("user task technician_calls")
    expect(row).not_to_contain_text("userTask")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(
        "Compare two versions: Follow-up follow_up"
    )
    expect(reader.page.get_by_role("heading", level=2).first).to_have_text("Older version 1 follow_up:1")
    row.get_by_role("button").click()
    expect(reader.page.locator(".side-by-side .djs-element.is-chosen")).to_have_count(2)


@SIZES
def test_a_version_is_tried_with_forms_and_a_clock(readers: Readers, size: tuple[int, int] | None) -> None:
    reader = owner(readers, size)
    reader.open("/models/process/parts_requisition")
    reader.button("Try it").click()
    reader.page.get_by_role("dialog").get_by_label("Variables to begin with").fill(
        '{"part": "main_board", "quantity": 1}'
    )
    reader.page.get_by_role("dialog").get_by_role("button", name="Begin").click()

    expect(reader.page.get_by_role("heading", name=re.compile("^Trial of"))).to_be_visible()
    expect(reader.page.locator(".trial .djs-element.is-waits").first).to_be_attached()
    expect(reader.page.locator(".trial .fields, .trial .quiet").first).to_be_visible()
    clock = reader.page.locator(".trial-clock")
    before = clock.inner_text()
    clock.get_by_role("button", name="+1 day").click()
    expect(clock).not_to_have_text(before)
    reader.button("Complete").click()
    reader.button("Close the trial").click()

    expect(reader.page).to_have_url(re.compile("/models/process/parts_requisition"))
    reader.open("/cases?process=parts_requisition")
    expect(reader.page.get_by_role("heading", name="Cases")).to_be_visible()


@SIZES
def test_a_year_is_previewed_before_it_is_imported(readers: Readers, size: tuple[int, int] | None) -> None:
    reader = readers.come("owner", language="zh", **({"size": size} if size else {}))
    reader.open("/calendars?calendar=workshop")
    expect(reader.page.get_by_text("暂定").first).to_be_visible()

    reader.button("导入一年").click()
    reader.page.get_by_label("假期文件").set_input_files(
        {
            "name": "2027.csv",
            "mimeType": "text/csv",
            "buffer": b"date,working\n2027-01-01,false\n2027-01-02,true\n",
        }
    )

    dialog = reader.page.get_by_role("dialog")
    expect(dialog.get_by_role("row", name=re.compile("2027-01-02"))).to_contain_text("上班")
    expect(dialog.get_by_role("button", name="将 2027 年定为正式")).to_be_enabled()
