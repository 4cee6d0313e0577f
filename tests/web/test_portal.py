"""A customer on a phone: files, follows by link and by code, answers, signs, rates, takes the data along."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import expect

from tests.api.shop import REPORT, TO_THE_ACCEPTANCE, TO_THE_QUOTE
from tests.web.barriers import barriers
from tests.web.reader import DESKTOP, PHONE, Reader, Readers

pytestmark = pytest.mark.browser

PHOTO = Path(__file__).parents[2] / "docs/images/web-day.en.phone.jpg"
CONTACT = {"customer_name": "陈晓梅", "city": "杭州市西湖区", "address": "文苑路 12 号 501 室"}


class Staff:
    """The department behind the portal, over REST."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client
        signed = self._ask("POST", "/session", {"name": "admin", "password": "anxin-demo", "kind": "bearer"})
        self._client.headers["Authorization"] = f"Bearer {signed['token']}"

    def work(self, number: str, steps: tuple[tuple[str, Mapping[str, object]], ...]) -> None:
        """Complete tasks of a case, one after the other."""
        for element, variables in steps:
            found = self._ask("GET", f"/tasks?business_key={number}&element_id={element}")
            task = f"/tasks/{found['items'][0]['id']}"
            self._ask("POST", f"{task}/assign", {"assignee": "admin"})
            self._ask("POST", f"{task}/complete", {"variables": variables})

    def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        answer = self._client.request(method, path, json=body)
        assert answer.is_success, answer.text
        return answer.json()


@pytest.fixture
def staff(address: str) -> Iterator[Staff]:
    """The department of the demo."""
    with httpx2.Client(base_url=f"{address}/api/v1", timeout=60) as client:
        yield Staff(client)


def test_a_customer_goes_from_the_fault_to_the_rating(readers: Readers, staff: Staff, tmp_path: Path) -> None:
    customer = readers.stranger(size=PHONE)
    number, link = _file(customer, "13811110001")
    staff.work(number, (("register_report", REPORT | {"customer_phone": "13811110001"}), *TO_THE_QUOTE[1:]))

    friend = readers.stranger(size=PHONE)
    friend.page.goto(link)
    expect(friend.page.get_by_role("heading", name=number)).to_be_visible()
    assert link.partition("#/t/")[2] not in friend.page.url

    customer.page.goto(f"{customer.address}/service#/case/{number}")
    expect(customer.page.get_by_role("heading", name=number)).to_be_visible()
    found = {"case": barriers(customer.page), "quote": _answer_the_quote(customer)}
    staff.work(number, TO_THE_ACCEPTANCE)
    customer.page.reload()
    found["acceptance"] = _accept(customer)
    _rate(customer)
    held = _download(customer, tmp_path / "held.json")

    assert {page: wrong for page, wrong in found.items() if wrong} == {}
    assert held["customer"][0]["name"] == "陈晓梅"
    assert [case["id"] for case in held["cases"]] == [number]


def test_what_was_begun_is_kept_and_a_lost_network_is_told(readers: Readers) -> None:
    customer = readers.stranger(size=PHONE)
    customer.may_complain = True  # of the requests that this test cuts off
    customer.page.goto(f"{customer.address}/service#/new")
    customer.page.get_by_label("型号").fill("KFR-35GW-A1")

    customer.page.reload()
    expect(customer.page.get_by_label("型号")).to_have_value("KFR-35GW-A1")
    customer.page.get_by_label("机身序列号").fill("SN-1")
    customer.page.route("**/api/v1/portal/units/**", lambda route: route.abort())
    customer.button("查询").click()

    expect(customer.page.get_by_role("alert")).to_contain_text("网络不通")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_portal_has_no_barrier(readers: Readers, size: tuple[int, int]) -> None:
    customer = readers.stranger(size=size, language="en")
    phone = "13811110002" if size == PHONE else "13811110003"
    customer.page.goto(f"{customer.address}/service")
    found = {"home": barriers(customer.page)}
    customer.page.goto(f"{customer.address}/service#/new")
    customer.page.get_by_role("button", name="Next").click()
    expect(customer.page.get_by_text("Please fill this in.").first).to_be_visible()
    found["new"] = barriers(customer.page)
    customer.page.goto(f"{customer.address}/service#/mine")
    expect(customer.page.locator("#phone")).to_be_visible()
    found["sign-in"] = barriers(customer.page)
    _enter(customer, phone, send="Send a code", enter="Come in")
    expect(customer.page.get_by_role("heading", name="My cases")).to_be_visible()
    found["mine"] = barriers(customer.page)
    customer.page.goto(f"{customer.address}/service#/data")
    expect(customer.page.get_by_role("heading", name="My data", exact=True)).to_be_visible()
    found["data"] = barriers(customer.page)

    width = customer.page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0]
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def _file(customer: Reader, phone: str) -> tuple[str, str]:
    """File a repair; return its number and the link."""
    page = customer.page
    page.goto(f"{customer.address}/service")
    page.get_by_role("link", name="我要报修").click()
    page.get_by_role("radio", name="洗衣机").check()
    page.get_by_label("型号").fill("KFR-35GW-A1")
    customer.button("下一步").click()
    page.get_by_label("问题描述").fill("不制冷")
    page.locator("#photos").set_input_files(PHOTO)
    customer.button("下一步").click()
    for name, text in CONTACT.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#province").select_option("zhejiang")
    customer.button("下一步").click()
    _enter(customer, phone)
    customer.button("提交").click()
    number = page.locator(".number").inner_text()
    assert re.fullmatch(r"WX-\d{8}-\d{4}", number)
    return number, str(page.locator("[data-link]").get_attribute("data-link"))


