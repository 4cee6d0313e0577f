"""A technician's day on the phone, with a network and without."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Locator, Response, expect

from tests.web.stories.cast import Colleague
from tests.web.stories.filling import Form

_NO_NETWORK: Final = "net::ERR_INTERNET_DISCONNECTED"


class Visitor:
    """A technician who goes from customer to customer."""

    def __init__(self, colleague: Colleague) -> None:
        self.page = colleague.page
        self._reader = colleague.reader

    def open_day(self) -> None:
        """Open the day, and wait until it can do without a network."""
        self._reader.open("/day")
        expect(self.page.locator(".stops[data-kept=true]")).to_be_visible()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")

    def stop(self, number: str) -> Locator:
        """Return what the day shows of a case."""
        return self.page.locator(".stop", has_text=number)

    def do(self, number: str, task: str, values: Mapping[str, object]) -> None:
        """Fill in what a visit asks next, and complete it."""
        self.begin(number, task, values)
        self.complete(number)

    def begin(self, number: str, task: str, values: Mapping[str, object]) -> None:
        """Fill in what a visit asks next."""
        self.stop(number).get_by_role("button", name=task, exact=True).click()
        Form(self.page).fill(values)
        expect(self.page.get_by_text("已保存在本机")).to_be_visible()

    def complete(self, number: str) -> None:
        """Complete what is filled in."""
        self._reader.button("完成").click()
        expect(self.stop(number)).to_be_visible()

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Lose the network, do one task, and find the network again: the task is sent, and once only."""
        context, complaints = self.page.context, self._reader.complaints
        before, sent = len(complaints), list[str]()

        def note(answer: Response) -> None:
            if answer.url.endswith("/complete") and answer.ok:
                sent.append(answer.url)

        context.on("response", note)
        context.set_offline(True)
        yield
        expect(self.page.locator(".waiting-bar")).to_contain_text("1 项待发送")
        context.set_offline(False)
        expect(self.page.locator(".waiting-bar")).to_be_empty()
        context.remove_listener("response", note)
        assert len(sent) == 1
        # Browsers write every request that finds no network to the console.
        complaints[before:] = [each for each in complaints[before:] if _NO_NETWORK not in each]
