"""What dispatchers see: everybody's day, and who may go to a customer."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Absence, Certificate, Outlet, OutletKind, ServiceArea, Technician
from aftersales.queries.dispatch import Work, candidates, days, outlet_of
from engine.clock import CHINA
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering

DAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, tzinfo=CHINA)
HOURS = timedelta(hours=2)
GULOU = Work("jiangsu", "南京市鼓楼区中山路 100 号", "tv")


def a_department() -> list[object]:
    return [
        Outlet("O1", "南京网点", OutletKind.OWN, "jiangsu", "南京市", "400"),
        Outlet("O2", "苏州网点", OutletKind.OWN, "jiangsu", "苏州市", "400"),
        ServiceArea("A1", "O1", "jiangsu", "南京市"),
        Technician("wang", "王强", "O1", "139", ("tv", "refrigerator"), visits_a_day=1),
        Technician("li", "李勇", "O1", "139", ("tv",)),
        Technician("zhao", "赵磊", "O2", "139", ("refrigerator",)),
        Technician("gone", "钱伟", "O1", "139", ("tv",), is_active=False),
        Certificate("c1", "li", "electrician", "T1", DAY - timedelta(days=9), DAY + timedelta(days=9)),
        Absence("a1", "zhao", DAY, DAY, "年假"),
        Visit("v1", "WX-1", "wang", NINE, NINE + HOURS),
        Visit("v2", "WX-2", "wang", NINE + HOURS, NINE + 2 * HOURS, VisitState.CANCELLED),
        Visit("v3", "WX-3", "li", NINE + timedelta(days=1), NINE + timedelta(days=1, hours=2)),
    ]


@pytest.fixture
def filled(database: Store) -> Store:
    with registering(database) as register:
        register.add_all(a_department(), DEED)
    return database


def test_every_technician_s_day_is_shown(filled: Store) -> None:
    with registering(filled) as register:
        found = days(register, DAY)

    assert [(day.technician.id, [visit.id for visit in day.visits], day.absence) for day in found] == [
        ("li", [], None),
        ("wang", ["v1", "v2"], None),
        ("zhao", [], "年假"),
    ]
    assert [day.outlet.name for day in found if day.outlet] == ["南京网点", "南京网点", "苏州网点"]


def test_the_fit_come_first_and_everybody_else_with_the_reasons(filled: Store) -> None:
    with registering(filled) as register:
        found = {fit.technician.id: fit.obstacles for fit in candidates(register, GULOU, DAY)}

    assert next(iter(found)) == "li"
    assert found == {
        "li": (),
        "wang": ("full",),
        "zhao": ("other_outlet", "skill", "absent"),
        "gone": ("inactive",),
    }


def test_the_least_busy_of_an_outlet_comes_first_and_whoever_is_far_last(filled: Store) -> None:
    busy = Technician("sun", "孙丽", "O1", "139", ("tv",), visits_a_day=2)
    just_after_midnight = datetime(2026, 11, 23, 0, 30, tzinfo=CHINA)
    visit = Visit("v4", "WX-4", "sun", just_after_midnight, just_after_midnight + HOURS)
    with registering(filled) as register:
        register.add_all([busy, replace(busy, id="zhou", outlet_id="O2"), visit], DEED)

        found = candidates(register, GULOU, DAY)

    assert [(fit.technician.id, fit.load) for fit in found] == [
        ("li", 0.0),
        ("sun", 0.5),
        ("gone", 0.0),
        ("wang", 1.0),
        ("zhou", 0.0),
        ("zhao", 0.0),
    ]


def test_a_certificate_that_is_missing_excludes(filled: Store) -> None:
    work = Work("jiangsu", GULOU.place, "tv", ("electrician",))
    with registering(filled) as register:
        found = {fit.technician.id: fit.obstacles for fit in candidates(register, work, DAY)}

    assert found["li"] == ()
    assert "certificate:electrician" in found["wang"]


def test_nobody_is_far_where_no_outlet_serves(filled: Store) -> None:
    nowhere = Work("hainan", "三亚市", "tv")
    with registering(filled) as register:
        assert outlet_of(register, nowhere) is None
        assert outlet_of(register, GULOU) == "O1"
        assert {fit.technician.id for fit in candidates(register, nowhere, DAY) if fit.is_fit} == {"li"}


def test_what_a_case_knows_says_what_a_visit_asks_for() -> None:
    known = {
        "province": "jiangsu",
        "city": "南京市鼓楼区",
        "address": "中山路 100 号",
        "product_category": "tv",
        "dispatch": {"certificates": ["electrician"]},
    }

    assert Work.of(known) == Work("jiangsu", "南京市鼓楼区中山路 100 号", "tv", ("electrician",))
    assert Work.of({}) == Work(None, "", None)
