"""Take the pictures of the pages, in both languages, at a desk and on a phone, with a headless browser.

    make screenshots
    make screenshots ARGS='inbox portal --at http://127.0.0.1:8000'

writes build/screenshots/<page>.<language>.<size>.png, and those that the README shows to docs/images. Names
choose some of them. It needs the built pages, a Chromium with its languages (on Debian chromium and
chromium-l10n) and a Chinese font; without `--at` it starts a demo of its own, so that nobody's data gets into
the pictures. It fails where a picture cannot be taken, or a page is wider than its window.
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
from tests.web.reader import DESKTOP, PHONE, Reader, at_a_browser
from tools.another_version import deploy_another_version
from tools.browser import find_whole_chromium
from tools.picture import cut_off
from tools.portal_pictures import PLACES, walk
from tools.staff_pictures import PICTURES

ALL: Final = ROOT / "build" / "screenshots"
IMAGES: Final = ROOT / "docs" / "images"
SHOWN: Final = (
    "web-task.{}.desktop",
    "web-diagram.{}.desktop",
    "web-dispatch.{}.desktop",
    "web-reports.{}.desktop",
    "web-day.{}.phone",
    "web-portal-task-quote.{}.phone",
    "web-portal-task-sign.{}.phone",
)
SIZES: Final = {"desktop": DESKTOP, "phone": PHONE}
PORTAL: Final = "portal"
NEWCOMER: Final = "sign-in"
_QUALITY: Final = 80
_PATIENCE_MS: Final = 60_000
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
    taken: set[str] = field(default_factory=set)

    def reader(self, *, is_new: bool = False) -> Reader:
        """Return somebody in front of a new window; who is new here has not seen the tour."""
        reader = at_a_browser(self.browser, self.address, locale=LOCALES[self.language])
        reader.sit_down(language=self.language, size=SIZES[self.size], is_new=is_new)
        reader.page.set_default_timeout(_PATIENCE_MS)
        return reader

    def shoot(self, page: Page, what: str) -> None:
        """Take one picture, as high as the page; note where it is wider than its window."""
        self.taken.add(what)
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
                        # Anew: what was opened or read for the picture before would still be there.
                        reader.page.goto(f"{self.address}{each.path}")
                        each.do(reader.page)
                        self.shoot(reader.page, each.name)
            reader.page.context.close()

    def newcomer(self) -> None:
        """Take the pictures of the first page, of what it refuses, and of the tour."""
        reader = self.reader(is_new=True)
        page = reader.page
        page.goto(self.address)
        page.locator(".demo-users button").first.wait_for()
        self.shoot(page, "sign-in")
        page.locator("#name").fill("nobody")
        page.locator("#password").fill("nothing")
        page.locator("button[type=submit]").click()
        page.locator(".ant-alert-error").wait_for()
        self.shoot(page, "sign-in-refused")
        reader.sign_in("supervisor")
        page.locator(".tour-card").wait_for()
        self.shoot(page, "tour-welcome")
        page.keyboard.press("Enter")
        self.shoot(page, "tour")
        page.context.close()

    def portal(self) -> None:
        """Take the pictures of the customers' pages."""
        page = self.reader().page
        with self.noting(PORTAL):
            # A telephone gets one code a minute: each album is of other people.
            turn = len(SIZES) * list(LOCALES).index(self.language) + list(SIZES).index(self.size)
            # So does an address, though some more in an hour: behind a proxy each album is at its own.
            page.context.set_extra_http_headers({"X-Forwarded-For": f"198.51.100.{turn}"})
            shoot = partial(self._shoot_portal, page)
            walk(page, self.address, Office(self.address), shoot, turn)
        listed = {f"{PORTAL}-{name}" for names in PLACES.values() for name in names}
        self.wrong += [
            f"{name}.{self.language}.{self.size} is missing" for name in sorted(listed - self.taken)
        ]
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
    try:
        yield
    finally:
        page.unroute_all()
        page.context.set_offline(False)


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
    parser.add_argument("--language", choices=LOCALES, help="only in this language")
    parser.add_argument("--size", choices=SIZES, help="only at this size")
    asked = parser.parse_args()
    ALL.mkdir(parents=True, exist_ok=True)
    with _somewhere(asked.at) as address, sync_playwright() as playwright:
        wrong: list[str] = []
        deploy_another_version(address)
        for language, locale in LOCALES.items():
            if asked.language not in {None, language}:
                continue
            # Fields for days are drawn in the browser's own language.
            options = ["--no-sandbox", f"--lang={locale}"]
            browser = playwright.chromium.launch(
                executable_path=find_whole_chromium(), args=options, env={**os.environ, "LANGUAGE": locale}
            )
            for size in SIZES if asked.size is None else [asked.size]:
                wrong += _taken(Album(browser, address, language, size), asked.names)
            browser.close()
    sys.exit("\n".join(wrong) or 0)


def _taken(album: Album, names: list[str]) -> list[str]:
    if not names or NEWCOMER in names:
        album.newcomer()
    # Who asks to be forgotten at the portal is what supervisors see of it.
    if not names or PORTAL in names:
        album.portal()
    if not names or set(names) - {PORTAL, NEWCOMER}:
        album.staff(names)
    return album.wrong


if __name__ == "__main__":
    main()
