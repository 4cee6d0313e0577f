"""The finance desk settles with outlets: one draws a statement up, another reviews it, it is paid once."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.web.barriers import barriers, out_of_reach, too_wide
from tests.web.office import Office
from tests.web.reader import DESKTOP, PHONE, Reader, Readers

pytestmark = pytest.mark.browser

LIST = "/finance?list=settlements"


def drawing_up(reader: Reader, office: Office) -> Locator:
    """Open a new statement for an outlet that served somebody last month, and return its dialog."""
    reader.open(LIST)
    reader.page.locator(".filters .ant-btn-primary").click()
    dialog = reader.page.get_by_role("dialog")
    begins_on, ends_on = (dialog.locator("input[type=date]").nth(at).input_value() for at in (0, 1))
    period = f"begins_on={begins_on}&ends_on={ends_on}"
    outlets = office.ask("finance", "/outlets?limit=500")["items"]
    name = next(
        each["name"]
        for each in outlets
        if office.ask("finance", f"/settlements/unsettled?outlet_id={each['id']}&{period}")
    )
    dialog.get_by_role("combobox").first.fill(name)
    reader.page.locator(".ant-select-item-option", has_text=name).click()
    expect(dialog.locator(".settled-lines li").first).to_be_visible()
    return dialog


def judged(reader: Reader) -> list[str]:
    return [*barriers(reader.page), *out_of_reach(reader.page), *too_wide(reader.page)]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_statement_is_drawn_up_reviewed_and_paid(
    readers: Readers, address: str, size: tuple[int, int]
) -> None:
    finance = readers.come("finance", language="en", size=size)
    dialog = drawing_up(finance, Office(address))
    dialog.get_by_role("button", name="Draw up").click()
    expect(dialog.get_by_text("Enter an amount in at least one line")).to_be_visible()
    found = judged(finance)
    dialog.locator(".ant-input-number-input").first.fill("80")
    dialog.get_by_role("button", name="Add an item of case").first.click()
    dialog.locator(".ant-input-number-input").nth(1).fill("30.5")
    expect(dialog.get_by_text("Total ¥110.50")).to_be_visible()
    dialog.get_by_role("button", name="Draw up").click()

    told = finance.page.get_by_text(re.compile("Drawn up: S\\d+, ¥110.50")).inner_text()
    statement = re.findall("S\\d+", told)[0]
    finance.button(statement).click()
    expect(dialog.get_by_role("row", name="Visit ¥30.50")).to_be_visible()
    expect(dialog.get_by_text("You drew it up: somebody else reviews it.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Approve")).to_have_count(0)
    found += judged(finance)

    supervisor = readers.come("supervisor", language="en", size=size)
    supervisor.open(f"{LIST}&settlement={statement}")
    supervisor.button("Approve").click()
    supervisor.page.locator(".ant-popconfirm").get_by_role("button", name="Approve").click()
    expect(supervisor.page.get_by_text(f"{statement} is approved")).to_be_visible()

    finance.open(f"{LIST}&settlement={statement}")
    finance.button("Note as paid").click()
    finance.page.locator(".ant-popconfirm").get_by_role("button", name="Note as paid").click()
    expect(finance.page.get_by_text(f"{statement} is paid")).to_be_visible()
    expect(dialog.locator(".ant-btn-primary")).to_have_count(0)
    assert found == []


def test_what_was_settled_before_is_refused_in_words(readers: Readers, address: str) -> None:
    office = Office(address)
    settled = office.ask("finance", "/settlements?state=paid")["items"][-1]["id"]
    line = office.ask("finance", f"/settlements/{settled}")["lines"][0]
    reader = readers.come("finance")
    dialog = drawing_up(reader, office)
    reader.may_complain = True

    dialog.get_by_role("button", name="添加一行").click()
    row = dialog.locator(".settled-lines li").last
    row.get_by_role("textbox", name="工单号").fill(line["case_number"])
    row.locator(".ant-input-number-input").fill("1")
    dialog.locator(".settled-end .ant-btn-primary").click()

    told = f"工单 {line['case_number']} 的工时费已列入结算单 {settled}。"
    expect(dialog.get_by_role("alert")).to_have_text(told)


def test_those_who_only_read_have_no_buttons(readers: Readers) -> None:
    reader = readers.come("auditor", language="en")
    reader.open(LIST)

    reader.page.get_by_role("row", name="to review").get_by_role("button").first.click()

    dialog = reader.page.get_by_role("dialog")
    expect(dialog.get_by_text("Drawn up")).to_be_visible()
    expect(dialog.get_by_role("button", name="Approve")).to_have_count(0)
    expect(reader.button("Draw up")).to_have_count(0)
