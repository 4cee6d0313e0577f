"""An exchange by parcel, from the customer's phone to the auditor's trace, each in front of their own page.

The customer holds a phone. The staff hold phones on SQLite and sit at desktops on PostgreSQL.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.web.stories.cast import Cast, Customer
from tests.web.stories.filling import SIGNED
from tests.web.stories.owners import EXCHANGING, came
from tests.web.stories.roles import audit, note_delivery
from tests.web.stories.stages import PHONES_ON_SQLITE, PHOTO

pytestmark = pytest.mark.browser

FAULTY = {"return_ground": "quality", "symptom": "杯体漏水", "photos": PHOTO}
PROVEN = {"paid_amount": 399, "proof_state": "present", "distance_sale": True, "fault_state": "confirmed"}
NEW_UNIT = {"replacement": "same_model", "replacement_serial": "AX2611019902", "is_new": True}
BACK = {"goods_way": "courier", "return_address": "南京市江宁区物流路 8 号 安心退货组"}
POSTED = {"courier": "顺丰", "tracking_number": "SF1002003002", "return_freight": 15, "parcel_photos": PHOTO}
SENT = {
    "replacement_courier": "京东物流",
    "replacement_tracking": "JD0090001122",
    "tested_before_sending": True,
}
DEEDS = [
    ("register_exchange", "desk"),
    ("choose_remedy", "customer"),
    ("find_replacement", "warehouse"),
    ("arrange_return", "desk"),
    ("send_goods", "customer"),
    ("inspect_goods", "warehouse"),
    ("send_replacement", "warehouse"),
    ("verify_new_unit", "customer"),
    ("call_customer", "desk"),
]


@PHONES_ON_SQLITE
def test_an_exchange_goes_from_the_customers_phone_to_the_auditors_trace(cast: Cast) -> None:
    today = cast.department.next_morning()
    customer = cast.customer(EXCHANGING)
    bought = {"product_category": "small_appliance", "bought_on": str(today - timedelta(days=10))}
    number = customer.file("HH", {**FAULTY, "failed_on": str(today)}, bought)

    _agree(cast, customer, number, today)
    _send_back(cast, customer, number)
    _send_anew(cast, number, today)
    good = {"new_unit_state": "good", "new_unit_photos": PHOTO, "customer_signature": SIGNED}
    customer.answer(number, "验新机签收", good)
    cast.department.wait(timedelta(days=1, seconds=1))
    cast.colleague("desk").work(
        number, "电话回访", {"follow_up_result": "satisfied", "works_normally": True, "score_quality": 5}
    )

    events = audit(cast.colleague("auditor"), number, DEEDS)
    assert any("new_warranty" in str(event) for event in events)


def _agree(cast: Cast, customer: Customer, number: str, today: date) -> None:
    desk = cast.colleague("desk")
    desk.take(number, "登记换货")
    expect(desk.page.locator("#f_symptom")).to_have_value("杯体漏水")
    desk.complete("登记换货", {**PROVEN, "delivered_on": str(today - timedelta(days=8))})
    customer.look(number)
    expect(customer.page.get_by_text("可以全额退货").first).to_be_visible()
    customer.answer(number, "选择办法", {"remedy": "exchange"})


def _send_back(cast: Cast, customer: Customer, number: str) -> None:
    cast.colleague("warehouse").work(number, "备新机", NEW_UNIT)
    desk = cast.colleague("desk")
    desk.work(number, "安排退回", BACK)
    customer.answer(number, "寄出商品", POSTED)
    note_delivery(desk, number)


def _send_anew(cast: Cast, number: str, today: date) -> None:
    warehouse = cast.colleague("warehouse")
    warehouse.work(number, "收货验货", came(EXCHANGING, today))
    warehouse.work(number, "寄出新机", SENT)
    note_delivery(cast.colleague("desk"), number)
