"""The back office: a dead letter is sent again, a table comes in after a look at it; parts are counted."""

import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.reader import DESKTOP, PHONE, Reader, Readers

pytestmark = pytest.mark.browser

HEADINGS = "Part number,Chinese name,English name,Price\n"
NOTHING_SPINS = ".ant-spin-spinning"


def choose_file(reader: Reader, text: str) -> None:
    reader.page.locator("input[type=file]").set_input_files(
        {"name": "parts.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )


def test_a_dead_letter_is_sent_again(readers: Readers) -> None:
    reader = readers.come("supervisor", language="en")
    reader.open("/office")

    expect(reader.page.locator(".ant-table-row")).to_contain_text("ConnectionError: mail server away")
    found = barriers(reader.page)
    reader.button("Send again").click()

    expect(reader.page.get_by_text("Will be sent again")).to_be_visible()
    expect(reader.button("Send again")).to_have_count(0)
    assert found == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_table_is_looked_at_before_it_comes_in(readers: Readers, size: tuple[int, int]) -> None:
    part = "P-DESKTOP" if size == DESKTOP else "P-PHONE"
    reader = readers.come("supervisor", language="en", size=size)
    reader.open("/office?list=tables")
    reader.page.locator(".ant-segmented").get_by_text("Parts", exact=True).click()

    choose_file(reader, f"{HEADINGS}{part},螺钉,Screw,abc\n")
    expect(reader.page.get_by_text("1 errors: it cannot be imported.")).to_be_visible()
    expect(reader.page.get_by_text("'abc' is no amount in yuan")).to_be_visible()
    found = barriers(reader.page)
    expect(reader.button("Import")).to_have_count(0)
    choose_file(reader, f"{HEADINGS}{part},螺钉,Screw,0.50\n")
    expect(reader.page.get_by_text("Adds 1, changes 0, leaves 0 as they are.")).to_be_visible()
    reader.button("Import").click()

    expect(reader.page.get_by_text("Imported: 1 added, 0 changed")).to_be_visible()
    assert found == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_count_is_booked_with_its_reason(readers: Readers, size: tuple[int, int]) -> None:
    why = f"stocktaking at {size[0]}"
    reader = readers.come("warehouse", language="en", size=size)
    reader.open("/parts?list=stock")
    expect(reader.page.locator(NOTHING_SPINS)).to_have_count(0)

    reader.page.get_by_role("button", name="Count ").first.click()
    dialog = reader.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Book it").click()
    expect(dialog.get_by_text("Enter the pieces found and the reason.")).to_be_visible()
    found = barriers(reader.page)
    dialog.get_by_label("Pieces found").fill("9999" if size == DESKTOP else "9998")
    dialog.get_by_label("Reason").fill(why)
    dialog.get_by_role("button", name="Book it").click()

    expect(reader.page.get_by_text("Booked: a difference of")).to_be_visible()
    reader.open("/parts?list=moves")
    expect(reader.page.get_by_text(f"counted: {why}")).to_be_visible()
    assert found == []


def test_only_those_who_keep_the_register_have_the_page(readers: Readers) -> None:
    reader = readers.come("desk", language="en")

    expect(reader.page.get_by_role("link", name="Tasks")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Back office")).to_have_count(0)
