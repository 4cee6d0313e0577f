"""What a report tells is entered once, and never overrules the register."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from aftersales import register_in
from aftersales.connectors import CaseClose, CaseOpen
from aftersales.connectors.progress import CaseProgress
from aftersales.model.case import Case
from aftersales.model.customer import CardTier, Customer, CustomerAddress, CustomerKind, CustomerPhone
from aftersales.model.unit import Unit
from aftersales.operations.enrolment import enrol
from engine.ports.store import Store
from tests.aftersales.build import DEED, a_call, called, registering
from tests.aftersales.memory import in_memory

REPORT = {
    "customer_name": "林晓梅",
    "customer_phone": "+86 138 0000 0001",
    "customer_tier": "gold",
    "customer_type": "project",
    "province": "zhejiang",
    "city": "杭州市",
    "address": "文三路 1 号",
    "serial_number": "SN1",
    "product_model": "BCD-520",
    "bought_on": "2025-06-22",
    "delivered_on": date(2025, 6, 25),
    "installed_on": datetime(2025, 6, 25, 16, 30, tzinfo=UTC),
    "symptom": "不制冷",
    "channel": "hotline",
}


def a_case(store: Store, facts: Mapping[str, object], job_id: str = "j1") -> Case:
    """Open a case and move it on with what the process knows."""
    number = called(
        store, CaseOpen(register_in), a_call("case.open", job_id, variables={"kind": "WX"})
    ).variables["caseNumber"]
    move = CaseProgress(register_in, "case.in_progress")
    told = {"caseNumber": number, **facts}
    called(store, move, a_call(move.type, f"{job_id}s", variables=told))
    with registering(store) as register:
        return register.get(Case, str(number))


def test_a_report_fills_the_register(database: Store) -> None:
    case = a_case(database, REPORT)

    with registering(database) as register:
        customer = register.get(Customer, str(case.customer_id))
        unit = register.get(Unit, "SN1")
        address = register.get(CustomerAddress, f"{customer.id}:1")

    assert (customer.name, customer.tier, customer.kind) == ("林晓梅", CardTier.GOLD, CustomerKind.PROJECT)
    assert (address.province, address.street) == ("zhejiang", "文三路 1 号")
    assert (unit.invoice_on, unit.delivered_on) == (date(2025, 6, 22), date(2025, 6, 25))
    assert unit.installed_on == date(2025, 6, 26)
    assert (case.unit_id, case.symptom, case.channel) == ("SN1", "不制冷", "hotline")


def test_the_instance_seals_its_record_for_the_customer(database: Store) -> None:
    number = str(
        called(database, CaseOpen(register_in), a_call("case.open", variables={"kind": "WX"})).business_key
    )
    told = {"case_number": number, "outcome": "repaired", **REPORT}

    outcome = called(database, CaseClose(register_in), a_call("case.close", variables=told))

    assert outcome.subject == "C000001"


def test_the_same_person_is_entered_once(database: Store) -> None:
    first = a_case(database, REPORT)
    second = a_case(database, {**REPORT, "customer_phone": "13800000001"}, "j2")

    assert first.customer_id == second.customer_id


def test_a_family_shares_a_telephone_and_stays_apart(database: Store) -> None:
    first = a_case(database, REPORT)
    second = a_case(database, {**REPORT, "customer_name": "陈国栋"}, "j2")

    assert first.customer_id != second.customer_id
    with registering(database) as register:
        assert register.get(Unit, "SN1").customer_id == first.customer_id


def test_a_report_never_overrules_the_register() -> None:
    with in_memory() as register:
        register.add(Unit("SN1", "BCD-258", delivered_on=date(2024, 1, 1)), DEED)
        case = replace(_plain_case(), symptom="结霜")

        enrolled = enrol(register, case, REPORT, DEED)

        unit = register.get(Unit, "SN1")
        assert (unit.model, unit.delivered_on, unit.invoice_on) == (
            "BCD-258",
            date(2024, 1, 1),
            date(2025, 6, 22),
        )
        assert enrolled.symptom == "结霜"


def test_nonsense_is_not_entered() -> None:
    facts = {"customer_name": 7, "serial_number": "SN9", "bought_on": "soon", "customer_tier": "platinum"}
    with in_memory() as register:
        enrolled = enrol(register, _plain_case(), facts, DEED)
        enrol(register, _plain_case(), {**facts, "product_model": "X", "delivered_on": "?"}, DEED)

        assert (enrolled.customer_id, enrolled.unit_id) == (None, None)
        assert register.get(Unit, "SN9").delivered_on is None
        assert register.all(CustomerPhone) == []


def _plain_case() -> Case:
    from aftersales.model.case import CaseKind, CaseStage
    from tests.aftersales.build import NOW

    return Case("WX-1", CaseKind.REPAIR, "i1", "repair", CaseStage.INTAKE, "opened", NOW, "li", "j1")
