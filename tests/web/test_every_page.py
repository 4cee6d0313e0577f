"""Every page in one pass: no barrier, no picture without its table, nothing beyond the keys or foreign."""

import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers, out_of_reach, untranslated
from tests.web.reader import Reader, Readers

pytestmark = pytest.mark.browser

PAGES = {
    "/tasks?view=all": ".row",
    "/tasks?view=all&by=process_key": ".group-head",
    "/cases": "tbody a",
    "/dispatch": ".day-row",
    "/audit": "tbody a",
    "/parts": ".desk-views",
    "/finance": ".desk-views",
    "/models": "tbody a",
    "/models?kind=decision": "tbody a",
    "/models?kind=form": "tbody a",
    "/models/process/visit": ".djs-element",
    "/models/decision/warranty": ".rules",
    "/models/form/intake/register_report": ".fields",
    "/models/compare?old=visit:1&new=visit:1": ".djs-element",
    "/models/check": ".drop",
    "/reports?since=2026-01-01": ".drawing svg",
    "/reports?show=kpis&since=2026-01-01": "tbody tr",
    "/calendars": ".week",
    "/erasures": "h1",
    "/office?list=letters": ".desk-filter",
    "/office?list=tables": ".ant-segmented",
}
TABS = {"overview": ".facts", "diagram": ".djs-element", "record": ".event", "remarks": "h2"}


def test_no_page_of_the_staff_has_a_barrier_or_a_foreign_word(readers: Readers) -> None:
    supervisor, technician = (
        readers.come("supervisor", language="en"),
        readers.come("technician", language="en"),
    )

    found = {path: looked_at(supervisor, path, ready) for path, ready in PAGES.items()}
    supervisor.open("/cases")
    case = supervisor.page.locator("tbody a").first.get_attribute("href")
    found |= {tab: looked_at(supervisor, f"{case}?tab={tab}", ready) for tab, ready in TABS.items()}
    found["/day"] = looked_at(technician, "/day", ".stops")

    assert {path: told for path, told in found.items() if told} == {}


def looked_at(reader: Reader, path: str, ready: str) -> list[str]:
    """Return what is wrong with a page once it stands."""
    reader.open(path)
    expect(reader.page.locator(ready).first).to_be_attached()
    expect(reader.page.locator(".ant-skeleton, .ant-spin-spinning")).to_have_count(0)
    return [*barriers(reader.page), *out_of_reach(reader.page), *untranslated(reader.page)]