def _enter(customer: Reader, phone: str, *, send: str = "获取验证码", enter: str = "进入") -> None:
    page = customer.page
    page.locator("#phone").fill(phone)
    customer.button(send).click()
    told = page.get_by_role("status").filter(has_text=re.compile(r"\d{6}"))
    code = re.search(r"\d{6}", told.inner_text())
    assert code is not None
    page.locator("#code").fill(code.group())
    customer.button(enter).click()


def _answer_the_quote(customer: Reader) -> list[str]:
    """Agree to the quote; return what keeps people from using the page."""
    page = customer.page
    expect(page.locator(".steps .current")).to_contain_text("检修")
    page.get_by_role("link", name="答复报价").click()
    expect(page.locator("tfoot")).to_contain_text("210.00 元")
    expect(page.locator("caption")).to_contain_text("有效至")
    # Messages to the customer say so, too, and come to the page when they are sent.
    expect(page.locator("dd", has_text="保修已于")).to_be_visible()
    customer.button("提交").click()
    expect(page.get_by_text("此项必填。")).to_be_visible()
    found = barriers(page)
    page.get_by_role("radio", name="同意", exact=True).check()
    # Who cannot draw types.
    page.get_by_label("不便手写").fill("陈晓梅")
    customer.button("用这个签名").click()
    expect(page.get_by_text("已签名")).to_be_visible()
    customer.button("提交").click()
    expect(page.locator(".steps")).to_be_visible()
    expect(page.get_by_text("等您处理")).to_have_count(0)
    return found


def _accept(customer: Reader) -> list[str]:
    """Accept the repair; return what keeps people from using the page."""
    page = customer.page
    page.get_by_role("link", name="验收签字").click()
    page.get_by_role("radio", name="认可并签字").check()
    found = barriers(page)
    _draw(customer)
    page.get_by_role("radiogroup", name="维修质量").get_by_label("满意", exact=True).check()
    customer.button("提交").click()
    expect(page.locator(".steps")).to_be_visible()
    return found


def _rate(customer: Reader) -> None:
    page = customer.page
    customer.button("评价").click()
    page.get_by_role("radiogroup", name="维修质量").get_by_label("5 分").check()
    page.get_by_role("radiogroup", name="服务态度").get_by_label("4 分").check()
    customer.button("提交").click()
    expect(page.get_by_text("谢谢您的评价")).to_be_visible()


def _download(customer: Reader, place: Path) -> Any:
    customer.page.goto(f"{customer.address}/service#/data")
    with customer.page.expect_download() as download:
        customer.button("下载 JSON").click()
    download.value.save_as(place)
    return json.loads(place.read_text("utf-8"))["customers"][0]


def _draw(customer: Reader) -> None:
    """Sign with a finger."""
    canvas = customer.page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    mouse = customer.page.mouse
    mouse.move(box["x"] + 40, box["y"] + 80)
    mouse.down()
    mouse.move(box["x"] + 160, box["y"] + 40, steps=5)
    mouse.move(box["x"] + 220, box["y"] + 110, steps=5)
    mouse.up()
    customer.button("用这个签名").click()
    expect(customer.page.get_by_text("已签名")).to_be_visible()
