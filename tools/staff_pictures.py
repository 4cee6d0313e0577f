"""Which pages of the staff are pictured: who looks, at which address, and what they do there first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page, Route


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as somebody sees it."""

    name: str
    who: str
    path: str
    do: Callable[[Page], None]
    # What the page must not get from the server, to show how it says so.
    without: str | None = None


def sees(selector: str) -> Callable[[Page], None]:
    """Wait for something to be there."""

    def wait(page: Page) -> None:
        page.locator(selector).first.wait_for(state="attached")

    return wait


def presses(selector: str, then: str) -> Callable[[Page], None]:
    """Press something that appears, and wait for what comes of it."""

    def press(page: Page) -> None:
        page.locator(selector).first.click()
        page.locator(then).first.wait_for()

    return press


def cut_off(page: Page, without: str | None) -> None:
    """Let a page not reach a part of the server any more."""
    if without is not None:

        def fail(route: Route) -> None:
            route.fulfill(status=500, content_type="application/problem+json", body="{}")

        page.route(without, fail)


def _first_case(page: Page) -> None:
    page.locator("tbody a").nth(3).click()
    page.locator(".facts").wait_for()


def _tab(name: str, ready: str) -> Callable[[Page], None]:
    def open_tab(page: Page) -> None:
        _first_case(page)
        page.goto(f"{page.url}?tab={name}")
        page.locator(ready).first.wait_for(state="attached")

    return open_tab


def _refused_form(page: Page) -> None:
    """Complete a task with nothing filled in."""
    page.locator(".row").first.click()
    page.locator(".task .fields").wait_for()
    if page.locator(".action-bar [role=status]").count() == 0:
        page.locator(".action-bar .ant-btn-primary").click()
    page.locator(".action-bar [role=status]").wait_for(state="attached")
    page.locator(".action-bar button").nth(1).click()
    page.locator(".field-errors").first.wait_for()


def _task_tab(number: int, ready: str) -> Callable[[Page], None]:
    def open_tab(page: Page) -> None:
        page.locator(".row").first.click()
        page.locator(".task [role=tab]").nth(number).click()
        page.locator(ready).first.wait_for()

    return open_tab


def _selected(page: Page) -> None:
    for at in range(2):
        page.locator(".row input[type=checkbox]").nth(at).check()
    page.locator(".row input[type=checkbox]:checked").nth(1).wait_for()


def _board(page: Page) -> None:
    page.locator(".waiting-card button").first.click()
    page.locator(".day-row.is-fit").first.wait_for()


def _day_task(page: Page) -> None:
    page.locator(".stops[data-kept=true]").wait_for()
    page.locator(".stop .ant-btn-primary").first.click()
    page.locator(".fields").first.wait_for()


def _trial(page: Page) -> None:
    page.locator(".case-actions button").last.click()
    page.locator(".ant-modal .ant-btn-primary").click()
    page.locator(".fields, .steps").first.wait_for()


def _keys(page: Page) -> None:
    page.locator(".row").first.wait_for()
    page.keyboard.press("?")
    page.locator("[role=dialog]").wait_for()


ROWS: Final = sees(".row, tbody a")
PICTURES: Final[Sequence[Picture]] = (
    Picture("inbox", "desk", "/tasks", ROWS),
    Picture("inbox-grouped", "supervisor", "/tasks?view=all&by=process_key", sees(".group-head")),
    Picture("inbox-empty", "desk", "/tasks?view=all&q=zzzz", sees(".ant-empty")),
    Picture("inbox-selected", "supervisor", "/tasks?view=all", _selected),
    Picture("inbox-failure", "desk", "/tasks", sees(".notice"), "**/api/v1/tasks?*"),
    Picture("keys", "supervisor", "/tasks", _keys),
    Picture("palette", "supervisor", "/tasks", presses("[aria-keyshortcuts='Control+K']", ".ant-modal")),
    Picture("task", "technician", "/tasks?view=mine", presses(".row", ".task .fields")),
    Picture("task-refused", "desk", "/tasks", _refused_form),
    Picture("task-case", "supervisor", "/tasks?view=all", _task_tab(1, ".task .facts")),
    Picture("task-remarks", "supervisor", "/tasks?view=all", _task_tab(2, ".task textarea")),
    Picture("cases", "supervisor", "/cases", ROWS),
    Picture("cases-empty", "supervisor", "/cases?q=zzzz", sees(".ant-empty")),
    Picture("cases-failure", "supervisor", "/cases", sees(".notice"), "**/process-instances?*"),
    Picture("case", "supervisor", "/cases", _first_case),
    Picture("diagram", "supervisor", "/cases", _tab("diagram", ".djs-element")),
    Picture("remarks", "supervisor", "/cases", _tab("remarks", "textarea")),
    Picture("record", "auditor", "/cases", _tab("record", ".event")),
    Picture("audit", "auditor", "/audit?process=repair", ROWS),
    Picture("audit-empty", "auditor", "/audit?q=zzzz", sees("form, .filters")),
    Picture("models", "owner", "/models", ROWS),
    Picture("models-decisions", "owner", "/models?kind=decision", ROWS),
    Picture("models-forms", "owner", "/models?kind=form", ROWS),
    Picture("process", "owner", "/models/process/repair", sees(".djs-element")),
    Picture("heat", "owner", "/models/process/visit?measure=p90", sees(".djs-element")),
    Picture("decision", "owner", "/models/decision/warranty", sees(".rules")),
    Picture("form", "owner", "/models/form/repair_work/carry_out_repair", sees(".fields")),
    Picture("check", "owner", "/models/check", sees("input[type=file]")),
    Picture("trial", "owner", "/models/process/follow_up", _trial),
    Picture("calendars", "owner", "/calendars?calendar=workshop", sees(".week")),
    Picture("dispatch", "dispatcher", "/dispatch", _board),
    Picture("dispatch-empty", "dispatcher", "/dispatch?day=2027-03-01", sees(".page")),
    Picture("day", "technician", "/day", sees(".stops[data-kept=true]")),
    Picture("day-task", "technician", "/day", _day_task),
    Picture("parts", "warehouse", "/parts", ROWS),
    Picture("parts-stock", "warehouse", "/parts?list=stock", sees(".ant-table-row")),
    Picture("parts-moves", "warehouse", "/parts?list=moves", sees(".ant-table-row")),
    Picture("finance", "finance", "/finance", ROWS),
    Picture("finance-quotes", "finance", "/finance?list=quotes", sees(".ant-table-row")),
    Picture("finance-entries", "finance", "/finance?list=entries", sees(".ant-table-row")),
    Picture("reports", "supervisor", "/reports?since=2026-01-01", sees(".drawing svg")),
    Picture("report", "supervisor", "/reports?since=2026-01-01&show=response", sees(".ant-table")),
    Picture("reports-failure", "supervisor", "/reports", sees(".notice"), "**/reports/dashboard*"),
    Picture("nowhere", "desk", "/nowhere", sees(".notice")),
)
