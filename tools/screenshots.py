"""Take the pictures of the pages, in both languages, at a desk and on a phone, with a headless browser.

    make screenshots
    make screenshots ARGS='inbox portal --at http://127.0.0.1:8000'

writes build/screenshots/<page>.<language>.<size>.png, and those that the README shows to docs/images. Names
choose some of them. It needs the built pages and a Chromium with a Chinese font; without `--at` it starts a
demo of its own, so that nobody's data gets into the pictures. It fails where a page is wider than its window.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

from tests.server import ROOT, served
from tests.web.office import Office
from tests.web.reader import DESKTOP, PHONE, TOURED, Reader
from tools.browser import find_chromium
from tools.portal_pictures import walk
from tools.staff_pictures import PICTURES, cut_off

ALL: Final = ROOT / "build" / "screenshots"
IMAGES: Final = ROOT / "docs" / "images"
SHOWN: Final = (
    "web-task.{}.desktop",
    "web-task.{}.phone",
    "web-diagram.{}.desktop",
    "web-reports.{}.desktop",
)
SIZES: Final = {"desktop": DESKTOP, "phone": PHONE}
PORTAL: Final = "portal"
_QUALITY: Final = 80
_TALLEST: Final = 2400
LOCALES: Final = {"zh": "zh-CN", "en": "en-GB"}
# The staff's pages scroll inside their frame.
_HEIGHT: Final = """() => {
  const main = document.querySelector("#content") ?? document.documentElement;
  return Math.ceil(main.scrollHeight + Math.max(0, main.getBoundingClientRect().top));
}"""


@dataclass
class Album:
    """The pictures of one language and size, and what went wrong while they were taken."""

    browser: Browser
    address: str
    language: str
    size: str
    wrong: list[str] = field(default_factory=list)

    def reader(self) -> Reader:
        """Return somebody in front of a new window."""
        width, height = SIZES[self.size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            locale=LOCALES[self.language],
            reduced_motion="reduce",
            timezone_id="Asia/Shanghai",
        )
        context.add_init_script(f"localStorage.setItem('anxin.language', '{self.language}')")
        context.add_init_script(TOURED)
        return Reader(context.new_page(), self.address)

    def shoot(self, page: Page, what: str) -> None:
        """Take one picture, as high as the page; note where it is wider than its window."""
        page.wait_for_timeout(600)  # Ant Design's transitions
        name = f"{what}.{self.language}.{self.size}"
        width, height = SIZES[self.size]
        if f"web-{what}.{{}}.{self.size}" in SHOWN:
            page.screenshot(path=IMAGES / f"web-{name}.jpg", type="jpeg", quality=_QUALITY)
        page.set_viewport_size({"width": width, "height": min(max(page.evaluate(_HEIGHT), height), _TALLEST)})
        page.screenshot(path=ALL / f"{name}.png")
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            self.wrong.append(f"{name} is wider than the window")
        print(f"{(ALL / name).relative_to(ROOT)}.png")

    def staff(self, names: list[str]) -> None:
        """Take the pictures of the staff's pages."""
        chosen = [each for each in PICTURES if not names or each.name in names]
        for who in dict.fromkeys(each.who for each in chosen):
            reader = self.reader()
            reader.sign_in(who)
            for each in chosen:
                if each.who == who:
                    with self.noting(each.name), _without(reader.page, each.without):
                        reader.open(each.path)
                        each.do(reader.page)
                        self.shoot(reader.page, each.name)
            reader.page.context.close()

    def sign_in(self) -> None:
        """Take the picture of the first page."""
        reader = self.reader()
        reader.page.goto(self.address)
        reader.page.locator(".demo-users button").first.wait_for()
        self.shoot(reader.page, "sign-in")
        reader.page.context.close()

    def portal(self) -> None:
        """Take the pictures of the customers' pages."""
        page = self.reader().page
        with self.noting(PORTAL):
            # A telephone gets one code a minute: each album is of other people.
            turn = len(SIZES) * list(LOCALES).index(self.language) + list(SIZES).index(self.size)
            shoot = partial(self._shoot_portal, page)
            walk(page, self.address, Office(self.address), shoot, turn)
        page.context.close()

    def _shoot_portal(self, page: Page, name: str) -> None:
        self.shoot(page, f"{PORTAL}-{name}")

    @contextmanager
    def noting(self, name: str) -> Iterator[None]:
        """Go on with the next picture where one cannot be taken."""
        try:
            yield
        except (NotInTime, LookupError, AssertionError) as failure:
            self.wrong.append(f"{name}.{self.language}.{self.size}: {failure}")


@contextmanager
def _without(page: Page, path: str | None) -> Iterator[None]:
    cut_off(page, path)
    yield
    page.unroute_all()


@contextmanager
def _somewhere(address: str | None) -> Iterator[str]:
    if address is not None:
        yield address
        return
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as own:
        yield own


def main() -> None:
    """Take every picture, or those that are named."""
    parser = argparse.ArgumentParser(description="Take the pictures of the pages.")
    parser.add_argument("names", nargs="*", help="which pages; all without any")
    parser.add_argument("--at", help="a demo that is already served")
    asked = parser.parse_args()
    ALL.mkdir(parents=True, exist_ok=True)
    with _somewhere(asked.at) as address, sync_playwright() as playwright:
        wrong: list[str] = []
        for language, locale in LOCALES.items():
            # Fields for days are drawn in the browser's own language.
            options = ["--no-sandbox", f"--lang={locale}"]
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=options, env={**os.environ, "LANGUAGE": locale}
            )
            for size in SIZES:
                wrong += _taken(Album(browser, address, language, size), asked.names)
            browser.close()
    sys.exit("\n".join(wrong) or 0)


def _taken(album: Album, names: list[str]) -> list[str]:
    if not names or "sign-in" in names:
        album.sign_in()
    if not names or set(names) - {PORTAL, "sign-in"}:
        album.staff(names)
    if not names or PORTAL in names:
        album.portal()
    return album.wrong


if __name__ == "__main__":
    main()
