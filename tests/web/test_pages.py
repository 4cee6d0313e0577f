"""The pages by themselves: languages, keyboard, conflicts, models, and no barrier that axe-core finds."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.server import ROOT
from tests.web.reader import Readers

pytestmark = pytest.mark.browser

BROKEN = b'<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>'


def test_a_wrong_password_is_told_and_the_right_one_opens(readers: Readers) -> None:
    reader = readers.stranger(language="en")
    reader.page.goto(f"{reader.address}/cases")

    reader.page.get_by_label("User name").fill("desk")
    reader.page.get_by_label("Password", exact=True).fill("wrong")
    reader.button("Sign in").click()
    expect(reader.page.get_by_role("alert")).to_be_visible()
    reader.page.get_by_label("Password", exact=True).fill("anxin-demo")
    reader.button("Sign in").click()

    expect(reader.page.get_by_role("heading", name="Cases")).to_be_visible()
    # The browser notes the refused sign-in itself.
    reader.complaints = [each for each in reader.complaints if "401" not in each]


def test_the_language_changes_in_place_and_stays(readers: Readers) -> None:
    reader = readers.come("supervisor")

    reader.button("English").click()
    expect(reader.page.get_by_role("link", name="Tasks")).to_be_visible()
    expect(reader.page.get_by_text("By due time")).to_be_visible()
    expect(reader.page.locator(".row", has_text="Supervisors").first).to_be_visible()

    assert reader.page.locator("html").get_attribute("lang") == "en"


def test_the_inbox_is_worked_by_keyboard(readers: Readers) -> None:
    reader = readers.come("desk", language="en")
    rows = reader.page.locator(".row")
    expect(rows.nth(1)).to_be_visible()

    reader.page.keyboard.press("j")
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    reader.page.keyboard.press("j")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    reader.page.keyboard.press("k")
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    reader.page.keyboard.press("?")

    expect(reader.page.get_by_role("dialog")).to_contain_text("Keyboard shortcuts")


def test_who_claims_second_hears_who_was_first(readers: Readers) -> None:
    first, second = readers.come("desk", language="en"), readers.come("admin", language="en")
    first.open("/tasks?view=unassigned")
    first.page.locator(".row").last.click()
    task = first.page.url.split("task=")[1]
    second.may_complain = True  # of the requests that this test cuts off
    second.page.route("**/api/v1/events", lambda route: route.abort())
    second.open(f"/tasks?view=all&task={task}")
    expect(second.button("Claim")).to_be_visible()
    # The page must not learn of the claim in any other way than by its own attempt.
    second.page.route(f"**/api/v1/tasks/{task}", lambda route: route.abort())

    first.button("Claim").click()
    expect(first.button("Complete")).to_be_visible()
    second.button("Claim").click()

    expect(second.page.get_by_text("took this task first")).to_be_visible()


def test_a_model_is_checked_before_it_is_deployed(readers: Readers) -> None:
    reader = readers.come("owner", language="en")
    reader.open("/models/check")
    good = sorted(Path(ROOT / "processes/follow_up").glob("*.*mn")) + sorted(
        Path(ROOT / "forms/follow_up").glob("*.json")
    )

    reader.page.locator("input[type=file]").set_input_files(
        {"name": "broken.bpmn", "mimeType": "text/xml", "buffer": BROKEN}
    )
    expect(reader.page.get_by_text("cannot be deployed yet")).to_be_visible()
    reader.page.locator("input[type=file]").set_input_files([str(file) for file in good])

    expect(reader.page.locator(".diagram .djs-element").first).to_be_attached()
