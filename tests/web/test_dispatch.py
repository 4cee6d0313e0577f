"""Dispatchers give visits to technicians: by key, by dragging, and never to somebody who may not go."""

import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.reader import DESKTOP, PHONE, Reader, Readers

pytestmark = pytest.mark.browser


def board(readers: Readers, size: tuple[int, int] = DESKTOP) -> Reader:
    reader = readers.come("dispatcher", language="en", size=size)
    reader.open("/dispatch")
    expect(reader.page.locator(".waiting-card").first).to_be_visible()
    return reader


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_visit_is_given_by_keyboard(readers: Readers, size: tuple[int, int]) -> None:
    reader = board(readers, size)
    cards = reader.page.locator(".waiting-card")
    waiting = cards.count()
    number = cards.first.get_by_role("link").text_content() or ""

    cards.first.get_by_role("button").focus()
    reader.page.keyboard.press("Enter")
    fit = reader.page.locator(".day-row.is-fit").first
    expect(fit).to_be_visible()
    found = barriers(reader.page)
    fit.get_by_role("button").focus()
    reader.page.keyboard.press("Enter")

    expect(reader.page.get_by_text(f"{number} was given to")).to_be_visible()
    expect(cards).to_have_count(waiting - 1)
    assert found == []


def test_a_visit_is_dragged_onto_a_technician(readers: Readers) -> None:
    reader = board(readers)
    cards = reader.page.locator(".waiting-card")
    waiting = cards.count()
    cards.first.get_by_role("button").click()
    expect(reader.page.locator(".day-row.is-fit").first).to_be_visible()

    cards.first.drag_to(reader.page.locator(".day-row.is-fit").first)

    expect(reader.page.get_by_text("was given to")).to_be_visible()
    expect(cards).to_have_count(waiting - 1)


def test_whoever_may_not_go_cannot_be_chosen_and_a_doubt_needs_a_reason(readers: Readers) -> None:
    reader = board(readers)
    reader.page.locator(".waiting-card").first.get_by_role("button").click()
    reader.page.locator(".ant-segmented-item", has_text="All").click()
    excluded = reader.page.locator(".day-row.is-out").first
    expect(excluded.get_by_role("button")).to_be_disabled()
    expect(excluded.locator(".urgent").last).to_be_visible()

    reader.page.locator(".day-row.is-doubtful").first.get_by_role("button").click()
    dialog = reader.page.get_by_role("dialog")
    expect(dialog).to_contain_text("belongs to another outlet")
    expect(dialog.get_by_role("button", name="Assign")).to_be_disabled()
    dialog.get_by_role("textbox").fill("客户指定")
    dialog.get_by_role("button", name="Assign").click()

    expect(reader.page.get_by_text("was given to")).to_be_visible()
