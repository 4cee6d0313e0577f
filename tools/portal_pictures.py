"""Which pages of the customers are pictured, in the order in which somebody comes by them."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from playwright.sync_api import Page

from tests.web.office import Office

_NEWCOMER: Final = "1380000990{}"
_LONG: Final = (
    "前天晚上开始制冷变慢，昨天中午完全不制冷，外机风扇转几秒就停，内机一直闪 E6，断电十分钟再开还是一样；"
    "另外排水管有一点漏水，墙面已经湿了一块，家里有老人和两个月大的孩子，请尽快安排师傅上门，谢谢。"
)
_ABOUT: Final = {
    "customer_name": "欧阳慕容秋雨（物业代报，机主阿依古丽·麦麦提）",
    "city": "新疆维吾尔自治区伊犁哈萨克自治州伊宁市",
    "address": "巴彦岱镇解放西路三段 1288 号翡翠花园东区 17 号楼 2 单元 1903 室（请从东门进，门卫处登记）",
}

Shot = Callable[[str], None]


def walk(page: Page, address: str, office: Office, shoot: Shot, turn: int) -> None:
    """Come by every page of the portal, and take a picture of each; another turn is of other people."""
    page.goto(f"{address}/service")
    page.locator(".home").wait_for()
    shoot("home")
    _file(page, address, shoot, turn)
    _case_of_a_newcomer(page, address, shoot)
    _dead_link(page, address, shoot)
    for name, element in (("quote", "answer_quote"), ("sign", "accept_repair"), ("choice", "choose_remedy")):
        found = _waiting(office, element, turn)
        if found is not None:  # The demo's season may have nobody who is asked this just now.
            _task(page, address, name, found, shoot)
    _finished(page, address, list(_closed(office))[turn], shoot)


def _file(page: Page, address: str, shoot: Shot, turn: int) -> None:
    """File a request with as much text as fits, stopping at each step."""
    page.goto(f"{address}/service#/new")
    page.locator("button.main").click()
    page.locator(".error").first.wait_for()
    shoot("new-missing")
    page.locator("input[name=product_category]").first.check()
    page.locator("#product_model").fill("KFR-35GW-A1")
    shoot("new-product")
    page.locator("button.main").click()
    page.locator("#symptom").fill(_LONG)
    shoot("new-problem")
    page.locator("button.main").click()
    for name, text in _ABOUT.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#province").select_option("xinjiang")
    shoot("new-contact")
    page.locator("button.main").click()
    _come_in(page, _NEWCOMER.format(turn), shoot)
    page.locator("form button.main").wait_for()
    shoot("new-check")
    page.locator("form button.main").click()
    page.locator(".number").wait_for()
    shoot("new-done")


def _come_in(page: Page, phone: str, shoot: Shot | None = None) -> None:
    page.locator("#phone").fill(phone)
    if shoot is not None:
        shoot("sign-in")
    page.locator("form", has=page.locator("#phone")).locator("button[type=button]").click()
    told = page.locator("[role=status]", has_text=re.compile(r"\d{6}"))
    told.wait_for()
    code = re.search(r"\d{6}", told.inner_text())
    if code is None:
        raise LookupError("The demo shows no code")
    page.locator("#code").fill(code.group())
    if shoot is not None:
        shoot("code")
    page.locator("form", has=page.locator("#code")).locator("button.main").click()
    page.locator("#code").wait_for(state="detached")


def _case_of_a_newcomer(page: Page, address: str, shoot: Shot) -> None:
    page.locator(".done button.main").click()
    page.locator(".steps").wait_for()
    shoot("case-new")
    page.goto(f"{address}/service#/mine")
    page.locator(".lines a").wait_for()
    shoot("mine")


def _dead_link(page: Page, address: str, shoot: Shot) -> None:
    page.goto(f"{address}/service#/t/gone")
    page.locator(".failure").wait_for()
    shoot("dead-link")


def _task(page: Page, address: str, name: str, found: tuple[str, str, str], shoot: Shot) -> None:
    number, task, phone = found
    _leave(page, address)
    page.goto(f"{address}/service#/case/{number}")
    _come_in(page, phone)
    page.locator(".steps").wait_for()
    shoot(f"case-{name}")
    page.goto(f"{address}/service#/case/{number}/{task}")
    page.locator("form .field").first.wait_for()
    shoot(f"task-{name}")
    page.locator("form > button.main").click()
    page.locator(".error, .failure").first.wait_for()
    shoot(f"task-{name}-missing")


def _finished(page: Page, address: str, found: tuple[str, str], shoot: Shot) -> None:
    number, phone = found
    _leave(page, address)
    page.goto(f"{address}/service#/case/{number}")
    _come_in(page, phone)
    page.locator(".steps").wait_for()
    shoot("case-closed")
    for at, name in enumerate(("rate", "complain")):
        page.locator(".acts button").nth(at).click()
        page.locator(".card form .field").first.wait_for()
        shoot(name)
    page.goto(f"{address}/service#/data")
    page.locator("details").first.wait_for()
    page.locator("summary").nth(1).click()
    shoot("data")
    page.route("**/api/v1/portal/**", lambda route: route.abort())
    page.goto(f"{address}/service#/mine")
    page.locator(".failure").wait_for()
    shoot("offline")
    page.unroute("**/api/v1/portal/**")


def _leave(page: Page, address: str) -> None:
    """Become somebody whom the portal does not know."""
    page.context.clear_cookies()
    page.goto(f"{address}/favicon.svg")
    page.evaluate("localStorage.removeItem('anxin.portal.in')")


def _waiting(office: Office, element: str, turn: int) -> tuple[str, str, str] | None:
    """Return a case, the task in it that waits for its customer, and the telephone; None without."""
    tasks = office.ask("supervisor", f"/tasks?element_id={element}&state=open")["items"]
    if not tasks:
        return None
    task = tasks[turn % len(tasks)]
    return str(task["business_key"]), str(task["id"]), _phone(office, task["instance_id"])


def _closed(office: Office) -> Iterator[tuple[str, str]]:
    """Yield finished repairs with the customers' telephones."""
    found = office.ask("supervisor", "/process-instances?process_key=repair&state=completed&limit=10")
    for case in found["items"]:
        yield str(case["business_key"]), _phone(office, case["id"])


def _phone(office: Office, instance_id: str) -> str:
    (outermost, *_) = office.ask("supervisor", f"/process-instances/{instance_id}/variables")
    return str(outermost["variables"]["customer_phone"])
