"""A visit is given to somebody who may make it, booked, made or missed, as the process goes."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from aftersales import register_in
from aftersales.connectors.case import CaseClose
from aftersales.connectors.dispatch import DispatchAdvise, DispatchAssign
from aftersales.connectors.visit import VisitArrive, VisitBook, VisitFinish, VisitSetOut
from aftersales.errors import InputMissing, InputUnknown
from aftersales.model.assignment import TechnicianUnfit, TechnicianUnknown
from aftersales.model.case import Case
from aftersales.model.customer import Customer, CustomerAddress
from aftersales.model.visit import Visit, VisitState, WindowRefused
from aftersales.model.workforce import Absence, Certificate, ServiceArea, Technician
from engine.clock import CHINA
from engine.ports.connector import Outcome
from engine.ports.store import Store
from tests.aftersales.build import CASE, DEED, NOW, a_call, a_case, called, registering

WANG = Technician("wang", "王强", "nj", "13900000001", ("refrigerator",), visits_a_day=1)
AT = datetime(2026, 11, 23, 14, 0, tzinfo=CHINA)
HOUR = timedelta(hours=1)
KINDS = {
    kind.type: kind(register_in)
    for kind in (DispatchAdvise, DispatchAssign, VisitBook, VisitSetOut, VisitArrive, VisitFinish, CaseClose)
}
WANTED: dict[str, object] = {
    "caseNumber": CASE,
    "technician": "wang",
    "province": "jiangsu",
    "city": "南京市鼓楼区",
    "address": "中山路 100 号",
    "product_category": "refrigerator",
    "dispatch": {"certificates": ["electrician"]},
    "visit_policy": {"window": 2 * HOUR},
}


def does(store: Store, kind: str, job_id: str = "j1", **told: Any) -> Outcome:
    return called(store, KINDS[kind], a_call(kind, job_id, variables={**WANTED, **told}))


def staffed(store: Store, *others: object, licence: date = date(2027, 1, 1)) -> None:
    with registering(store) as register:
        register.add(a_case(), DEED)
        register.add(ServiceArea("a1", "nj", "jiangsu", "南京市"), DEED)
        register.add(WANG, DEED)
        register.add(Certificate("c1", "wang", "electrician", "1", date(2025, 1, 1), licence), DEED)
        register.add_all(others, DEED)


def visits(store: Store) -> list[Visit]:
    with registering(store) as register:
        return list(register.all(Visit, case_number=CASE))


def booked(store: Store, at: datetime = AT, **told: Any) -> None:
    does(store, "visit.book", visit_state="agreed", appointment_at=at.isoformat(), **told)


def test_the_area_s_outlet_and_its_fit_technicians_are_advised(database: Store) -> None:
    away = replace(WANG, id="li", skills=("tv",))
    staffed(database, away, replace(WANG, id="zhao", outlet_id="sz"))

    advice = does(database, "dispatch.advise").variables

    assert advice == {"outlet": "nj", "technician_candidates": ["wang"]}


def test_outside_every_area_nobody_is_advised(light: Store) -> None:
    staffed(light)

    for told in ({"city": "拉萨市城关区", "province": "tibet"}, {"province": None}):
        assert does(light, "dispatch.advise", **told).variables["technician_candidates"] == []


def test_the_case_knows_who_was_sent_and_why(database: Store) -> None:
    staffed(database)

    does(database, "dispatch.assign", override_reason="客户指定")

    with registering(database) as register:
        case, change = register.get(Case, CASE), register.changes(kind=Case, key=CASE)[-1]
    assert (case.outlet_id, case.technician_id) == ("nj", "wang")
    assert (change.reason, change.fields["technician_id"]) == ("客户指定", (None, "wang"))


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"dispatch": {"certificates": ["gas"]}}, "没有有效的燃气证"),
        ({"product_category": "tv"}, "不具备该品类的技能"),
    ],
)
def test_no_reason_helps_whoever_lacks_skill_or_certificate(
    light: Store, told: dict[str, Any], why: str
) -> None:
    staffed(light)

    with pytest.raises(TechnicianUnfit) as refused:
        does(light, "dispatch.assign", override_reason="急", **told)

    assert why in refused.value.message_zh
    assert "王强" in refused.value.message_zh
    with registering(light) as register:
        assert register.get(Case, CASE).technician_id is None


def test_for_an_appliance_of_no_kind_of_its_own_anybody_may_be_sent(light: Store) -> None:
    staffed(light)

    assert does(light, "dispatch.assign", product_category="other").variables == {"outlet": "nj"}


def test_an_expired_certificate_and_an_absence_exclude(light: Store) -> None:
    today = NOW.astimezone(CHINA).date()
    staffed(light, Absence("x", "wang", today, today, "休假"), licence=today - timedelta(days=1))

    with pytest.raises(TechnicianUnfit, match="is away that day; has no valid electrician's licence"):
        does(light, "dispatch.assign", override_reason="急")


def test_another_outlet_or_a_full_day_needs_a_reason(light: Store) -> None:
    staffed(light, ServiceArea("a2", "sz", "jiangsu", "苏州市"))
    full = Visit("v0", "WX-0", "wang", NOW, NOW + HOUR)
    with registering(light) as register:
        register.add(full, DEED)

    with pytest.raises(TechnicianUnfit, match=r"another outlet.*full day.*Give a reason"):
        does(light, "dispatch.assign", city="苏州市")

    assert does(light, "dispatch.assign", city="苏州市", override_reason="支援").variables == {"outlet": "nj"}


def test_nobody_is_sent_whom_the_register_does_not_know(light: Store) -> None:
    staffed(light)

    with pytest.raises(TechnicianUnknown):
        does(light, "dispatch.assign", technician="nobody")


def test_without_any_technicians_on_record_the_dispatcher_answers_for_it(light: Store) -> None:
    with registering(light) as register:
        register.add(a_case(), DEED)

    assert does(light, "dispatch.assign", outlet="合作网点").variables == {"outlet": "合作网点"}


def test_a_visit_is_booked_once_with_window_and_address(database: Store) -> None:
    staffed(database)
    with registering(database) as register:
        register.add(Customer("C1", "林晓梅", NOW), DEED)
        home = CustomerAddress("C1:2", "C1", "jiangsu", "南京市", "鼓楼区", "中山路", is_primary=True)
        register.add(home, DEED)
        register.save(replace(register.get(Case, CASE), customer_id="C1"), DEED)

    booked(database)
    booked(database)

    (visit,) = visits(database)
    assert (visit.begins_at, visit.ends_at, visit.technician_id) == (AT, AT + 2 * HOUR, "wang")
    assert (visit.state, visit.address_id, visit.moved) == (VisitState.AGREED, "C1:2", 0)


def test_a_visit_is_made_with_its_moments(database: Store) -> None:
    staffed(database)
    booked(database)
    does(database, "visit.set_out")
    arrived = AT + timedelta(minutes=14)
    does(database, "visit.arrive", visit_state="met", lateness={"at": arrived, "told_at": AT.isoformat()})

    (there,) = visits(database)
    does(database, "visit.finish", next_step="order_parts")
    does(database, "visit.finish", next_step="done")

    (visit,) = visits(database)
    assert (there.state, there.late_by) == (VisitState.ARRIVED, timedelta(minutes=14))
    assert (visit.state, visit.result, visit.left_at) == (VisitState.DONE, "order_parts", NOW)


@pytest.mark.parametrize(
    ("state", "arrived_at"), [("absent", AT), ("refused", AT), ("not_now", AT), ("called_away", None)]
)
def test_a_visit_in_vain_is_missed_and_the_next_one_is_another(
    light: Store, state: str, arrived_at: datetime | None
) -> None:
    staffed(light)
    booked(light)
    does(light, "visit.arrive", visit_state=state, lateness={"at": AT})

    (missed,) = visits(light)
    does(light, "visit.book", "j2", visit_state="agreed", appointment_at=(AT + 24 * HOUR).isoformat())

    assert (missed.state, missed.result, missed.arrived_at) == (VisitState.MISSED, state, arrived_at)
    assert [visit.state for visit in visits(light)] == [VisitState.MISSED, VisitState.AGREED]


def test_refused_after_the_apology_the_visit_is_missed(light: Store) -> None:
    staffed(light)
    booked(light)
    does(light, "visit.arrive", visit_state="met", lateness={"at": AT})
    does(light, "visit.arrive", visit_state="refused", lateness={"at": AT})

    assert [(visit.state, visit.result) for visit in visits(light)] == [(VisitState.MISSED, "refused")]


def test_another_time_moves_the_visit_and_another_technician_replaces_it(light: Store) -> None:
    staffed(light, replace(WANG, id="li"))
    booked(light)

    does(light, "visit.book", "j2", visit_state="agreed", appointment_at=(AT + HOUR).isoformat())
    moved = visits(light)
    later = (AT + 2 * HOUR).isoformat()
    does(light, "visit.book", "j3", visit_state="agreed", appointment_at=later, technician="li")

    assert [(visit.begins_at, visit.moved) for visit in moved] == [(AT + HOUR, 1)]
    assert [(visit.technician_id, visit.state) for visit in visits(light)] == [
        ("wang", VisitState.CANCELLED),
        ("li", VisitState.AGREED),
    ]


def test_who_hands_the_case_on_has_it_no_longer(light: Store) -> None:
    staffed(light)
    does(light, "dispatch.assign")
    booked(light)

    does(light, "visit.book", "j2", visit_state="transfer")

    assert [visit.state for visit in visits(light)] == [VisitState.CANCELLED]
    with registering(light) as register:
        assert register.get(Case, CASE).technician_id is None


def test_a_closed_case_has_no_visit_ahead(light: Store) -> None:
    staffed(light)
    booked(light)

    does(light, "case.close", outcome="cancelled")

    assert [visit.state for visit in visits(light)] == [VisitState.CANCELLED]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"appointment_at": None}, InputMissing),
        ({"appointment_at": "tomorrow"}, InputUnknown),
        ({"appointment_at": "2026-11-23T14:00:00"}, InputUnknown),
        ({"visit_policy": None}, InputMissing),
        ({"visit_policy": {"window": timedelta(0)}}, WindowRefused),
    ],
)
def test_an_appointment_without_its_moments_is_refused(
    light: Store, told: dict[str, Any], refusal: type[Exception]
) -> None:
    staffed(light)
    plain = {"visit_state": "agreed", "appointment_at": AT.isoformat()}

    with pytest.raises(refusal):
        does(light, "visit.book", **{**plain, **told})
