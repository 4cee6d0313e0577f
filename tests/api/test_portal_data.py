"""Customers' rights over their data: see it, take it along, be forgotten."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from aftersales import reading, register_in
from aftersales.model.case import Case, closed
from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, InboxMessage
from aftersales.model.portal import PortalLink
from engine.clock import CHINA
from engine.model.account import Account
from tests.api.conftest import HASH
from tests.api.desk import START, Desk
from tests.api.shop import Shop
from tests.api.shopfront import Customer

pytestmark = pytest.mark.parametrize("shop", ["sqlite"], indirect=True)


@pytest.fixture
def staff(portal: FastAPI, shop: Shop) -> Desk:
    """The staff of the same department."""
    with shop.engine.store.begin() as tx:
        for name in ("supervisor", "desk"):
            tx.save_account(Account(id=name, name=name, password_hash=HASH, groups=(name,), roles=(name,)))
    return Desk(TestClient(portal, headers={"Accept-Language": "en"}))


def test_everything_that_is_held_is_shown(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()
    number = customer.file(serial_number="SN-1")["number"]
    shop.promise(number)

    held = customer.get("/data")["customers"][0]

    assert held["customer"][0]["name"] == "陈晓梅"
    assert held["phones"][0]["digits"] == customer.phone
    assert held["addresses"][0]["street"] == "文苑路 12 号 501 室"
    assert [case["id"] for case in held["cases"]] == [number]
    assert (len(held["visits"]), len(held["quote_lines"])) == (1, 2)
    assert "王立新" not in str(held)


def test_an_open_case_keeps_its_customer_from_being_forgotten(portal: FastAPI, staff: Desk) -> None:
    customer = Customer(portal).come_in()
    number = customer.file()["number"]

    first, again = (customer.post("/erasure").json() for _ in range(2))
    file = staff.get("supervisor", f"/erasure-requests/{first[0]['id']}").json()
    refused = decide(staff, first[0]["id"], is_granted=True)

    assert first == again
    assert [(ground["id"], ground["blocks"]) for ground in file["grounds"]] == [("open_case", True)]
    assert number in file["grounds"][0]["zh"]
    assert {each["kind"]: each["rows"] for each in file["held"]}["cases"] == 1
    assert (refused.status_code, refused.json()["error"]) == (409, "CaseStillOpen")
    assert staff.get("desk", "/erasure-requests").status_code == 403


def test_who_is_forgotten_is_nobody_at_the_portal_any_more(portal: FastAPI, shop: Shop, staff: Desk) -> None:
    customer = Customer(portal).come_in()
    filed = customer.file()
    with shop.engine.store.begin() as tx:
        register = register_in(tx)
        case = closed(register.get(Case, filed["number"]), outcome="repaired", at=START)
        register.save(case, Deed("desk", START))
    request = customer.post("/erasure").json()[0]

    listed = staff.get("supervisor", "/erasure-requests?state=asked").json()["items"]
    before = staff.get("supervisor", f"/erasure-requests/{request['id']}").json()
    done = decide(staff, request["id"], is_granted=True)
    twice = decide(staff, request["id"], is_granted=False)
    after = staff.get("supervisor", f"/erasure-requests/{request['id']}").json()

    assert [each["id"] for each in listed] == [request["id"]]
    assert (done.status_code, done.json()["state"], twice.json()["error"]) == (200, "done", "AlreadyDecided")
    three_years = START.astimezone(CHINA).date().replace(year=START.year + 3).isoformat()
    assert [(ground["id"], ground["until"]) for ground in before["grounds"]] == [("dealings", three_years)]
    assert (before["customer_name"], after["customer_name"], after["grounds"]) == ("陈晓梅", "—", [])
    assert customer.get("/cases") == []
    assert customer.get("/data")["customers"] == []
    assert Customer(portal).post("/session", {"link": filed["link"]}).status_code == 401
    with reading(shop.engine.store) as register:
        assert all(link.revoked_at for link in register.all(PortalLink))
        assert register.all(InboxMessage, template="erasure_asked")[0].recipient == "group:supervisor"
        assert register.all(Dispatch, template="erasure_done") == []  # no gateway is set up here


def test_a_refusal_is_read_by_the_customer(portal: FastAPI, staff: Desk) -> None:
    customer = Customer(portal).come_in()
    customer.file()
    request = customer.post("/erasure").json()[0]

    decide(staff, request["id"], is_granted=False).raise_for_status()

    (told,) = customer.get("/data")["customers"][0]["erasure_requests"]
    assert (told["state"], told["answer"]) == ("refused", "依法保存三年")


def decide(staff: Desk, request: str, *, is_granted: bool) -> Response:
    body = {"is_granted": is_granted, "answer": "依法保存三年"}
    return staff.post("supervisor", f"/erasure-requests/{request}/decide", body)
