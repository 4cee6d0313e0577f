"""Somebody in front of a browser: signs in, fills in forms, and must never see an error in the console."""

import re

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, StorageState, expect

from api.access.roles import ROLES

DESKTOP = (1280, 800)
PHONE = (390, 844)
HOME = "Asia/Shanghai"
Place = tuple[str, tuple[int, int], str]
"""Language, size of the window, time zone."""
# The browser notes every 404: a task without a draft of ours answers so, and a serial number nobody knows.
_EXPECTED = re.compile(r"/draft$|/portal/units/[^/]+$")
TOURED = f"localStorage.setItem('anxin.toured', '{','.join(ROLES)}')"
# Loading everything anew takes a second, and nobody who works here does it.
_FOLLOW = "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
# What pages do right after a load may take a while on a busy machine.
_PATIENCE_MS = 60_000

expect.set_options(timeout=_PATIENCE_MS)


class Reader:
    """One person, one browser window."""

    def __init__(self, page: Page, address: str, *, is_signed_in: bool = False) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.may_complain = False
        self._page = page
        # Who goes elsewhere at once does not wait for the first page.
        self._awaits_first_page = is_signed_in
        page.set_default_timeout(_PATIENCE_MS)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note_foreign(request.url))

    @property
    def page(self) -> Page:
        """The page in front of the reader: the first one, until another is opened."""
        if self._awaits_first_page:
            self.open("/")
        return self._page

    @page.setter
    def page(self, page: Page) -> None:
        self._page = page

    def sign_in(self, name: str) -> None:
        """Sign in as a user of the demo, with the button that the page offers for it."""
        self.page.goto(f"{self.address}/")
        self.page.locator(".demo-users button", has=self.page.locator(f"code:text-is('{name}')")).click()
        expect(self.page.locator(".shell")).to_be_visible()

    def open(self, path: str) -> None:
        """Go to a page: as a link does once the first one stands, anew where it stands already."""
        self._awaits_first_page = False
        wanted = f"{self.address}{path}"
        if self.page.locator(".shell").count() and self.page.url != wanted:
            self.page.evaluate(_FOLLOW, path)
        else:
            self.page.goto(wanted)
        expect(self.page.locator(".shell")).to_be_visible()

    def button(self, name: str) -> Locator:
        """Return the button with exactly this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def fill(self, field_name: str, text: str) -> None:
        """Type into a field."""
        self.page.locator(f"#f_{field_name}").fill(text)

    def choose(self, field_name: str, option: str) -> None:
        """Choose an option, whether the field is a row of radio buttons or a list."""
        place = self.page.locator(f'[data-field="f_{field_name}"]')
        if place.locator(".ant-select").count() == 0:
            place.get_by_role("radio", name=option, exact=True).check()
            return
        place.locator("input").click()
        self.page.locator(".ant-select-item-option", has_text=option).first.click()
        expect(place.locator(".ant-select")).to_contain_text(option)

    def leave(self) -> None:
        """Close the window."""
        self._page.context.close()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type != "error" or _EXPECTED.search(message.location.get("url", "")):
            return
        self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def _note_foreign(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"request to another host: {url}")


class Readers:
    """Everybody in one test. `kept` holds what the browser of somebody keeps who has signed in before."""

    def __init__(self, browser: Browser, address: str, kept: dict[str, StorageState]) -> None:
        self._browser = browser
        self._address = address
        self._kept = kept
        self._all: list[Reader] = []

    def come(self, name: str, *, language: str = "zh", size: tuple[int, int] = DESKTOP) -> Reader:
        """Return somebody who is signed in, and who did it on the page if the last time is over."""
        return self._come(name, (language, size, HOME))

    def come_from(self, zone: str, name: str, *, language: str = "zh") -> Reader:
        """Return somebody who is signed in and whose browser stands in another time zone."""
        return self._come(name, (language, DESKTOP, zone))

    def _come(self, name: str, place: Place) -> Reader:
        reader = self._sit_down(place, self._kept.get(name))
        if reader is None:
            reader = self._stranger(place)
            reader.sign_in(name)
            self._kept[name] = reader.page.context.storage_state()
        return reader

    def stranger(
        self, *, language: str = "zh", size: tuple[int, int] = DESKTOP, is_new: bool = False
    ) -> Reader:
        """Return somebody who is not signed in yet; who is not new here has seen the tour."""
        return self._stranger((language, size, HOME), is_new=is_new)

    def leave(self) -> None:
        """Close every window; nobody's console may have complained."""
        for reader in self._all:
            reader.leave()
        watched = [reader for reader in self._all if not reader.may_complain]
        assert [complaint for reader in watched for complaint in reader.complaints] == []

    def _stranger(self, place: Place, *, is_new: bool = False) -> Reader:
        context = self._context(place)
        if not is_new:
            context.add_init_script(TOURED)
        reader = Reader(context.new_page(), self._address)
        self._all.append(reader)
        return reader

    def _sit_down(self, place: Place, kept: StorageState | None) -> Reader | None:
        """Return somebody with the cookies of the last time, if the server still knows them."""
        if kept is None:
            return None
        context = self._context(place, kept)
        if not context.request.get(f"{self._address}/api/v1/me").ok:
            context.close()
            return None
        context.add_init_script(TOURED)
        reader = Reader(context.new_page(), self._address, is_signed_in=True)
        self._all.append(reader)
        return reader

    def _context(self, place: Place, kept: StorageState | None = None) -> BrowserContext:
        language, size, zone = place
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            reduced_motion="reduce",
            timezone_id=zone,
            storage_state=kept,
        )
        context.add_init_script(f"localStorage.setItem('anxin.language', '{language}')")
        return context
