"""What some roles do on pages of their own: the dispatcher's board, the case page, the auditor's trace."""

import json
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import expect

from tests.web.stories.cast import Colleague

Deed = tuple[str, str]
"""A task, and who did it; where somebody was stood in for, `who for whom`."""


def give_visit(dispatcher: Colleague, number: str, technician: str) -> None:
    """Give a waiting visit to a technician of the outlet near by, who must be fit for it."""
    page = dispatcher.page
    dispatcher.reader.open("/dispatch")
    page.locator(".waiting-card", has_text=number).get_by_role("button").click()
    page.locator(".day-row.is-fit", has_text=technician).get_by_role("button", name="派给").click()
    expect(page.get_by_text(f"{number} 已派给 {technician}")).to_be_visible()


def note_delivery(desk: Colleague, number: str) -> None:
    """Note on a case's page that its parcel has arrived."""
    page = desk.page
    desk.reader.open(f"/cases?q={number}")
    page.get_by_role("link", name=number).click()
    desk.reader.button("收到签收通知").click()
    page.get_by_role("dialog").get_by_role("button", name="发送").click()
    expect(page.get_by_text("已送达").last).to_be_visible()


def audit(auditor: Colleague, number: str, deeds: Sequence[Deed]) -> list[dict[str, Any]]:
    """Find an ended case, trace it, verify its record and take it along; return the events.

    `deeds` are all of its tasks in their order.
    """
    page = auditor.page
    auditor.reader.open("/audit")
    page.get_by_label("工单号").fill(number)
    auditor.reader.button("查找").click()
    page.get_by_role("link", name=number).click()
    expect(page.locator(".djs-element.is-done").first).to_be_attached()
    expect(page.get_by_role("heading", name="经过的步骤")).to_be_visible()
    expect(page.locator(".decided a").first).to_be_visible()
    page.locator(".event-what", has_text="任务完成").first.click()
    expect(page.locator(".djs-element.is-chosen").first).to_be_attached()
    auditor.reader.button("校验记录").click()
    expect(page.get_by_role("dialog")).to_contain_text("记录完整，未被改动")
    page.get_by_role("dialog").get_by_role("button").last.click()
    events = _take_along(auditor)
    assert [event["number"] for event in events] == list(range(1, len(events) + 1))
    assert [_deed(event) for event in events if event["kind"] == "task_completed"] == list(deeds)
    return events


def _take_along(auditor: Colleague) -> list[dict[str, Any]]:
    with auditor.page.expect_download() as download:
        auditor.reader.button("JSON").click()
    events: list[dict[str, Any]] = json.loads(download.value.path().read_text("utf-8"))["events"]
    return events


def _deed(event: dict[str, Any]) -> Deed:
    actor, owner = event["actor"].partition(":")[0], event["on_behalf_of"]
    return event["element_id"], actor if owner is None else f"{actor} for {owner}"
