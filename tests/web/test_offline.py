"""Without a network the inbox says so, and what was typed is there when it returns."""

import pytest
from playwright.sync_api import expect

from tests.web.office import Office
from tests.web.reader import Readers

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("web")]

ANSWER = "客户说噪音还在，周三下午在家。"


def test_what_is_typed_without_a_network_outlives_a_reload(readers: Readers, address: str) -> None:
    office = Office(address)
    case = office.ask("desk", "/process-instances", {"process_key": "repair"})
    task = office.task(case["id"], "register_report")["id"]
    office.ask("desk", f"/tasks/{task}/claim", {})
    reader = readers.come("desk")
    reader.may_complain = True  # of the requests that find no network
    reader.open(f"/tasks?view=mine&task={task}")
    expect(reader.page.locator("#f_symptom")).to_be_editable()

    reader.page.context.set_offline(True)
    expect(reader.page.get_by_text("没有网络。已填写的内容保存在本机")).to_be_visible()
    reader.fill("symptom", ANSWER)
    expect(reader.page.get_by_text("草稿暂存在本机")).to_be_visible()
    reader.page.context.set_offline(False)
    expect(reader.page.get_by_text("没有网络。")).to_have_count(0)
    expect(reader.page.get_by_text("草稿已保存")).to_be_visible()

    assert office.ask("desk", f"/tasks/{task}/draft")["data"]["symptom"] == ANSWER
    reader.page.reload()
    expect(reader.page.locator("#f_symptom")).to_have_value(ANSWER)
