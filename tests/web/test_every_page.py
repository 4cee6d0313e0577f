"""Every page in one pass: no barrier, no picture without its table, nothing beyond the keys or foreign."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.barriers import barriers, out_of_reach, too_wide, untranslated
from tests.web.reader import DESKTOP, PHONE, Reader, Readers

pytestmark = pytest.mark.browser

PAGES = {
    "/tasks?view=all": ".row",
    "/tasks?view=all&by=process_key": ".group-head",
    "/tasks?view=completed": ".ant-empty",
    "/cases": "tbody a",
    "/dispatch": ".day-row",
    "/audit?variable=product_category%3Dwashing_machine&rule=warranty_start_table": "tbody a",
    "/parts": ".desk-views",
    "/finance": ".desk-views",
    "/finance?list=settlements": "tbody .as-link",
    "/models": "tbody a",
    "/models?kind=decision": "tbody a",
    "/models?kind=form": "tbody a",
    "/models/process/visit?measure=p90": ".badge-heat",
    "/models/decision/warranty?row=warranty_start_rule_2": ".rules",
    "/models/form/intake/register_report": ".fields",
    "/models/compare?old=visit:1&new=visit:1": ".djs-element",
    "/models/check": ".drop",
    "/reports?since=2026-01-01": ".drawing svg",
    "/reports?show=kpis&since=2026-01-01": "tbody tr",
    "/calendars?calendar=workshop": ".week",
    "/erasures": "h1",
    "/office?list=letters": ".desk-filter",
    "/office?list=tables": ".ant-segmented",
    "/nowhere": ".notice",
}
LANGUAGES = ("en", "zh")
TABS = {"overview": ".facts", "diagram": ".djs-element", "record": ".event", "remarks": ".comments"}


def test_no_page_of_the_staff_has_a_barrier_or_a_foreign_word(readers: Readers) -> None:
    """Each page is opened once and judged twice: in one language at a desk, in the other on a phone."""
    supervisors = [readers.come("supervisor", language=each) for each in LANGUAGES]
    supervisors[0].open("/cases")
    case = supervisors[0].page.locator("tbody a").first.get_attribute("href")
    supervisors[0].open("/tasks?view=all")
    supervisors[0].page.locator(".row").first.click()
    expect(supervisors[0].page.locator(".task-head")).to_be_visible()
    task = supervisors[0].page.url.removeprefix(supervisors[0].address)
    pages = (
        PAGES
        | {task: ".task .fields, .task .quiet"}
        | {f"{case}?tab={tab}": ready for tab, ready in TABS.items()}
    )

    found = {
        path: looked_at(supervisors[number % 2], path, ready)
        for number, (path, ready) in enumerate(pages.items())
    }
    found["/day"] = looked_at(readers.come("technician", language="en"), "/day", ".stops")

    assert {path: told for path, told in found.items() if told} == {}


def looked_at(reader: Reader, path: str, ready: str) -> list[str]:
    """Return what is wrong with a page once it stands, and once more when it is turned to the other way."""
    reader.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    reader.open(path)
    at_the_desk = _judged(reader, ready)
    reader.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _speak_the_other_language(reader.page)
    on_the_phone = _judged(reader, ready)
    _speak_the_other_language(reader.page)
    return [*at_the_desk, *(f"on a phone: {each}" for each in on_the_phone)]


def _judged(reader: Reader, ready: str) -> list[str]:
    page = reader.page
    expect(page.locator(ready).first).to_be_attached()
    expect(page.locator(".ant-skeleton, .ant-spin-spinning")).to_have_count(0)
    return [*barriers(page), *out_of_reach(page), *untranslated(page), *too_wide(page)]


def _speak_the_other_language(page: Page) -> None:
    spoken = page.locator("html").get_attribute("lang")
    page.get_by_role("button", name=re.compile("^(中文|English)$")).click()
    expect(page.locator("html")).not_to_have_attribute("lang", spoken or "")
    # What is under the pointer looks different.
    page.mouse.move(0, 0)
