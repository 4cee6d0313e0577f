"""Each story plays where no other left anything behind."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from aftersales.model.case import Case
from aftersales.model.customer import Customer
from aftersales.model.message import InboxMessage
from aftersales.model.stock import MoveKind, Part
from aftersales.model.unit import RepairRecord, Unit
from aftersales.model.workforce import Technician
from aftersales.operations.stock import CENTRAL, SUPPLIER, Movement, move, stock_of
from aftersales.sample import LastingScenery, StoryScenery
from aftersales.sample.record import RecordUnreadable
from engine.bootstrap import assemble
from engine.clock import VirtualClock
from engine.ports.engine import Engine
from engine.ports.store import Store
from tests.aftersales.build import CASE, DEED, NOW, registering

UNIT = {"id": "S1", "model": "XQG100-B1", "invoice_price": 2999, "delivered_on": "2026-01-05"}
REPAIR = {
    "id": "r1",
    "unit_id": "S1",
    "case_number": CASE,
    "handed_in_on": "2026-02-01",
    "finished_on": "2026-02-03",
    "fault": "不转",
    "cause": "电机烧毁",
    "measures": "更换电机",
    "was_repaired": True,
}


def engine_on(store: Store) -> Engine:
    return assemble(store, VirtualClock(NOW), connectors=(), node="story")


def test_what_a_story_changed_is_undone_before_the_next(database: Store) -> None:
    scenery = StoryScenery(engine_on(database))
    scenery.begin()
    with registering(database) as register:
        parts, crew = len(register.all(Part)), register.all(Technician)
        lying = stock_of(register, CENTRAL, "P-BRD-01")
        move(register, Movement("m1", MoveKind.RECEIVE, "P-BRD-01", 7, SUPPLIER, CENTRAL), DEED)
        register.add(Customer("C1", "林晓梅", NOW), DEED)
        register.add(InboxMessage("n1", "user:li", "t", CASE, None, "", "", "", "", NOW), DEED)
    scenery.register({"unit": [UNIT]}, NOW)

    scenery.begin()

    with registering(database) as register:
        assert (register.all(Customer), register.all(Unit), register.all(InboxMessage)) == ([], [], [])
        assert stock_of(register, CENTRAL, "P-BRD-01") == lying
        assert (len(register.all(Part)), register.all(Technician)) == (parts, crew)
        assert register.changes(kind=Unit) == []


def test_a_story_says_what_is_there(light: Store) -> None:
    scenery = LastingScenery(engine_on(light))

    scenery.register({"unit": [UNIT], "repair_record": [REPAIR]}, NOW)
    scenery.register({"unit": [{**UNIT, "model": "X"}]}, NOW)

    with registering(light) as register:
        unit, repair = register.get(Unit, "S1"), register.get(RepairRecord, "r1")
    assert (unit.model, unit.invoice_price, str(unit.delivered_on)) == (
        "XQG100-B1",
        Decimal("2999.00"),
        "2026-01-05",
    )
    assert repair.days(repair.handed_in_on) == 2


@pytest.mark.parametrize(
    "records",
    [
        {"unicorn": [{"id": "1"}]},
        {"unit": [{"id": "S1"}]},
        {"unit": [{**UNIT, "colour": "white"}]},
        {"unit": [{**UNIT, "delivered_on": "yesterday"}]},
        {"unit": [{**UNIT, "state": "lost"}]},
    ],
)
def test_a_record_that_is_none_is_refused(light: Store, records: dict[str, Any]) -> None:
    with pytest.raises(RecordUnreadable):
        LastingScenery(engine_on(light)).register(records, NOW)


def test_a_story_in_the_midst_of_a_case_has_its_case(light: Store) -> None:
    scenery = LastingScenery(engine_on(light))
    told = {"caseNumber": CASE, "customer_name": "林晓梅", "customer_phone": "13900000001"}

    scenery.enter({**told, "serial_number": "S1", "product_model": "XQG100-B1"}, NOW)
    scenery.enter(told, datetime.max.replace(tzinfo=NOW.tzinfo))
    scenery.enter({}, NOW)

    with registering(light) as register:
        (case,) = register.all(Case)
    assert (case.id, case.unit_id, case.opened_at) == (CASE, "S1", NOW)
    assert case.customer_id is not None
