"""What customers may still do depends on how far their case is, and they are told why."""

from collections.abc import Mapping

import pytest
from fastapi import FastAPI

from engine import operations, queries
from engine.model.actor import Actor
from engine.model.task import TaskState
from tests.api.shop import TO_THE_ACCEPTANCE, TO_THE_QUOTE, Shop
from tests.api.shopfront import Customer

pytestmark = pytest.mark.parametrize("shop", ["sqlite"], indirect=True)
JPEG = b"\xff\xd8\xff rest"
NOTE = {"note": "不修了"}
DONE = "The repair is done, so it can no longer be cancelled."
TO_THE_FOLLOW_UP: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("collect_fee", {"paid_amount": 210, "paid_by": "mobile", "receipt": "later"}),
    (
        "approve_work_order",
        {"approval": "approved", "work_cause": "风扇电机损坏", "work_measures": "更换风扇电机"},
    ),
)


def repaired(customer: Customer, shop: Shop) -> str:
    """Bring a case to where the customer has accepted the repair and pays; return its number."""
    number = str(customer.file(serial_number="SN-1")["number"])
    shop.work(number, TO_THE_QUOTE)
    answer(customer, number, {"consent": "agreed"}, "consent_signature")
    shop.work(number, TO_THE_ACCEPTANCE)
    answer(customer, number, {"acceptance": "signed", "quality_rating": "satisfied"}, "customer_signature")
    return number


def answer(customer: Customer, number: str, given: Mapping[str, object], signature: str) -> None:
    task = customer.get(f"/cases/{number}")["tasks"][0]["id"]
    file = {"file": ("sign.jpg", JPEG)}
    sent = customer.ask("POST", f"/tasks/{task}/files", files=file).json()["id"]
    body = {"variables": {**given, signature: sent}}
    assert customer.post(f"/tasks/{task}/complete", body).status_code == 204


def test_once_the_repair_is_done_it_is_not_cancelled_any_more(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()
    number = repaired(customer, shop)

    case = customer.get(f"/cases/{number}")
    refused = customer.post(f"/cases/{number}/cancel", NOTE)

    assert (case["can_cancel"], case["can_urge"]) == (False, True)
    assert case["limits"]["en"].startswith(DONE)
    assert (refused.status_code, refused.json()["error"]) == (409, "NoLongerPossible")
    assert refused.json()["detail"] == case["limits"]["en"]
    assert customer.post(f"/cases/{number}/urge", NOTE).status_code == 204
    assert shop.task(number, "collect_fee").state is TaskState.OPEN


def test_when_only_the_call_is_left_nothing_is_hurried_either(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()
    number = repaired(customer, shop)
    shop.work(number, TO_THE_FOLLOW_UP)

    case = customer.get(f"/cases/{number}")
    refused = [customer.post(f"/cases/{number}/{act}", NOTE).json()["error"] for act in ("cancel", "urge")]

    assert (case["can_cancel"], case["can_urge"], case["can_rate"]) == (False, False, True)
    assert refused == ["NoLongerPossible"] * 2
    complaint = {"complaint_subject": "product_quality", "symptom": "又坏了", "demand": "重修"}
    assert customer.post(f"/cases/{number}/complaints", complaint).status_code == 201


def test_the_staff_may_still_cancel_for_a_good_reason(portal: FastAPI, shop: Shop) -> None:
    number = repaired(Customer(portal).come_in(), shop)

    message = operations.publish_message(
        shop.engine, "repair_cancelled", business_key=number, variables={}, actor=Actor("supervisor")
    )

    assert message.kind == "delivered"
    assert shop.task(number, "settle_cancellation").state is TaskState.OPEN


def test_before_the_work_everything_is_open_and_nothing_explained(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()
    number = customer.file()["number"]

    case = customer.get(f"/cases/{number}")

    assert (case["can_cancel"], case["can_urge"], case["limits"]) == (True, True, None)


@pytest.mark.parametrize(
    ("kind", "step", "urge", "cancel"),
    [
        ("repair", "repair", True, True),
        ("repair", "acceptance", True, False),
        ("exchange", "replacement", True, True),
        ("exchange", "acceptance", True, False),
        ("return", "goods", True, True),
        ("return", "refund", True, False),
        ("return", "follow_up", False, False),
        ("complaint", "answered", True, True),
        ("maintenance", "in_progress", True, True),
        ("installation", "closed", False, False),
    ],
)
def test_the_policy_holds_for_every_kind_of_case(
    shop: Shop, kind: str, step: str, *, urge: bool, cancel: bool
) -> None:
    asked = {"case_kind": kind, "customer_step": step}

    told = queries.evaluate_decision(shop.engine, "customer_acts", asked).value

    assert isinstance(told, dict)
    assert (told["may_urge"], told["may_cancel"]) == (urge, cancel)
    assert bool(told["text_zh"]) is bool(told["text_en"]) is not (urge and cancel)
