"""Somebody in front of a browser: signs in, fills in forms, and must never see an error in the console."""

import re

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from api.access.roles import ROLES

DESKTOP = (1280, 800)
PHONE = (390, 844)
HOME = "Asia/Shanghai"
# The browser notes every 404: a task without a draft of ours answers so, and a serial number nobody knows.
_EXPECTED = re.compile(r"/draft$|/portal/units/[^/]+$")
# Of the same server, so that the browser keeps what it has made of the scripts.
ASIDE = "/health/ready"
_KEEP = "kept => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value))"
# Loading everything anew takes a second, and nobody who works here does it.
_FOLLOW = "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
# What pages do right after a load may take a while on a busy machine.
_PATIENCE_MS = 60_000

expect.set_options(timeout=_PATIENCE_MS)


class Reader:
    """One person, one browser window."""

    def __init__(self, page: Page, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.may_complain = False
        self._page = page
        self._awaits_first_page = False
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

    def sit_down(self, *, language: str, size: tuple[int, int], is_new: bool = False) -> None:
        """Sit in front of a browser that keeps nothing of anybody; who is new has not seen the tour."""
        self._page.set_viewport_size({"width": size[0], "height": size[1]})
        self._page.goto(f"{self.address}{ASIDE}")
        self._keep({"anxin.language": language})
        if not is_new:
            self._keep({"anxin.toured": ",".join(ROLES)})
        # What was under way when somebody left was cut off.
        self.complaints.clear()

    def come_back(self, session: dict[str, str]) -> bool:
        """Go on with the session of another time; say whether the server still knows it."""
        context = self._page.context
        context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in session.items()]
        )
        if not context.request.get(f"{self.address}/api/v1/me").ok:
            context.clear_cookies()
            return False
        self._keep({"anxin.signedIn": "yes"})
        # Who goes elsewhere at once does not wait for the first page.
        self._awaits_first_page = True
        return True

    def session(self) -> dict[str, str]:
        """Return the cookies that the browser shows the server."""
        return {each.get("name", ""): each.get("value", "") for each in self._page.context.cookies()}

    def can_make_room(self) -> bool:
        """Say whether the browser would be as good as new: nothing went wrong, no worker serves its pages."""
        return not (self.may_complain or self.complaints or self._page.context.service_workers)

    def make_room(self) -> None:
        """Leave the pages, and nothing in the browser."""
        self._awaits_first_page = False
        self._page.unroute_all()
        self._page.goto(f"{self.address}{ASIDE}")
        self._page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self._page.context.clear_cookies()

    def leave(self) -> None:
        """Close the window."""
        self._page.context.close()

    def _keep(self, kept: dict[str, str]) -> None:
        self._page.evaluate(_KEEP, kept)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type != "error" or _EXPECTED.search(message.location.get("url", "")):
            return
        self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def _note_foreign(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"request to another host: {url}")


def at_a_browser(browser: Browser, address: str, *, locale: str = "zh-CN", zone: str = HOME) -> Reader:
    """Return somebody in front of a new browser, which keeps nothing of anybody."""
    context = browser.new_context(locale=locale, reduced_motion="reduce", timezone_id=zone)
    return Reader(context.new_page(), address)


class Readers:
    """Everybody in front of one server. A browser that is left is there for the next: new ones are slow."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._free: list[Reader] = []
        self._here: list[Reader] = []
        self._from_afar: list[Reader] = []
        self._sessions: dict[str, dict[str, str]] = {}

    def come(self, name: str, *, language: str = "zh", size: tuple[int, int] = DESKTOP) -> Reader:
        """Return somebody who is signed in, and who did it on the page if the last time is over."""
        reader = self.stranger(language=language, size=size)
        if not reader.come_back(self._sessions.get(name, {})):
            reader.sign_in(name)
            self._sessions[name] = reader.session()
        return reader

    def come_from(self, zone: str, name: str, *, language: str = "zh") -> Reader:
        """Return somebody who is signed in and whose browser stands in another time zone."""
        reader = at_a_browser(self._browser, self._address, zone=zone)
        self._from_afar.append(reader)
        reader.sit_down(language=language, size=DESKTOP)
        reader.sign_in(name)
        return reader

    def stranger(
        self, *, language: str = "zh", size: tuple[int, int] = DESKTOP, is_new: bool = False
    ) -> Reader:
        """Return somebody who is not signed in yet; who is not new here has seen the tour."""
        reader = self._free.pop() if self._free else at_a_browser(self._browser, self._address)
        self._here.append(reader)
        reader.sit_down(language=language, size=size, is_new=is_new)
        return reader

    def make_room(self) -> None:
        """Let the next test's people come; nobody's console may have complained."""
        everybody = [*self._here, *self._from_afar]
        told = [each for reader in everybody if not reader.may_complain for each in reader.complaints]
        self._free += [reader for reader in self._here if reader.can_make_room()]
        for reader in everybody:
            if reader in self._free:
                reader.make_room()
            else:
                reader.leave()
        self._here.clear()
        self._from_afar.clear()
        assert told == [], told

    def leave(self) -> None:
        """Close every window."""
        for reader in self._free:
            reader.leave()
