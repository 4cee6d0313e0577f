"""The first visit in a role shows somebody around; it can be skipped, and begins again on demand."""

import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.reader import DESKTOP, PHONE, Reader, Readers

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_tour_is_taken_by_keyboard_and_points_at_what_is_there(
    readers: Readers, size: tuple[int, int]
) -> None:
    reader = readers.stranger(language="en", size=size, is_new=True)
    reader.sign_in("technician")
    tour = reader.page.get_by_role("dialog")
    expect(tour.get_by_role("heading", name="Welcome to Anxin")).to_be_visible()
    expect(reader.page.locator(".row").first).to_be_visible()
    expect(reader.button("Next")).to_be_focused()
    seen = []

    while not tour.get_by_role("button", name="Got it").is_visible():
        reader.page.keyboard.press("Enter")
        seen.append(tour.get_by_role("heading").inner_text())
        _stands_in_the_window(reader)
    found = barriers(reader.page)
    reader.page.keyboard.press("Enter")

    expect(tour).to_have_count(0)
    assert {"Views", "Tasks", "My day", "Once more"} <= set(seen)
    assert found == []


def test_who_skips_the_tour_is_not_shown_it_again_unless_asked(readers: Readers) -> None:
    reader = readers.stranger(is_new=True)
    reader.sign_in("desk")
    dialog = reader.page.get_by_role("dialog")
    expect(dialog).to_contain_text("欢迎使用安心售后")
    # Who leaves the page at once is gone before the browser says that the dialog has closed.
    dialog.evaluate("tour => tour.addEventListener('close', told => told.stopImmediatePropagation(), true)")

    reader.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    reader.page.reload()
    expect(reader.page.locator(".row").first).to_be_visible()
    expect(dialog).to_have_count(0)
    reader.button("导览").click()
    expect(dialog).to_contain_text("服务台")
    reader.button("跳过").click()
    reader.button("退出登录").click()
    reader.sign_in("finance")

    expect(dialog).to_contain_text("财务")


def _stands_in_the_window(reader: Reader) -> None:
    box = reader.page.locator(".tour-card").bounding_box()
    window = reader.page.viewport_size
    assert box is not None
    assert window is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    assert box["y"] + box["height"] <= window["height"]
