"""A unit's history is told for decisions, and repairs are put on record for good."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from aftersales import register_in
from aftersales.connectors.progress import CaseProgress
from aftersales.connectors.quality import QualityAlert
from aftersales.connectors.unit import RepairFile, UnitLook, UnitRecall
from aftersales.errors import InputMissing, InputUnknown
from aftersales.model.entitlement import Entitlement, EntitlementKind
from aftersales.model.message import InboxMessage
from aftersales.model.product import Category, Product
from aftersales.model.unit import RepairRecord, Unit
from aftersales.notification.outbox import Outbox
from aftersales.operations.unit_history import RecordFinal, file_repair, history_of
from engine.ports.store import Store
from tests.aftersales.build import CASE, DAY, DEED, NOW, a_call, a_case, called, registering

FRIDGE = Product("BCD-520", Category.REFRIGERATOR, "冰箱", "Fridge", 12, 36, 6)
UNIT = Unit("S1", "BCD-520", invoice_on=date(2026, 1, 2), delivered_on=date(2026, 1, 5), province="zhejiang")
WORK = {
    "serial_number": "S1",
    "case_number": CASE,
    "symptom": "不制冷",
    "work_cause": "漏氟",
    "work_measures": "补焊充氟",
    "handed_in_on": "2026-10-01",
    "finished_on": date(2026, 10, 11),
}


def look(store: Store, **variables: object) -> dict[str, object] | None:
    told = {"serial_number": "S1", "symptom": "不制冷", "failed_on": "2026-11-22", **variables}
    outcome = called(store, UnitLook(register_in), a_call("unit.look", variables=told))
    unit = outcome.variables["unit"]
    assert unit is None or isinstance(unit, dict)
    return unit


def filed(store: Store, job_id: str = "j1", **variables: object) -> None:
    called(store, RepairFile(register_in), a_call("repair.file", job_id, variables={**WORK, **variables}))


def registered(store: Store) -> None:
    with registering(store) as register:
        register.add(a_case(), DEED)
        register.add(FRIDGE, DEED)
        register.add(UNIT, DEED)


def test_what_rights_hang_on_is_told(database: Store) -> None:
    registered(database)
    filed(database)

    unit = look(database)

    assert unit is not None
    assert (unit["category"], unit["province"], unit["delivered_on"]) == (
        "refrigerator",
        "zhejiang",
        date(2026, 1, 5),
    )
    assert (unit["in_warranty"], unit["warranty_ends_on"]) == (True, date(2027, 1, 15))
    assert (unit["repair_count"], unit["repair_days"]) == (1, 10)
    assert (unit["same_fault_repaired_on"], unit["is_repeated_fault"]) == (date(2026, 10, 11), True)


def test_another_or_an_old_fault_does_not_repeat(light: Store) -> None:
    registered(light)
    filed(light)

    other, later = look(light, symptom="结霜"), look(light, failed_on=datetime(2027, 1, 12, tzinfo=UTC))

    assert other is not None
    assert other["is_repeated_fault"] is False
    assert later is not None
    assert later["is_repeated_fault"] is False


def test_packages_in_force_are_told(light: Store) -> None:
    registered(light)
    begin, end = date(2026, 1, 1), date(2026, 12, 31)
    package = Entitlement("e1", "S1", EntitlementKind.NO_REASON, begin, end, Decimal("99.00"))
    with registering(light) as register:
        register.add(package, DEED)
        register.add(replace(package, id="e2", ends_on=begin), DEED)

    unit = look(light)

    assert unit is not None
    assert unit["packages"] == ["no_reason"]


def test_an_unknown_unit_or_model_is_no_error(light: Store) -> None:
    with registering(light) as register:
        register.add(replace(UNIT, model="X"), DEED)

    known = look(light)

    assert known is not None
    assert (known["category"], known["in_warranty"]) == (None, None)
    assert look(light, serial_number="S9") is None
    assert look(light, serial_number="") is None


def test_a_repair_is_filed_once_for_each_job(database: Store) -> None:
    registered(database)
    filed(database)
    filed(database)

    with registering(database) as register:
        assert len(register.all(RepairRecord, unit_id="S1")) == 1


def test_an_approved_record_is_final(light: Store) -> None:
    registered(light)
    filed(light)

    with registering(light) as register:
        record = register.get(RepairRecord, "j1")
        with pytest.raises(RecordFinal):
            file_repair(register, replace(record, cause="小故障"), DEED)


@pytest.mark.parametrize("missing", ["work_cause", "work_measures", "symptom", "case_number"])
def test_a_record_without_cause_or_measures_is_refused(light: Store, missing: str) -> None:
    registered(light)

    with pytest.raises(InputMissing):
        filed(light, **{missing: " "})


def test_a_unit_that_nobody_could_name_has_no_record(light: Store) -> None:
    registered(light)

    filed(light, serial_number=None)

    with registering(light) as register:
        assert register.all(RepairRecord) == []


def test_a_record_counts_from_the_report_and_says_what_it_waited_for(database: Store) -> None:
    registered(database)
    moves = {1: "waiting_for_parts", 9: "in_progress", 10: "waiting_for_customer", 12: "in_progress"}
    for day, status in moves.items():
        move = CaseProgress(register_in, f"case.{status}")
        at = NOW + day * DAY
        called(database, move, a_call(move.type, f"m{day}", variables={"caseNumber": CASE}, at=at))

    told = {**WORK, "handed_in_on": None, "finished_on": None, "next_step": "done"}
    call = a_call("repair.file", "r1", variables=told, at=NOW + 15 * DAY)
    called(database, RepairFile(register_in), call)

    with registering(database) as register:
        record = register.get(RepairRecord, "r1")
    assert (record.handed_in_on, record.finished_on) == (date(2026, 11, 22), date(2026, 12, 7))
    assert (record.delay_cause, record.parts_days, record.customer_days) == ("parts", 8, 2)
    assert record.was_repaired


def test_nobody_excuses_a_delay_that_the_clock_tells_of(light: Store) -> None:
    registered(light)
    excuse = {**WORK, "delay_cause": "parts"}

    for job_id, days in (("r1", 40), ("r2", 0)):
        call = a_call("repair.file", job_id, variables=excuse, at=NOW + days * DAY)
        called(light, RepairFile(register_in), call)

    with registering(light) as register:
        late, quick = (register.get(RepairRecord, each) for each in ("r1", "r2"))
    assert (late.delay_cause, late.parts_days) == ("repairer", 0)
    assert quick.delay_cause == "parts"


def test_what_the_register_knows_takes_the_place_of_what_nobody_remembered(database: Store) -> None:
    registered(database)
    filed(database)
    told = {
        "serial_number": "S1",
        "symptom": "不制冷",
        "failed_on": "2026-11-22",
        "repair_days": 30,
        "bought_on": "2026-01-09",
    }

    recalled = called(database, UnitRecall(register_in), a_call("unit.recall", variables=told)).variables

    assert (recalled["bought_on"], recalled["delivered_on"]) == (date(2026, 1, 2), date(2026, 1, 5))
    assert (recalled["repair_count"], recalled["repair_days"]) == (1, 30)
    assert recalled["same_fault_repaired_on"] == date(2026, 10, 11)
    assert "installed_on" not in recalled


def test_of_an_unknown_unit_nothing_is_recalled(light: Store) -> None:
    for serial in ("S9", ""):
        call = a_call("unit.recall", variables={"serial_number": serial, "repair_count": 1})

        assert called(light, UnitRecall(register_in), call).variables == {"unit": None}


def test_a_fault_that_repeats_alerts_the_quality_department_once(database: Store) -> None:
    registered(database)
    alert = QualityAlert(register_in, Outbox())
    unit = {"is_repeated_fault": True, "serial_number": "S1", "same_fault_repaired_on": date(2026, 10, 11)}
    for job_id, found in (("a1", unit), ("a1", unit), ("a2", {"is_repeated_fault": False}), ("a3", None)):
        told = {"caseNumber": CASE, "symptom": "不制冷", "unit": found}
        called(database, alert, a_call("quality.alert", job_id, variables=told))

    with registering(database) as register:
        messages = register.all(InboxMessage)
    assert [message.recipient for message in messages] == ["group:quality"]
    assert "2026-10-11" in messages[0].text_zh


def test_a_day_that_is_none_is_refused(light: Store) -> None:
    with pytest.raises(InputUnknown):
        look(light, failed_on="yesterday")


def test_an_unfinished_repair_counts_until_today(light: Store) -> None:
    registered(light)
    with registering(light) as register:
        away = RepairRecord("r1", "S1", "WX-1", date(2026, 11, 1), None, "不转", "等配件", "等配件")
        file_repair(register, away, DEED)

        history = history_of(register, "S1", date(2026, 11, 1) + timedelta(days=40))

    assert history is not None
    assert history.days_in_repair(date(2026, 12, 11)) == 40
