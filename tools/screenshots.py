"""Take the pictures of the pages, in both languages, at a desk and on a phone, with a headless browser.

    make screenshots

writes build/screenshots/web-<page>.<language>.<size>.jpg, and those that the README shows to docs/images. It
needs the built pages and a Chromium with a Chinese font; it starts a demo of its own, so that nobody's data
gets into the pictures.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from tests.server import ROOT, served
from tests.web.reader import DESKTOP, PHONE, Reader

ALL: Final = ROOT / "build" / "screenshots"
IMAGES: Final = ROOT / "docs" / "images"
SHOWN: Final = ("web-task.{}.desktop", "web-task.{}.phone", "web-diagram.{}.desktop")
SIZES: Final = {"desktop": DESKTOP, "phone": PHONE}
_QUALITY: Final = 80


def _task(page: Page) -> None:
    page.locator(".row").first.click()
    page.locator(".task .fields").wait_for()


def _first_case(page: Page) -> None:
    page.locator("tbody a").nth(3).click()
    page.locator(".facts").wait_for()


def _diagram(page: Page) -> None:
    _first_case(page)
    page.goto(f"{page.url}?tab=diagram")
    page.locator(".djs-element").first.wait_for(state="attached")


def _record(page: Page) -> None:
    _first_case(page)
    page.goto(f"{page.url}?tab=record")
    page.locator(".event").first.wait_for()


def _process(page: Page) -> None:
    page.locator(".djs-element").first.wait_for(state="attached")


def _board(page: Page) -> None:
    page.locator(".waiting-card button").first.click()
    page.locator(".day-row.is-fit").first.wait_for()


def _charts(page: Page) -> None:
    page.locator(".drawing svg").nth(2).wait_for()


def _day(page: Page) -> None:
    page.locator(".stops[data-kept=true]").wait_for()


def _rules(page: Page) -> None:
    page.locator(".rules").first.wait_for()


def _week(page: Page) -> None:
    page.locator(".week").first.wait_for()


def _nothing(page: Page) -> None:
    page.locator(".row, tbody a").first.wait_for()


# Picture → who looks, at which address, and what they do there.
PICTURES: Final[Mapping[str, tuple[str, str, Callable[[Page], None]]]] = {
    "inbox": ("desk", "/tasks", _nothing),
    "task": ("technician", "/tasks?view=mine", _task),
    "cases": ("supervisor", "/cases", _nothing),
    "case": ("supervisor", "/cases", _first_case),
    "diagram": ("supervisor", "/cases", _diagram),
    "record": ("auditor", "/cases", _record),
    "models": ("owner", "/models", _nothing),
    "process": ("owner", "/models/process/repair", _process),
    "dispatch": ("dispatcher", "/dispatch", _board),
    "day": ("technician", "/day", _day),
    "heat": ("owner", "/models/process/visit?measure=p90", _process),
    "decision": ("owner", "/models/decision/warranty", _rules),
    "calendars": ("owner", "/calendars?calendar=workshop", _week),
    "audit": ("auditor", "/audit?process=repair", _nothing),
    "reports": ("supervisor", "/reports?since=2026-01-01", _charts),
}


def main() -> None:
    """Take every picture."""
    ALL.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in ("zh", "en"):
            for size in SIZES:
                _take(browser, address, language, size)
        browser.close()


def _take(browser: Browser, address: str, language: str, size: str) -> None:
    _sign_in_page(browser, address, language, size)
    for user in dict.fromkeys(user for user, _, _ in PICTURES.values()):
        reader = _reader(browser, address, language, size)
        reader.sign_in(user)
        for name, (who, path, do) in PICTURES.items():
            if who == user:
                reader.open(path)
                do(reader.page)
                _shoot(reader.page, f"web-{name}.{language}.{size}")
        reader.page.context.close()


def _sign_in_page(browser: Browser, address: str, language: str, size: str) -> None:
    reader = _reader(browser, address, language, size)
    reader.page.goto(address)
    reader.page.locator(".demo-users button").first.wait_for()
    _shoot(reader.page, f"web-sign-in.{language}.{size}")
    reader.page.context.close()


def _reader(browser: Browser, address: str, language: str, size: str) -> Reader:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, timezone_id="Asia/Shanghai", reduced_motion="reduce"
    )
    context.add_init_script(f"localStorage.setItem('anxin.language', '{language}')")
    return Reader(context.new_page(), address)


def _shoot(page: Page, name: str) -> None:
    page.wait_for_timeout(600)  # Ant Design's transitions
    picture = ALL / f"{name}.jpg"
    page.screenshot(path=picture, type="jpeg", quality=_QUALITY)
    if name in {shown.format(language) for shown in SHOWN for language in ("zh", "en")}:
        shutil.copy(picture, IMAGES)
    print(picture.relative_to(ROOT))


if __name__ == "__main__":
    main()
