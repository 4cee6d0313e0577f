"""One page as somebody sees it, and what people do on a page before it is pictured."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import FilePayload, Page, Route

from tests.server import ROOT

_BROKEN: Final = ROOT / "processes" / "quote" / "quote.bpmn"
Deed = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as somebody sees it."""

    name: str
    who: str
    path: str
    do: Deed
    # What the page must not get from the server, to show how it says so.
    without: str | None = None


def sees(selector: str) -> Deed:
    """Wait for something to be there."""

    def wait(page: Page) -> None:
        page.locator(selector).first.wait_for(state="attached")

    return wait


def presses(selector: str, then: str) -> Deed:
    """Press something that appears, and wait for what comes of it."""

    def press(page: Page) -> None:
        page.locator(selector).first.click()
        page.locator(then).first.wait_for()

    return press


def in_turn(*deeds: Deed) -> Deed:
    """Do one thing after the other."""

    def do(page: Page) -> None:
        for deed in deeds:
            deed(page)

    return do


def cut_off(page: Page, without: str | None) -> None:
    """Let a page not reach a part of the server any more."""
    if without is not None:

        def fail(route: Route) -> None:
            route.fulfill(status=500, content_type="application/problem+json", body="{}")

        page.route(without, fail)


def first_case(page: Page) -> None:
    """Open a case."""
    page.locator("tbody a").nth(3).click()
    page.locator(".facts").wait_for()


def tab(name: str, ready: str) -> Deed:
    """Open a case at one of its tabs."""

    def open_tab(page: Page) -> None:
        first_case(page)
        page.goto(f"{page.url}?tab={name}")
        page.locator(ready).first.wait_for(state="attached")

    return open_tab


def claimed(page: Page) -> None:
    """Open a task and claim it, unless an earlier picture did."""
    page.locator(".row").first.click()
    page.locator(".task .fields").wait_for()
    if page.locator(".action-bar [role=status]").count() == 0:
        page.locator(".action-bar .ant-btn-primary").click()
    page.locator(".action-bar [role=status]").wait_for(state="attached")


def refused_form(page: Page) -> None:
    """Complete a task with nothing filled in."""
    claimed(page)
    page.locator(".action-bar button").nth(1).click()
    page.locator(".field-errors").first.wait_for()


def task_tab(number: int, ready: str) -> Deed:
    """Open a task at one of its tabs."""

    def open_tab(page: Page) -> None:
        page.locator(".row").first.click()
        page.locator(".task [role=tab]").nth(number).click()
        page.locator(ready).first.wait_for()

    return open_tab


def selected(page: Page) -> None:
    """Mark two tasks."""
    for at in range(2):
        page.locator(".row-line input[type=checkbox]").nth(at).check()
    page.locator(".row-line input[type=checkbox]:checked").nth(1).wait_for()


def board(page: Page) -> None:
    """Choose a visit that waits for a technician."""
    page.locator(".waiting-card button").first.click()
    page.locator(".day-row.is-fit").first.wait_for()


def overrule(page: Page) -> None:
    """Give a visit to a technician who does not quite fit."""
    board(page)
    page.locator(".card-head .ant-segmented-item").last.click()
    page.locator(".day-row.is-doubtful .day-give button").first.click()
    page.locator(".ant-modal textarea").wait_for()


def day_task(page: Page) -> None:
    """Open the first task of a technician's day."""
    page.locator(".stops[data-kept=true]").wait_for()
    page.locator(".stop .ant-btn-primary").first.click()
    page.locator(".fields").first.wait_for()


def off_the_network(page: Page) -> None:
    """Lose the network with the day on the telephone."""
    page.locator(".stops[data-kept=true]").wait_for()
    page.context.set_offline(True)
    page.locator(".offline-note").wait_for()


def trial(page: Page) -> None:
    """Try a process."""
    page.locator(".case-actions button").last.click()
    page.locator(".ant-modal textarea").fill('{"part": "main_board", "quantity": 1}')
    page.locator(".ant-modal .ant-btn-primary").click()
    page.locator(".trial .djs-element").first.wait_for(state="attached")


def new_statement(page: Page) -> None:
    """Begin a statement for the outlet that most of the stories' visits are made from."""
    page.locator(".filters .ant-btn-primary").click()
    page.locator(".ant-modal .ant-select input").first.fill("南京")
    page.locator(".ant-select-item-option").first.click()
    page.locator(".settled-lines .ant-input-number-input").first.fill("80")


def keys(page: Page) -> None:
    """Ask which keys there are."""
    page.locator(".row").first.wait_for()
    page.keyboard.press("?")
    page.locator("[role=dialog]").wait_for()


def wrong_table(page: Page) -> None:
    """Give a table with a mistake to the back office."""
    given = FilePayload(name="customers.csv", mimeType="text/csv", buffer=b"Number,Name\n1,Wu\n")
    page.locator("input[type=file]").set_input_files(given)
    page.locator(".ant-alert-error").first.wait_for()


def broken_files(page: Page) -> None:
    """Give a model with mistakes to the check."""
    model = _BROKEN.read_text("utf-8").replace("quote/prepare_quote", "quote/prepare_a_quote")
    form = json.dumps({"schema": {"type": "object"}})
    files = (("quote.bpmn", model), ("quote/answer_quote.json", form))
    page.locator("input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType="text/plain", buffer=text.encode()) for name, text in files]
    )
    page.locator(".ant-alert-error").wait_for()
