"""Customers at the portal: in without an account, and a case from its filing to its rating."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from aftersales import reading
from aftersales.model.case import Case
from aftersales.model.customer import Consent
from aftersales.model.message import InboxMessage
from engine import queries
from engine.operations import advance_clock
from tests.api.desk import API
from tests.api.shop import TO_THE_ACCEPTANCE, TO_THE_QUOTE, Shop
from tests.api.shopfront import Customer

# One kind of database is enough for what no query decides.
on_sqlite = pytest.mark.parametrize("shop", ["sqlite"], indirect=True)
JPEG = b"\xff\xd8\xff rest"


def test_a_repair_is_filed_followed_answered_accepted_and_rated(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()

    number = customer.file(serial_number="SN-1", consents=["survey"])["number"]
    shop.work(number, TO_THE_QUOTE)
    case = customer.get(f"/cases/{number}")

    assert number.startswith("WX-")
    assert [step["state"] for step in case["steps"]] == ["done"] * 3 + ["current"] + ["ahead"] * 3
    assert (case["quotes"][0]["total"], len(case["quotes"][0]["lines"])) == (210, 2)
    assert (case["visits"][0]["technician_name"], case["visits"][0]["state"]) == ("张伟", "arrived")
    told = next(message for message in case["messages"] if message["title_zh"].startswith("维修报价"))
    assert "明细：风扇电机 × 1，150.00 元；更换 × 1，60.00 元。" in told["text_zh"]
    assert case["quotes"][0]["valid_until"] == case["tasks"][0]["due_at"]
    assert [reason["topic"] for reason in case["reasons"]] == ["warranty", "fee"]
    assert case["reasons"][0]["en"].startswith("The warranty ended on ")

    quote = case["tasks"][0]
    form = customer.get(f"/tasks/{quote['id']}")
    assert (quote["name_en"], form["case_number"]) == ("Answer the quote", number)
    assert customer.post(f"/tasks/{quote['id']}/complete").json()["error"] == "FormRefused"
    sent = customer.ask("POST", f"/tasks/{quote['id']}/files", files={"file": ("sign.jpg", JPEG)}).json()
    answer = {"variables": {"consent": "agreed", "consent_signature": sent["id"]}}
    assert customer.post(f"/tasks/{quote['id']}/complete", answer).status_code == 204

    shop.work(number, TO_THE_ACCEPTANCE)
    accept = customer.get(f"/cases/{number}")["tasks"][0]
    accepted = {"acceptance": "signed", "customer_signature": sent["id"], "quality_rating": "satisfied"}
    assert customer.post(f"/tasks/{accept['id']}/complete", {"variables": accepted}).status_code == 204
    assert customer.ask("GET", f"/tasks/{accept['id']}").status_code == 404

    assert customer.get(f"/cases/{number}")["can_rate"] is True
    assert customer.post(f"/cases/{number}/rating", {"quality": 5, "attitude": 4}).status_code == 204
    again = customer.post(f"/cases/{number}/rating", {"quality": 1, "attitude": 1})
    assert (again.status_code, again.json()["error"]) == (409, "NothingWaits")


@on_sqlite
def test_what_a_customer_does_stands_in_the_record_under_their_name(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()
    number = customer.file()["number"]

    with reading(shop.engine.store) as register:
        case = register.get(Case, number)
    events = queries.whole_history(shop.engine, case.instance_id)

    assert (case.opened_by, events[0].actor) == (f"customer:{case.customer_id}",) * 2
    assert queries.verify_history(shop.engine, case.instance_id) is None


@on_sqlite
def test_consent_is_recorded_and_withdrawn(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()
    customer.file(consents=["survey"])

    assert customer.ask("PUT", "/consents/survey", json={"is_given": False}).status_code == 204
    assert customer.ask("PUT", "/consents/marketing", json={"is_given": True}).status_code == 204

    with reading(shop.engine.store) as register:
        found = {str(each.purpose): each for each in register.all(Consent)}
    assert found["survey"].withdrawn_at is not None
    assert (found["marketing"].withdrawn_at, found["marketing"].source) == (None, "portal")


@on_sqlite
def test_the_same_request_sent_twice_makes_one_case(portal: FastAPI) -> None:
    customer = Customer(portal).come_in()
    customer.client.headers["Idempotency-Key"] = "once-and-no-more"

    first, second = customer.file(), customer.file()

    assert first["number"] == second["number"]
    assert len(customer.get("/cases")) == 1


@on_sqlite
def test_customers_urge_complain_and_cancel(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()
    number = customer.file()["number"]
    complaint = {"complaint_subject": "delay", "symptom": "没人来", "demand": "尽快"}

    assert customer.get(f"/cases/{number}")["can_urge"] is True
    assert customer.post(f"/cases/{number}/urge", {"note": "家有老人"}).status_code == 204
    complained = customer.post(f"/cases/{number}/complaints", complaint).json()["number"]
    assert customer.post(f"/cases/{number}/cancel", {"note": "不修了"}).status_code == 204
    too_late = customer.post(f"/cases/{number}/cancel", {"note": "不修了"})

    assert (too_late.status_code, too_late.json()["error"]) == (409, "NothingWaits")
    with reading(shop.engine.store) as register:
        assert register.get(Case, complained).parent == number
        urged = register.all(InboxMessage, case_number=number, template="customer_urges")
    assert "家有老人" in urged[0].text_zh


@on_sqlite
def test_a_serial_number_tells_the_product_and_never_the_owner(portal: FastAPI) -> None:
    stranger = Customer(portal)

    found = stranger.get("/units/SN-OTHERS")

    assert found["product_name_en"] == "Air conditioner"
    assert not {"王立新", "C900001", "DD-SECRET"} & set(map(str, found.values()))
    missed = [stranger.ask("GET", f"/units/SN-{n}").status_code for n in range(6)]
    assert missed == [404] * 5 + [429]


@on_sqlite
@pytest.mark.parametrize("field", ["serial_number", "product_model"])
def test_fields_that_are_wrong_are_named(portal: FastAPI, field: str) -> None:
    customer = Customer(portal).come_in()
    refused = customer.post("/cases", {"kind": "WX", field: ""})

    paths = {error["path"] for error in refused.json()["errors"]}
    assert refused.status_code == 422
    assert {f"/body/{field}", "/body/symptom", "/body/customer_name"} <= paths


@on_sqlite
def test_photos_are_taken_in_as_the_staff_s_are(portal: FastAPI) -> None:
    customer = Customer(portal).come_in()
    number = customer.file()["number"]

    sent = customer.ask("POST", f"/cases/{number}/files", files={"file": ("铭牌.jpg", JPEG)})
    page = customer.ask("POST", f"/cases/{number}/files", files={"file": ("page.html", b"<script>")})
    lie = customer.ask("POST", f"/cases/{number}/files", files={"file": ("photo.jpg", b"<script>")})

    assert (sent.status_code, page.status_code, lie.status_code) == (201, 415, 415)
    read = customer.ask("GET", f"/cases/{number}/files/{sent.json()['id']}")
    assert (read.content, read.headers["content-disposition"][:10]) == (JPEG, "attachment")
    assert [file["name"] for file in customer.get(f"/cases/{number}")["files"]] == ["铭牌.jpg"]


@on_sqlite
def test_a_link_opens_its_case_and_nothing_else(portal: FastAPI, shop: Shop) -> None:
    owner = Customer(portal).come_in()
    first, second = owner.file(), owner.file(symptom="漏水")
    friend = Customer(portal).follow(first["link"])

    assert friend.get(f"/cases/{first['number']}")["symptom"] == "不制冷"
    assert [case["number"] for case in friend.get("/cases")] == [first["number"]]
    assert friend.ask("GET", f"/cases/{second['number']}").status_code == 404
    assert friend.ask("GET", "/data").json()["error"] == "PhoneNotProven"
    assert friend.get("/session") | {"expires_at": ""} == {
        "phone": None,
        "case_number": first["number"],
        "names": [],
        "expires_at": "",
    }

    assert owner.ask("DELETE", f"/cases/{first['number']}/links").json() == {"links": 1}
    assert friend.ask("GET", f"/cases/{first['number']}").status_code == 401
    assert Customer(portal).post("/session", {"link": first["link"]}).json()["error"] == "LinkRefused"


@on_sqlite
def test_a_link_ends_by_itself(portal: FastAPI, shop: Shop) -> None:
    link = Customer(portal).come_in().file()["link"]

    advance_clock(shop.engine, timedelta(days=91))

    assert Customer(portal).post("/session", {"link": link}).status_code == 401


@on_sqlite
def test_the_portal_says_who_is_there_and_lets_go(portal: FastAPI) -> None:
    customer = Customer(portal).come_in()
    customer.file()
    entered = customer.get("/session")
    foreign = TestClient(portal, cookies=customer.client.cookies).post(f"{API}/portal/erasure")

    assert (entered["phone"], entered["names"]) == ("138****0001", ["陈晓梅"])
    assert foreign.json()["error"] == "CrossSiteRefused"
    assert customer.ask("DELETE", "/session").status_code == 204
    assert customer.ask("GET", "/cases").status_code == 401
