"""The parts desk and the finance desk see what is theirs to do, and their lists."""

import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.office import Office
from tests.web.reader import DESKTOP, PHONE, Readers

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("who", "path", "size", "lists"),
    [
        ("warehouse", "/parts", PHONE, ("Stock", "Movements", "Requisitions")),
        (
            "finance",
            "/finance",
            DESKTOP,
            ("Quotes", "Settlements with outlets", "Bookings", "Refunds and compensations"),
        ),
    ],
)
def test_a_desk_shows_its_lists(
    readers: Readers, who: str, path: str, size: tuple[int, int], lists: tuple[str, ...]
) -> None:
    reader = readers.come(who, language="en", size=size)
    reader.open(path)

    for name in lists:
        reader.button(name).click()
        expect(reader.page.locator(".ant-table-row").first).to_be_visible()
        expect(reader.page.locator(".ant-spin-spinning")).to_have_count(0)
        assert barriers(reader.page) == []


@pytest.mark.parametrize(("who", "path"), [("warehouse", "/parts"), ("finance", "/finance")])
def test_a_desk_opens_what_waits_for_it(readers: Readers, who: str, path: str) -> None:
    reader = readers.come(who, language="en")
    reader.open(path)
    waiting = reader.page.get_by_role("region", name="To do")
    expect(waiting.get_by_role("link").first).to_be_visible()
    told = waiting.get_by_role("link").first.inner_text()
    task, number = told.split(" · ")

    # The list may grow meanwhile: what was first need not be first any more.
    waiting.get_by_role("link", name=told, exact=True).click()

    expect(reader.page.get_by_role("heading", name=task)).to_be_visible()
    expect(reader.page.locator(".task-meta")).to_contain_text(number)
    expect(reader.button("Claim")).to_be_visible()


def test_what_a_colleague_counts_comes_into_the_open_list(readers: Readers, address: str) -> None:
    reader = readers.come("warehouse", language="en")
    reader.open("/parts")
    reader.button("Movements").click()
    expect(reader.page.locator(".ant-table-row").first).to_be_visible()
    office, reason = Office(address), "柜底多出一件"
    shelf = office.ask("supervisor", "/stock?limit=1&sort=-quantity")["items"][0]
    counted = {name: shelf[name] for name in ("place", "condition", "part_id")}

    booked = {"booked": shelf["quantity"], "found": shelf["quantity"] + 1, "reason": reason}
    office.ask("supervisor", "/stock-counts", counted | booked)

    expect(reader.page.locator(".ant-table-row", has_text=reason)).to_be_visible()


def test_other_people_have_no_desk_in_their_menu(readers: Readers) -> None:
    reader = readers.come("technician", language="en")

    expect(reader.page.get_by_role("link", name="Tasks")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Finance")).to_have_count(0)
