"""A chargeable repair, from the customer's phone to the auditor's trace, each in front of their own page.

The customer holds a phone. The staff sit at desktops on SQLite and hold phones on PostgreSQL.
"""

from datetime import date, time, timedelta

import pytest
from playwright.sync_api import expect

from tests.web.stories.cast import Cast, Customer
from tests.web.stories.filling import SIGNED
from tests.web.stories.owners import REPAIRING
from tests.web.stories.roles import audit, give_visit
from tests.web.stories.stages import DESKS_ON_SQLITE, PHOTO
from tests.web.stories.visitor import Visitor

pytestmark = pytest.mark.browser

CHECKED = {"proof_state": "present", "card_state": "matches", "materials_state": "complete"}
CLASSED = {"fault_class": "general", "is_emergency": False, "in_our_area": True, "part": "whole_unit"}
MET = {"visit_state": "met", "identity_shown": True, "card_state": "matches"}
FOUND = {
    "work_cause": "减振器断裂",
    "fault_cause": "产品质量",
    "part": "whole_unit",
    "next_step": "现在修",
    "plan_changed": True,
    "repair_plan": "更换减振器",
    "photos": PHOTO,
}
QUOTED = {
    "quote_items": [
        {"kind": "part", "name": "减振器", "quantity": 2, "list_price": 90, "card_price": 75},
        {"kind": "labour", "name": "更换", "quantity": 1, "list_price": 60},
    ],
    "tariff_shown": True,
}
MENDED = {
    "work_measures": "更换减振器两只",
    "parts_used": [{"name": "减振器", "quantity": 2, "source": "van"}],
    "old_parts": "returned",
    "photos": PHOTO,
}
PAID = {"paid_amount": 210, "paid_by": "mobile", "receipt": "invoice", "receipt_number": "FP-00017"}
DEEDS = [
    ("register_report", "desk"),
    ("check_materials", "desk"),
    ("assign_technician", "dispatcher"),
    ("agree_appointment", "technician"),
    ("prepare_kit", "technician"),
    ("travel_to_customer", "technician"),
    ("diagnose", "technician"),
    ("prepare_quote", "technician"),
    ("answer_quote", "customer"),
    ("carry_out_repair", "technician"),
    ("test_unit", "technician"),
    ("accept_repair", "customer"),
    ("collect_fee", "technician"),
    ("approve_work_order", "supervisor"),
    ("call_customer", "desk"),
]


@DESKS_ON_SQLITE
def test_a_repair_goes_from_the_customers_phone_to_the_auditors_trace(cast: Cast) -> None:
    today = cast.department.next_morning()
    customer = cast.customer(REPAIRING)
    number = customer.file("WX", {"symptom": "脱水时剧烈振动", "failed_on": str(today), "photos": PHOTO})

    _take_in(cast, number)
    visitor = _agree(cast, number, today)
    _diagnose(visitor, number)
    _answer_the_quote(customer, number)
    _mend(visitor, number)
    signed = {"acceptance": "signed", "customer_signature": SIGNED, "quality_rating": "satisfied"}
    customer.answer(number, "验收签字", signed)
    visitor.do(number, "收费开票", PAID)
    _approve(cast, number)
    customer.rate(number)
    cast.department.wait(timedelta(days=1, seconds=1))
    cast.colleague("desk").work(
        number, "电话回访", {"follow_up_result": "satisfied", "works_normally": True, "score_quality": 5}
    )

    audit(cast.colleague("auditor"), number, DEEDS)


def _take_in(cast: Cast, number: str) -> None:
    desk = cast.colleague("desk")
    desk.take(number, "登记报修")
    expect(desk.page.locator("#f_customer_name")).to_have_value(REPAIRING.name)
    expect(desk.page.locator("#f_symptom")).to_have_value("脱水时剧烈振动")
    desk.page.get_by_role("tab", name="附件").click()
    expect(desk.page.get_by_role("link", name=PHOTO.name)).to_be_visible()
    desk.page.get_by_role("tab", name="办理").click()
    desk.complete("登记报修", CLASSED)
    desk.work(number, "核对资料", CHECKED)


def _agree(cast: Cast, number: str, today: date) -> Visitor:
    give_visit(cast.colleague("dispatcher"), number, "张伟")
    visitor = Visitor(cast.colleague("technician"))
    visitor.open_day()
    visitor.do(number, "与客户预约", {"visit_state": "agreed", "appointment_at": f"{today}T14:00"})
    visitor.do(number, "备工具与零件", {"kit_checked": True})
    cast.department.wait_until(time(14))
    return visitor


def _diagnose(visitor: Visitor, number: str) -> None:
    visitor.open_day()
    with visitor.offline():
        visitor.do(number, "我已到达", MET)
    visitor.do(number, "检查诊断", FOUND)
    visitor.do(number, "拟定报价", QUOTED)


def _answer_the_quote(customer: Customer, number: str) -> None:
    customer.look(number)
    expect(customer.page.locator("tfoot")).to_contain_text("210.00 元")
    expect(customer.page.get_by_text("明细：减振器 × 2，150.00 元；更换 × 1，60.00 元。")).to_be_visible()
    customer.answer(number, "答复报价", {"consent": "agreed", "consent_signature": SIGNED})


def _mend(visitor: Visitor, number: str) -> None:
    visitor.open_day()
    with visitor.offline():
        visitor.begin(number, "修理", MENDED)
        visitor.page.reload()
        expect(visitor.page.locator("#f_work_cause")).to_have_value("减振器断裂")
        expect(visitor.page.locator("#f_work_measures")).to_have_value("更换减振器两只")
        expect(visitor.page.locator(".photos img")).to_be_visible()
        visitor.complete(number)
    visitor.do(number, "试机检查", {"was_tested": True, "is_technician_sure": True, "next_step": "done"})


def _approve(cast: Cast, number: str) -> None:
    supervisor = cast.colleague("supervisor")
    supervisor.take(number, "审批工单")
    expect(supervisor.page.locator("#f_work_measures")).to_have_value("更换减振器两只")
    supervisor.complete("审批工单", {"approval": "approved"})
