"""Which pages of the customers are pictured, in the order in which somebody comes by them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from playwright.sync_api import Page

from tests.web.office import Office

_NEWCOMER: Final = "1380000990{}"
_STRANGER: Final = "1380000980{}"
_LONG: Final = (
    "前天晚上开始制冷变慢，昨天中午完全不制冷，外机风扇转几秒就停，内机一直闪 E6，断电十分钟再开还是一样；"
    "另外排水管有一点漏水，墙面已经湿了一块，家里有老人和两个月大的孩子，请尽快安排师傅上门，谢谢。"
)
_ABOUT: Final = {
    "customer_name": "欧阳慕容秋雨（物业代报，机主阿依古丽·麦麦提）",
    "city": "新疆维吾尔自治区伊犁哈萨克自治州伊宁市",
    "address": "巴彦岱镇解放西路三段 1288 号翡翠花园东区 17 号楼 2 单元 1903 室（请从东门进，门卫处登记）",
}

# What stands behind "#/" in the address, and what is pictured there.
PLACES: Final[Mapping[str, Sequence[str]]] = {
    "home": ("home",),
    "new": (
        "new-missing",
        "new-product",
        "new-problem",
        "new-contact",
        "sign-in",
        "code",
        "new-check",
        "new-done",
    ),
    "mine": ("mine", "mine-none", "offline"),
    "case": (
        *("case-new", "urge", "case-quote", "task-quote", "task-quote-missing"),
        *("case-sign", "task-sign", "task-sign-missing", "case-choice", "task-choice", "task-choice-missing"),
        *("case-called", "rate", "complain", "case-closed"),
    ),
    "t": ("dead-link",),
    "data": ("data", "forget", "forgotten"),
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
    _nobody(page, address, shoot, turn)
    for name, element in (("quote", "answer_quote"), ("sign", "accept_repair"), ("choice", "choose_remedy")):
        _task(page, address, name, _waiting(office, element, turn), shoot)
    _repaired(page, address, _waiting(office, "call_customer", turn), shoot)
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
    _press_act(page, 0)
    shoot("urge")
    page.goto(f"{address}/service#/mine")
    page.locator(".lines a").wait_for()
    shoot("mine")
    page.goto(f"{address}/service#/data")
    page.locator("details").first.wait_for()
    page.locator("section.card").last.locator("button").click()
    page.locator("section.card .acts button.main").wait_for()
    shoot("forget")
    page.locator("section.card .acts button.main").click()
    page.locator("section.card [role=status]").wait_for()
    shoot("forgotten")


def _dead_link(page: Page, address: str, shoot: Shot) -> None:
    page.goto(f"{address}/service#/t/gone")
    page.locator(".failure").wait_for()
    shoot("dead-link")


def _nobody(page: Page, address: str, shoot: Shot, turn: int) -> None:
    """Come in with a telephone that no case knows."""
    _leave(page, address)
    page.goto(f"{address}/service#/mine")
    _come_in(page, _STRANGER.format(turn))
    page.locator("h1").wait_for()
    shoot("mine-none")


def _task(page: Page, address: str, name: str, found: tuple[str, str, str], shoot: Shot) -> None:
    number, task, phone = found
    _visit(page, address, number, phone)
    shoot(f"case-{name}")
    page.goto(f"{address}/service#/case/{number}/{task}")
    page.locator("form .field").first.wait_for()
    if name == "sign":
        # What is to be signed is asked only of those who are content.
        page.locator("form .choice input").first.check()
        page.locator(".signature canvas").wait_for()
    shoot(f"task-{name}")
    page.locator("form > button.main").click()
    page.locator(".error, .failure").first.wait_for()
    shoot(f"task-{name}-missing")


def _repaired(page: Page, address: str, found: tuple[str, str, str], shoot: Shot) -> None:
    """Rate a repair before anybody has called about it."""
    number, _, phone = found
    _visit(page, address, number, phone)
    shoot("case-called")
    for at, name in enumerate(("rate", "complain")):
        _press_act(page, at)
        shoot(name)


def _finished(page: Page, address: str, found: tuple[str, str], shoot: Shot) -> None:
    """Look at a case that is over, and at what is held; then the network is gone."""
    _visit(page, address, *found)
    shoot("case-closed")
    page.goto(f"{address}/service#/data")
    page.locator("details").first.wait_for()
    page.locator("summary").first.click()
    shoot("data")
    page.route("**/api/v1/portal/**", lambda route: route.abort())
    page.goto(f"{address}/service#/mine")
    page.locator(".failure").wait_for()
    shoot("offline")
    page.unroute("**/api/v1/portal/**")


def _visit(page: Page, address: str, number: str, phone: str) -> None:
    _leave(page, address)
    page.goto(f"{address}/service#/case/{number}")
    _come_in(page, phone)
    page.locator(".steps").wait_for()


def _press_act(page: Page, at: int) -> None:
    page.locator(".acts button").nth(at).click()
    page.locator(".card form .field").first.wait_for()


def _leave(page: Page, address: str) -> None:
    """Become somebody whom the portal does not know."""
    page.context.clear_cookies()
    page.goto(f"{address}/favicon.svg")
    page.evaluate("localStorage.removeItem('anxin.portal.in')")


def _waiting(office: Office, element: str, turn: int) -> tuple[str, str, str]:
    """Return a case, the task in it that is open, and the customer's telephone."""
    tasks = office.ask("supervisor", f"/tasks?element_id={element}&state=open")["items"]
    if not tasks:
        raise LookupError(f"The demo has nobody at {element}")
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
