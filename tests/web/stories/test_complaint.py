"""A complaint that three departments look into, from the customer's phone to the auditor's trace.

The customer holds a phone. The staff hold phones on SQLite and sit at desktops on PostgreSQL.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.web.stories.cast import Cast
from tests.web.stories.owners import COMPLAINING
from tests.web.stories.roles import audit
from tests.web.stories.stages import PHONES_ON_SQLITE, PHOTO

pytestmark = pytest.mark.browser

NOISY = {
    "complaint_subject": "product_quality",
    "symptom": "脱水异响，修了也没好",
    "demand": "赔偿并说明原因",
    "photos": PHOTO,
}
HARMLESS = {"is_dangerous": False, "in_the_media": False, "via_authority": False}
DEPARTMENTS = ("品控", "技术部", "生产部")
ANSWERED = {"answer_given": "说明原因、处理与补偿，致歉", "customer_answer": "content"}
COMPENSATED = {"compensation_method": "bank", "compensation_reference": "BC-00023"}
DEEDS = [
    ("register_complaint", "desk"),
    *[("analyse_cause", "technician")] * len(DEPARTMENTS),
    ("draft_solution", "supervisor"),
    ("approve_solution", "supervisor"),
    ("answer_customer", "supervisor for desk"),
    ("pay_compensation", "finance"),
    ("call_customer", "desk"),
    ("plan_improvement", "technician"),
    ("check_effect", "supervisor"),
]


@PHONES_ON_SQLITE
def test_a_complaint_goes_from_the_customers_phone_to_the_auditors_trace(cast: Cast) -> None:
    today = cast.department.next_morning()
    customer = cast.customer(COMPLAINING)
    number = customer.file("TS", NOISY)

    _settle(cast, number)
    customer.look(number)
    expect(customer.page.get_by_text("补偿 600.00 元")).to_be_visible()
    cast.department.wait(timedelta(days=1, seconds=1))
    cast.colleague("desk").work(
        number, "电话回访", {"follow_up_result": "satisfied", "works_normally": True, "score_quality": 5}
    )
    _improve(cast, number, today)

    audit(cast.colleague("auditor"), number, DEEDS)
    expect(cast.colleague("auditor").page.get_by_text("（代 服务台 王敏）").first).to_be_visible()


def _settle(cast: Cast, number: str) -> None:
    desk = cast.colleague("desk")
    desk.take(number, "登记投诉")
    expect(desk.page.locator("#f_demand")).to_have_value("赔偿并说明原因")
    desk.complete("登记投诉", HARMLESS)
    technician = cast.colleague("technician")
    for at, department in enumerate(DEPARTMENTS):
        found = {"cause": f"{department}：轴承异响", "is_responsible": at == 0, "prevention": "加严抽检"}
        technician.work(number, "查因定责", found)
    supervisor = cast.colleague("supervisor")
    supervisor.work(number, "拟处理方案", {"solution": "致歉并补偿", "goodwill_amount": 600})
    supervisor.work(number, "审批方案", {"solution_decision": "approved"})
    desk = cast.colleague("desk")
    desk.take(number, "答复客户")
    desk.delegate("主管 赵磊")
    supervisor = cast.colleague("supervisor")
    supervisor.find(number, "答复客户", view="我的任务")
    supervisor.complete("答复客户", ANSWERED)
    cast.colleague("finance").work(number, "支付补偿", COMPENSATED)


def _improve(cast: Cast, number: str, today: date) -> None:
    planned = {
        "root_cause": "轴承游隙超差",
        "improvement_measures": "来料全检",
        "improvement_owner": "品控 周工",
        "improvement_due_on": str(today + timedelta(days=20)),
    }
    cast.colleague("technician").work(number, "立改善案", planned)
    cast.department.wait(timedelta(days=30, seconds=1))
    worked = {"is_effective": True, "effect_evidence": "同类投诉为零"}
    cast.colleague("supervisor").work(number, "确认效果", worked)
