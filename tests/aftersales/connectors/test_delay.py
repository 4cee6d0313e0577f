"""The warning of a long repair reads the same record as the right to an exchange."""

from dataclasses import replace
from datetime import timedelta

from aftersales import register_in
from aftersales.connectors.delay import RepairDelay
from aftersales.model.case import moved
from aftersales.model.unit import Unit
from engine.ports.store import Store
from tests.aftersales.build import CASE, DAY, DEED, NOW, a_call, a_case, called, registering

LATER = NOW + 45 * DAY


def test_days_are_told_by_cause_for_a_unit_and_for_a_case_without_one(light: Store) -> None:
    with registering(light) as register:
        register.add(Unit("S1", "KF-42A"), DEED)
        case = register.add(a_case(unit_id="S1"), DEED)
        for day, status in ((5, "waiting_for_parts"), (25, "waiting_for_customer"), (35, "in_progress")):
            there = moved(case, status=status, substatus=None)
            case = register.save(there, replace(DEED, at=NOW + day * DAY))

    for known in ({"serial_number": "S1"}, {"serial_number": "S2"}, {}):
        call = a_call("repair.delay", variables={"caseNumber": CASE, **known}, at=LATER)
        told = called(light, RepairDelay(register_in), call).variables

        assert told == {
            "waited_for_repairer": 15,
            "waited_for_parts": 20,
            "waited_in_all": 35,
            "waited_since": LATER - timedelta(days=35),
            "delay_cause": "parts",
        }


def test_a_case_that_cost_no_day_has_no_cause_whatever_came_before(light: Store) -> None:
    with registering(light) as register:
        register.add(Unit("S1", "KF-42A"), DEED)
        before = a_case(id="WX-20251101-0001", unit_id="S1", job_id="before", opened_at=NOW - 20 * DAY)
        register.add(before, DEED)
        register.add(a_case(unit_id="S1"), DEED)

    call = a_call("repair.delay", variables={"caseNumber": CASE, "serial_number": "S1"}, at=NOW)
    told = called(light, RepairDelay(register_in), call).variables

    assert (told["waited_for_repairer"], told["delay_cause"]) == (20, None)
