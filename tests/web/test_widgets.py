"""The fields of the forms in a real browser: they work on a phone, and refuse in the words of the server."""

from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.web.barriers import barriers
from tests.web.office import Office
from tests.web.reader import PHONE, Reader, Readers

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("web")]


@pytest.mark.parametrize(("language", "done"), [("zh", "完成"), ("en", "Complete")])
def test_browser_and_server_refuse_in_the_same_words(
    readers: Readers, address: str, language: str, done: str
) -> None:
    office = Office(address)
    case = office.ask("desk", "/process-instances", {"process_key": "repair"})
    task = office.task(case["id"], "register_report")["id"]
    office.ask("desk", f"/tasks/{task}/claim", {})
    reader = readers.come("desk", language=language)
    reader.open(f"/tasks?view=mine&task={task}")

    reader.fill("customer_phone", "12")
    expect(reader.page.locator(".action-bar [role=status]")).not_to_be_empty()
    reader.button(done).click()
    expect(reader.page.locator(".field-errors").first).to_be_visible()
    shown = _errors(reader.page)

    assert shown == _refused(address, task, language, {"customer_phone": "12"})
    assert {"customer_phone", "customer_name", "province"} <= shown.keys()


def test_the_fields_work_on_a_phone(readers: Readers) -> None:
    reader = readers.come("owner", language="en", size=PHONE)
    page = reader.page

    _form(reader, "quote/prepare_quote")
    reader.button("Add an entry").click()
    reader.button("Add an entry").click()
    expect(page.locator(".list-entry")).to_have_count(2)
    page.locator("#f_quote_items_1_name").fill("门封条")
    page.locator("#f_quote_items_1_list_price").fill("128.456")
    page.locator("#f_quote_items_1_list_price").blur()
    expect(page.locator("#f_quote_items_1_list_price")).to_have_value("128.46")
    reader.button("Remove entry 1").click()
    expect(page.locator("#f_quote_items_0_name")).to_have_value("门封条")
    _fits(page)

    _form(reader, "intake/register_report")
    # A long list draws only what is in sight: who knows the word types it.
    page.locator('[data-field="f_province"] input').fill("Zhejiang")
    page.locator(".ant-select-item-option", has_text="Zhejiang").click()
    page.locator("#f_city").fill("西湖")
    page.locator(".ant-select-item-option", has_text="杭州市西湖区").first.click()
    expect(page.locator("#f_city")).to_have_value("杭州市西湖区")
    _fits(page)

    _form(reader, "visit/agree_appointment")
    reader.choose("visit_state", "Agreed")
    page.locator("#f_appointment_at").fill("2026-11-25T09:00")
    expect(page.locator("#f_appointment_at")).to_have_value("2026-11-25T09:00")
    _fits(page)


def _form(reader: Reader, key: str) -> None:
    reader.open(f"/models/form/{key}")
    expect(reader.page.locator(".fields").first).to_be_visible()


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    # A list that is closing is still on the page.
    expect(page.locator(".ant-select-dropdown:visible")).to_have_count(0)
    assert barriers(page) == []


def _errors(page: Page) -> dict[str, str]:
    """Return what stands beside the fields, by field."""
    fields = page.locator("[data-field]", has=page.locator(".field-errors"))
    found = [
        (str(each.get_attribute("data-field")), each.locator(".field-errors").inner_text())
        for each in fields.all()
    ]
    return {name.removeprefix("f_"): told for name, told in found}


def _refused(address: str, task: str, language: str, given: dict[str, Any]) -> dict[str, str]:
    """Return what the server finds wrong with the same answers, by field."""
    headers = {"Accept-Language": language}
    with httpx2.Client(base_url=f"{address}/api/v1", timeout=60, headers=headers) as client:
        asked = {"name": "desk", "password": "anxin-demo", "kind": "bearer"}
        token = client.post("/session", json=asked).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        held = client.get(f"/tasks/{task}/draft").json()["data"]
        answer = client.post(f"/tasks/{task}/complete", json={"variables": {**held, **given}})
    assert answer.status_code == 422, answer.text
    return {each["path"].split("/")[1]: each["message"] for each in answer.json()["errors"]}
