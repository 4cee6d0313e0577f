"""A repair in the browser: the desk takes the report, the dispatcher sends somebody, who calls back."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from engine.clock import SystemClock
from tests.web.reader import PHONE, Reader, Readers

pytestmark = pytest.mark.browser

REPORT = {
    "customer_name": "吴桂芳",
    "customer_phone": "13912345678",
    "city": "南京市玄武区",
    "address": "珠江路 18 号 3 幢 502 室",
    "product_model": "XQG100-B1",
    "bought_on": "2026-03-01",
    "failed_on": "2026-11-20",
    "symptom": "脱水时剧烈振动",
}
CHOICES = {
    "channel": "热线",
    "province": "江苏",
    "customer_type": "个人消费者",
    "product_category": "洗衣机",
    "fault_class": "一般故障",
    "is_emergency": "否",
    "in_our_area": "是",
}
CHECKS = {"proof_state": "present", "card_state": "matches", "materials_state": "complete"}


def test_a_repair_goes_from_the_desk_to_the_technicians_phone(readers: Readers) -> None:
    desk = readers.come("desk")
    case = _take_report(desk)
    _check_materials(desk, case)

    dispatcher = readers.come("dispatcher")
    _take_task(dispatcher, case, "派技师")
    dispatcher.fill("technician", "technician")
    dispatcher.page.get_by_label("我确认").check()
    _complete(dispatcher, "派技师")

    technician = readers.come("technician", size=PHONE)
    _take_task(technician, case, "与客户预约")
    technician.choose("visit_state", "约好")
    technician.fill("appointment_at", f"{SystemClock().now() + timedelta(days=3):%Y-%m-%d}T09:00")
    _complete(technician, "与客户预约")

    supervisor = readers.come("supervisor")
    supervisor.open(f"/cases/{case}")
    expect(supervisor.page.get_by_text("吴桂芳", exact=True)).to_be_visible()
    supervisor.page.get_by_role("tab", name="流程图").click()
    expect(supervisor.page.locator(".djs-element.is-waits").first).to_be_attached()
    expect(supervisor.page.locator(".bjs-powered-by")).to_be_visible()
    expect(supervisor.page.get_by_role("cell", name="备工具与零件")).to_be_visible()
    supervisor.button("校验记录").click()
    expect(supervisor.page.get_by_role("dialog")).to_contain_text("记录完整，未被改动")


def _take_report(desk: Reader) -> str:
    """Register a new repair and return the case's id."""
    desk.button("登记报修").click()
    desk.button("开始登记").click()
    expect(desk.page).to_have_url(re.compile("task="))
    case = desk.page.url.split("task=")[1].rsplit("-", 1)[0]
    desk.button("领取").click()
    desk.button("完成").click()
    expect(desk.page.get_by_text("此项必填。").first).to_be_visible()
    for name, option in CHOICES.items():
        desk.choose(name, option)
    for name, text in REPORT.items():
        desk.fill(name, text)
    expect(desk.page.get_by_text("草稿已保存")).to_be_visible()
    _complete(desk, "登记报修")
    return case


def _check_materials(desk: Reader, case: str) -> None:
    _take_task(desk, case, "核对资料")
    for name, option in CHECKS.items():
        place = desk.page.locator(f'[data-field="f_{name}"]')
        place.locator(f'input[value="{option}"]').check()
    _complete(desk, "核对资料")


def _take_task(reader: Reader, case: str, name: str) -> None:
    reader.open(f"/tasks?view=all&case={case}")
    reader.page.locator(".row", has_text=name).click()
    expect(reader.page.get_by_role("heading", name=name)).to_be_visible()
    claim, done = reader.button("领取"), reader.button("完成")
    expect(claim.or_(done)).to_be_visible()
    if claim.is_visible():
        claim.click()
    expect(done).to_be_enabled()


def _complete(reader: Reader, name: str) -> None:
    reader.button("完成").click()
    expect(reader.page.get_by_text(f"“{name}”已完成")).to_be_visible()
