"""Requests to be forgotten: a supervisor sees what is held and why, decides, and the customer reads it."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.reader import DESKTOP, PHONE, Readers

pytestmark = pytest.mark.browser

REQUEST = {
    "kind": "WX",
    "customer_name": "唐一鸣",
    "province": "zhejiang",
    "city": "杭州市西湖区",
    "address": "文苑路 12 号 501 室",
    "symptom": "不制冷",
    "product_category": "air_conditioner",
    "product_model": "KFR-35GW-A1",
}


@contextmanager
def at_the_portal(address: str, phone: str) -> Iterator[httpx2.Client]:
    """Somebody at the portal, over REST."""
    # A browser would say by itself where it comes from.
    own = {"Origin": address}
    with httpx2.Client(base_url=f"{address}/api/v1/portal", timeout=60, headers=own) as client:
        code = client.post("/codes", json={"phone": phone}).json()["demo_code"]
        client.post("/session", json={"phone": phone, "code": code}).raise_for_status()
        yield client


def ask_to_be_forgotten(customer: httpx2.Client) -> str:
    """Return the number of the request."""
    return str(customer.post("/erasure").raise_for_status().json()[0]["id"])


@pytest.fixture
def supervisor(address: str) -> Iterator[httpx2.Client]:
    """A supervisor over REST, to know whose case is over."""
    with httpx2.Client(base_url=f"{address}/api/v1", timeout=60) as client:
        asked = {"name": "supervisor", "password": "anxin-demo", "kind": "bearer"}
        token = client.post("/session", json=asked).raise_for_status().json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_open_case_forbids_erasing_and_the_refusal_is_told(
    readers: Readers, address: str, size: tuple[int, int]
) -> None:
    with at_the_portal(address, "13822220001" if size == PHONE else "13822220002") as customer:
        number = customer.post("/cases", json=REQUEST).raise_for_status().json()["number"]
        request = ask_to_be_forgotten(customer)
        reader = readers.come("supervisor", language="en", size=size)
        reader.open("/erasures")

        reader.button(request).click()
        expect(reader.page.get_by_text("Cannot be erased yet")).to_be_visible()
        expect(reader.page.locator(".ant-alert-error")).to_contain_text(number)
        expect(reader.button("Erase the data")).to_be_disabled()
        reader.button("Refuse").click()
        expect(reader.page.get_by_text("This field is required.")).to_be_visible()
        found = barriers(reader.page)
        reader.page.get_by_label("Answer to the customer").fill("Your case is open.")
        reader.button("Refuse").click()

        expect(reader.page.get_by_text(f"Request {request}: refused")).to_be_visible()
        told = customer.get("/data").json()["customers"][0]["erasure_requests"][-1]
    assert (told["state"], told["answer"]) == ("refused", "Your case is open.")
    assert found == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_whose_cases_are_over_is_erased_after_a_second_question(
    readers: Readers, address: str, supervisor: httpx2.Client
) -> None:
    request, name = _forgettable(address, supervisor)
    reader = readers.come("supervisor")
    reader.open(f"/erasures?request={request}")

    expect(reader.page.get_by_text("依法保留的记录")).to_be_visible()
    reader.page.get_by_label("给客户的答复").fill("已按您的要求删除。")
    reader.button("删除个人信息").click()
    dialog = reader.page.get_by_role("dialog")
    expect(dialog).to_contain_text(name)
    dialog.get_by_role("button", name="删除个人信息").click()

    expect(reader.page.get_by_text(f"申请 {request}：个人信息已删除")).to_be_visible()
    assert supervisor.get(f"/erasure-requests/{request}").json()["customer_name"] == "—"


def test_only_those_who_decide_have_the_page(readers: Readers) -> None:
    reader = readers.come("desk", language="en")
    reader.may_complain = True  # of the answer 403, which the browser notes

    expect(reader.page.get_by_role("link", name="Tasks")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Erasure")).to_have_count(0)
    reader.open("/erasures")

    expect(reader.page.get_by_role("alert")).to_contain_text("You may not see this")


def _forgettable(address: str, supervisor: httpx2.Client) -> tuple[str, str]:
    """Return a request of a customer of whom no case is open, and the customer's name."""
    asked = "/process-instances?process_key=repair&state=completed&limit=20"
    for case in supervisor.get(asked).json()["items"]:
        about = supervisor.get(f"/process-instances/{case['id']}/variables").json()[0]["variables"]
        with at_the_portal(address, about["customer_phone"]) as customer:
            request = ask_to_be_forgotten(customer)
        file = supervisor.get(f"/erasure-requests/{request}").json()
        if not any(ground["blocks"] for ground in file["grounds"]):
            return request, str(file["customer_name"])
    raise LookupError("every customer of the demo has an open case")
