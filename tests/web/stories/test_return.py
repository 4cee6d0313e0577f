"""A return without a reason, from the customer's phone to the auditor's trace, each at their own page.

The customer holds a phone. The staff sit at desktops on SQLite and hold phones on PostgreSQL.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers, out_of_reach
from tests.web.stories.cast import Cast, Colleague, Customer
from tests.web.stories.owners import RETURNING, came
from tests.web.stories.roles import audit, note_delivery
from tests.web.stories.stages import DESKS_ON_SQLITE

pytestmark = pytest.mark.browser

UNWANTED = {"return_ground": "no_reason", "symptom": "不合适"}
PROVEN = {"paid_amount": 899, "proof_state": "present", "distance_sale": True, "is_intact": True}
BACK = {"goods_way": "courier", "return_address": "南京市江宁区物流路 8 号 安心退货组"}
POSTED = {"courier": "顺丰", "tracking_number": "SF1002003003", "return_freight": 15}
REFUNDED = {"refunded_amount": 899, "refund_method": "original", "refund_reference": "TK-000123"}
DEEDS = [
    ("register_return", "desk"),
    ("choose_remedy", "customer"),
    ("arrange_return", "desk"),
    ("send_goods", "customer"),
    ("inspect_goods", "warehouse"),
    ("approve_refund", "supervisor"),
    ("pay_refund", "finance"),
    ("call_customer", "desk"),
]


@DESKS_ON_SQLITE
def test_a_return_goes_from_the_customers_phone_to_the_auditors_trace(cast: Cast) -> None:
    today = cast.department.next_morning()
    customer = cast.customer(RETURNING)
    bought = {"product_category": "small_appliance", "bought_on": str(today - timedelta(days=3))}
    number = customer.file("TH", UNWANTED, bought)

    _agree(cast, customer, number, today)
    _send_back(cast, customer, number, today)
    cast.colleague("supervisor").work(number, "审批退款", {"refund_decision": "approved"})
    _pay(cast.colleague("finance"), number)
    customer.look(number)
    expect(customer.page.get_by_text("退款 899.00 元", exact=True)).to_be_visible()
    cast.department.wait(timedelta(days=1, seconds=1))
    cast.colleague("desk").work(
        number, "电话回访", {"follow_up_result": "satisfied", "works_normally": True, "score_quality": 5}
    )

    audit(cast.colleague("auditor"), number, DEEDS)


def _agree(cast: Cast, customer: Customer, number: str, today: date) -> None:
    desk = cast.colleague("desk")
    desk.take(number, "登记退货")
    # What the customer told but this ground does not ask for stays out of the form.
    expect(desk.page.locator("#f_symptom")).to_have_count(0)
    desk.complete("登记退货", {**PROVEN, "delivered_on": str(today - timedelta(days=1))})
    _look_closely(customer, number)
    customer.answer(number, "选择办法", {"remedy": "refund"})


def _look_closely(customer: Customer, number: str) -> None:
    """Neither the case's page nor its question keeps anybody out."""
    customer.look(number)
    assert [*barriers(customer.page), *out_of_reach(customer.page)] == []
    customer.page.get_by_role("link", name="选择办法").click()
    expect(customer.page.get_by_role("radio", name="退货退款")).to_be_visible()
    assert [*barriers(customer.page), *out_of_reach(customer.page)] == []


def _send_back(cast: Cast, customer: Customer, number: str, today: date) -> None:
    desk = cast.colleague("desk")
    desk.work(number, "安排退回", BACK)
    customer.answer(number, "寄出商品", POSTED)
    note_delivery(desk, number)
    cast.colleague("warehouse").work(number, "收货验货", came(RETURNING, today))


def _pay(finance: Colleague, number: str) -> None:
    """Pay from the finance desk, which says what is to be paid."""
    finance.reader.open("/finance")
    finance.page.get_by_role("link", name=f"付款 · {number}").click()
    finance.reader.button("领取").click()
    finance.complete("付款", REFUNDED)
