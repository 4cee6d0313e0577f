"""Complaints are on record with all that is judged and done; compensations follow the ladder."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

import pytest

from aftersales import connectors
from aftersales.errors import InputMissing
from aftersales.model.handling import Complaint, ComplaintClass, CorrectiveAction, Severity
from aftersales.model.money import MoneyAccount, Payout, PayoutState
from engine.ports.store import Store
from tests.aftersales.build import NOW, a_call, called, registering

CASE = {"caseNumber": "TS-1", "symptom": "师傅迟到两次", "demand": "赔偿误工"}
GRADED = {
    "complaint_class": {"class": "non_quality", "departments": ["after_sales", "logistics"]},
    "complaint_severity": {"severity": "severe"},
}
ANALYSES = [
    {"department": "after_sales", "cause": "排班过满", "is_responsible": True},
    {"department": "logistics", "cause": "无关", "is_responsible": False},
]
OWED = {"compensation": {"amount": Decimal(300), "text_zh": "误工补偿"}}
KINDS = {connector.type: connector for connector in connectors()}


Told = Mapping[str, object]
NOTHING: Told = MappingProxyType({})


def does(
    store: Store, kind: str, told: Told = NOTHING, job: str = "1", *, actor: str = "li", days: int = 0
) -> None:
    at = NOW + timedelta(days=days)
    call = a_call(kind, f"{kind}:{job}", variables={**CASE, **told}, actor=actor, at=at)
    called(store, KINDS[kind], call)


def payouts(store: Store) -> list[tuple[PayoutState, Decimal, str | None]]:
    with registering(store) as register:
        found = sorted(register.all(Payout), key=lambda payout: payout.id)
    return [(payout.state, payout.amount, payout.approved_by) for payout in found]


def test_a_complaint_is_lodged_graded_explained_and_answered(database: Store) -> None:
    does(database, "complaint.lodge")
    does(database, "complaint.grade", GRADED)
    does(database, "complaint.explain", {"analyses": ANALYSES})
    does(database, "complaint.answer", days=1)
    does(database, "complaint.answer", job="2", days=3)

    with registering(database) as register:
        complaint = register.get(Complaint, "TS-1")
    assert (complaint.complaint_class, complaint.severity) == (ComplaintClass.NON_QUALITY, Severity.SEVERE)
    assert (complaint.content, complaint.demand) == ("师傅迟到两次", "赔偿误工")
    assert (complaint.cause, complaint.departments) == ("after_sales：排班过满", ("after_sales",))
    assert (complaint.received_at, complaint.answered_at) == (NOW, NOW + timedelta(days=1))


def test_where_nobody_is_responsible_every_finding_stays(light: Store) -> None:
    does(light, "complaint.lodge")
    does(light, "complaint.grade", GRADED)

    does(light, "complaint.explain", {"analyses": [{**one, "is_responsible": False} for one in ANALYSES]})

    with registering(light) as register:
        complaint = register.get(Complaint, "TS-1")
    assert complaint.cause == "after_sales：排班过满；logistics：无关"
    assert complaint.departments == ("after_sales", "logistics")


def test_a_settlement_without_a_complaint_on_record_changes_nothing(light: Store) -> None:
    does(light, "complaint.explain", {"analyses": ANALYSES})
    does(light, "complaint.answer")
    does(light, "complaint.check", {"is_effective": True})

    with registering(light) as register:
        assert register.all(Complaint) == []


def test_a_complaint_without_content_is_none(light: Store) -> None:
    with pytest.raises(InputMissing):
        does(light, "complaint.lodge", {"symptom": " "})


def test_an_improvement_is_planned_checked_and_planned_anew(database: Store) -> None:
    plan = {
        "improvement_owner": "after_sales",
        "improvement_measures": "减少排班",
        "improvement_due_on": "2026-12-01",
    }
    does(database, "complaint.plan", plan)
    does(database, "complaint.check", {"is_effective": False}, actor="boss", days=30)
    does(database, "complaint.plan", plan, "2")
    does(database, "complaint.check", {"is_effective": True}, "2", actor="boss", days=60)

    with registering(database) as register:
        first, second = register.all(CorrectiveAction, complaint_id="TS-1")
    assert (first.is_effective, second.is_effective) == (False, True)
    assert (first.due_on, second.checked_by) == (date(2026, 12, 1), "boss")


def test_what_the_customer_does_not_accept_is_not_owed(database: Store) -> None:
    does(database, "compensation.request", OWED)
    does(database, "compensation.decide", {"solution_decision": "returned"}, actor="boss")
    does(database, "compensation.request", OWED, "2")
    does(database, "compensation.decide", {"solution_decision": "approved"}, "2", actor="boss")
    does(database, "compensation.answer", {"customer_answer": "not_content"})
    does(database, "compensation.request", {"compensation": {"amount": 500}}, "3")
    does(database, "compensation.decide", {"solution_decision": "approved"}, "3", actor="head")
    does(database, "compensation.answer", {"customer_answer": "content"}, "2")

    assert payouts(database) == [
        (PayoutState.REFUSED, Decimal(300), None),
        (PayoutState.CANCELLED, Decimal(300), "boss"),
        (PayoutState.APPROVED, Decimal(500), "head"),
    ]

    does(database, "compensation.pay")
    with registering(database) as register:
        assert register.get(MoneyAccount, "TS-1").compensated == Decimal(500)


def test_a_solution_without_money_owes_none(light: Store) -> None:
    does(light, "compensation.request", {"compensation": {"amount": 0}})

    assert payouts(light) == []


@pytest.mark.parametrize(("result", "owed"), [("settled", 1), ("authority", 0)])
def test_a_manager_approves_what_he_agrees_in_person(light: Store, result: str, owed: int) -> None:
    told = {"complaint_result": result, "agreed_compensation": 200, "negotiation_note": "当面谈妥"}

    does(light, "compensation.agree", told, actor="boss")
    does(light, "compensation.agree", told, actor="boss")

    assert payouts(light) == [(PayoutState.APPROVED, Decimal(200), "boss")][:owed]


def test_a_process_that_is_tried_alone_has_no_case_to_move(light: Store) -> None:
    called(light, KINDS["case.in_progress"], a_call("case.in_progress", variables={"caseNumber": "WX-0"}))
    called(light, KINDS["case.in_progress"], a_call("case.in_progress", variables={}))
