"""Somebody in front of a browser: signs in, fills in forms, and must never see an error in the console."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from api.access.roles import ROLES

DESKTOP = (1280, 800)
PHONE = (390, 844)
# The browser notes every 404: a task without a draft of ours answers so.
_EXPECTED = ("/draft",)
TOURED = f"localStorage.setItem('anxin.toured', '{','.join(ROLES)}')"
# What pages do right after a load may take a while on a busy machine.
_PATIENCE_MS = 60_000

expect.set_options(timeout=_PATIENCE_MS)


@dataclass
class Reader:
    """One person, one browser window."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    may_complain: bool = False

    def __post_init__(self) -> None:
        """Listen for everything that goes wrong."""
        self.page.set_default_timeout(_PATIENCE_MS)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._note_foreign(request.url))

    def sign_in(self, name: str) -> None:
        """Sign in as a user of the demo, with the button that the page offers for it."""
        self.page.goto(f"{self.address}/")
        self.page.locator(".demo-users button", has=self.page.locator(f"code:text-is('{name}')")).click()
        expect(self.page.locator(".shell")).to_be_visible()

    def open(self, path: str) -> None:
        """Open a page."""
        self.page.goto(f"{self.address}{path}")
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

    def _note(self, message: ConsoleMessage) -> None:
        if message.type != "error" or message.location.get("url", "").endswith(_EXPECTED):
            return
        self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def _note_foreign(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"request to another host: {url}")


class Readers:
    """Everybody in one test."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._all: list[Reader] = []

    def come(self, name: str, *, language: str = "zh", size: tuple[int, int] = DESKTOP) -> Reader:
        """Return somebody who is signed in."""
        reader = self.stranger(language=language, size=size)
        reader.sign_in(name)
        return reader

    def stranger(
        self, *, language: str = "zh", size: tuple[int, int] = DESKTOP, is_new: bool = False
    ) -> Reader:
        """Return somebody who is not signed in yet; who is not new here has seen the tour."""
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.add_init_script(f"localStorage.setItem('anxin.language', '{language}')")
        if not is_new:
            context.add_init_script(TOURED)
        reader = Reader(context.new_page(), self._address)
        self._all.append(reader)
        return reader

    def leave(self) -> None:
        """Close every window; nobody's console may have complained."""
        for reader in self._all:
            reader.page.context.close()
        watched = [reader for reader in self._all if not reader.may_complain]
        assert [complaint for reader in watched for complaint in reader.complaints] == []
