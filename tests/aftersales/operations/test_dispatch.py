"""Dispatch looks at area, skill, certificate, calendar and capacity as the register knows them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Absence, Certificate, Need, ServiceArea, Technician
from aftersales.operations.dispatch import Site, judged_technicians, outlet_for, visits_on
from engine.clock import CHINA
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering

ON = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=CHINA)
WANG = Technician("wang", "王强", "hz", "13800000001", ("refrigerator",))
VISIT = Visit("v1", "WX-1", "wang", MORNING, MORNING + timedelta(hours=1))


def test_the_fit_and_least_busy_come_first(database: Store) -> None:
    with registering(database) as register:
        for name in ("wang", "li", "zhao", "qian"):
            register.add(replace(WANG, id=name), DEED)
        for name in ("wang", "li", "zhao"):
            licence = Certificate(f"{name}:e", name, "electrician", "1", date(2025, 1, 1), date(2027, 1, 1))
            register.add(licence, DEED)
        register.add(Absence("a1", "zhao", ON, ON, "休假"), DEED)
        register.add(VISIT, DEED)

        judged = judged_technicians(register, Need(ON, "refrigerator", ("electrician",), "hz"))

    assert [(fit.technician.id, fit.obstacles) for fit in judged] == [
        ("li", ()),
        ("wang", ()),
        ("qian", ("certificate:electrician",)),
        ("zhao", ("absent",)),
    ]


def test_visits_count_by_the_day_in_china_unless_cancelled(database: Store) -> None:
    with registering(database) as register:
        register.add(VISIT, DEED)
        register.add(replace(VISIT, id="v2", begins_at=MORNING + timedelta(days=1)), DEED)
        register.add(replace(VISIT, id="v3", state=VisitState.CANCELLED), DEED)

        assert visits_on(register, "wang", ON) == 1


def test_outside_every_area_nobody_serves(light: Store) -> None:
    with registering(light) as register:
        register.add(ServiceArea("1", "hz", "zhejiang", "杭州市"), DEED)

        assert outlet_for(register, Site("zhejiang", "杭州市", "西湖区")) == "hz"
        assert outlet_for(register, Site("tibet", "拉萨市", "城关区")) is None
