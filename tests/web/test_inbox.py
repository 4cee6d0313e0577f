"""The inbox in the browser: groups, several tasks at once, kept views, the palette, being mentioned."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.reader import PHONE, Reader, Readers

pytestmark = pytest.mark.browser


def test_tasks_are_read_group_by_group(readers: Readers) -> None:
    reader = readers.come("supervisor", language="en")
    reader.open("/tasks?view=all&by=process_key")
    visits = reader.page.locator(".group-head", has_text="visit")
    expect(visits).to_be_visible()

    visits.click()

    expect(visits).to_have_attribute("aria-expanded", "true")
    expect(reader.page.locator(".row")).to_have_count(int(visits.locator(".count").inner_text()))
    assert "open=visit" in reader.page.url
    assert barriers(reader.page) == []


def test_several_tasks_are_planned_at_once_and_refusals_are_told(readers: Readers) -> None:
    reader = readers.come("supervisor", language="en", size=PHONE)
    reader.open("/tasks?view=all&sort=-created_at")
    boxes = reader.page.locator(".row-line input")
    held = reader.page.locator(".row-line", has_text="技师 张伟").first.locator("input")
    free = reader.page.locator(".row-line", has=reader.page.locator(".is-free")).first.locator("input")
    expect(boxes.nth(2)).to_be_visible()
    held.check()
    free.check()

    reader.button("Claim").click()

    expect(reader.page.get_by_text("1 tasks done")).to_be_visible()
    told = reader.page.locator(".bulk .ant-alert")
    expect(told).to_contain_text("技师 张伟 took this task first")
    assert barriers(reader.page) == []
    reader.button("Clear").click()
    expect(reader.page.locator(".bulk")).to_have_count(0)


def test_a_view_is_kept_on_the_server_for_the_group(readers: Readers) -> None:
    reader = readers.come("desk")
    reader.open("/tasks?view=unassigned&by=due_day")
    reader.button("保存当前筛选").click()
    reader.page.get_by_label("筛选名称").fill("今天要派")
    reader.page.locator("form .ant-select").click()
    reader.page.locator(".ant-select-item-option", has_text="服务台").click()
    reader.button("保存").click()
    kept = reader.page.locator(".view.is-kept", has_text="今天要派")
    expect(kept.locator(".count")).to_be_visible()

    # Another browser of the same person: the view is not kept in this one.
    elsewhere = readers.come("desk", size=PHONE)
    elsewhere.page.locator(".view.is-kept", has_text="今天要派").click()

    expect(elsewhere.page.locator(".group-head").first).to_be_visible()
    expect(elsewhere.page).to_have_url(re.compile("by=due_day"))
    elsewhere.button("删除筛选“今天要派”").click()
    expect(elsewhere.page.locator(".view.is-kept")).to_have_count(0)


def test_the_palette_goes_anywhere_by_keyboard(readers: Readers) -> None:
    reader = readers.come("supervisor", language="en")
    expect(reader.page.locator(".row").first).to_be_visible()

    reader.page.keyboard.press("Control+k")
    box = reader.page.get_by_role("combobox", name="A command, page")
    expect(box).to_be_focused()
    assert barriers(reader.page) == []
    box.fill("overdue")
    reader.page.keyboard.press("Enter")
    expect(reader.page).to_have_url(re.compile("view=overdue"))
    reader.page.keyboard.press("Control+k")
    box.fill("1390000")
    expect(reader.page.get_by_role("option").first).to_contain_text("Task")
    reader.page.keyboard.press("Enter")

    expect(reader.page.locator(".task-head")).to_be_visible()
    expect(reader.page.get_by_role("dialog")).to_have_count(0)


def test_who_is_mentioned_finds_the_remark(readers: Readers) -> None:
    desk = readers.come("desk")
    _open_first(desk)
    desk.page.get_by_role("tab", name="备注").click()
    box = desk.page.get_by_label("写一条备注")
    box.press_sequentially("@super")
    desk.page.locator(".ant-mentions-dropdown-menu-item").first.click()
    box.press_sequentially("客户急用")
    desk.button("添加备注").click()
    expect(desk.page.locator(".comments li")).to_contain_text("客户急用")

    supervisor = readers.come("supervisor", size=PHONE)
    view = supervisor.page.locator(".view", has_text="提到我的")
    expect(view).to_contain_text("1")
    view.click()
    supervisor.page.locator(".row", has_text="客户急用").click()

    expect(supervisor.page.locator(".task-head")).to_be_visible()
    supervisor.button("返回列表").click()
    expect(view).to_contain_text("0")


def test_a_task_is_delegated(readers: Readers) -> None:
    desk = readers.come("desk", language="en")
    _open_first(desk, "Check the materials")
    desk.button("Claim").click()
    expect(desk.button("Complete")).to_be_enabled()

    desk.page.locator(".hand-over input").first.click()
    desk.page.locator(".ant-select-item-option").first.click()

    expect(desk.button("Complete")).to_have_count(0)
    expect(desk.page.locator(".task-meta")).to_contain_text("Held by")


def _open_first(reader: Reader, name: str = "") -> None:
    reader.open("/tasks?view=unassigned")
    reader.page.locator(".row", has_text=name).last.click()
    expect(reader.page.locator(".task-head")).to_be_visible()
