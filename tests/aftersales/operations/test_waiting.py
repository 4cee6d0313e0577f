"""What a repair waited for is told apart, in finished repairs and in those that go on."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from aftersales.model.case import closed, moved
from aftersales.model.unit import RepairRecord, Unit
from aftersales.operations.delay import spells_of
from aftersales.operations.unit_history import history_of
from aftersales.operations.waiting import Waited, waited
from aftersales.ports.register import Register
from tests.aftersales.build import DEED, NOW, a_case
from tests.aftersales.memory import in_memory

UNIT = Unit("S1", "KF-42A")
CASE = a_case(unit_id="S1")
# In hand from the second day, without parts for forty, then nine days for the customer.
COURSE = ((1, "in_progress"), (12, "waiting_for_parts"), (52, "in_progress"), (55, "waiting_for_customer"))
LATER = NOW + timedelta(days=64)


def run(register: Register, end: str | None = None) -> None:
    """Lead the case through its course; `end` closes it with an outcome."""
    register.add(UNIT, DEED)
    case = register.add(CASE, DEED)
    for day, status in COURSE:
        there = moved(case, status=status, substatus=None)
        case = register.save(there, replace(DEED, at=NOW + timedelta(days=day)))
    if end is not None:
        register.save(closed(case, outcome=end, at=LATER), replace(DEED, at=LATER))


def seen(register: Register, at: datetime) -> Waited:
    found = history_of(register, "S1", at.date())
    assert found is not None
    return waited(register, found, at)


def test_a_repair_that_goes_on_is_told_apart_by_cause() -> None:
    with in_memory() as register:
        run(register)

        assert seen(register, LATER) == Waited(repairer=15, parts=40, in_all=55)
        assert seen(register, NOW + timedelta(days=30)) == Waited(repairer=12, parts=18, in_all=30)


def test_a_repair_that_ended_with_a_remedy_counts_to_its_end_and_one_that_was_called_off_never() -> None:
    for outcome, expected in (("refund", Waited(15, 40, 55)), ("cancelled", Waited(0, 0, 0))):
        with in_memory() as register:
            run(register, outcome)

            assert seen(register, LATER + timedelta(days=99)) == expected


def test_a_repair_on_record_is_not_counted_again_by_its_case() -> None:
    with in_memory() as register:
        run(register)
        days = (NOW.date(), NOW.date() + timedelta(days=20))
        record = RepairRecord("r1", "S1", CASE.id, *days, "不加热", "发热盘", "更换")
        register.add(replace(record, parts_days=5, customer_days=3), DEED)

        assert seen(register, LATER) == Waited(repairer=12, parts=5, in_all=17)


def test_the_stretches_of_a_case_follow_each_other_to_its_end() -> None:
    with in_memory() as register:
        run(register, "refund")
        ended = register.get(type(CASE), CASE.id)

        found = list(spells_of(register, ended, LATER + timedelta(days=9)))

    assert [(spell.status, spell.cause) for spell in found] == [
        ("opened", "repairer"),
        ("in_progress", "repairer"),
        ("waiting_for_parts", "parts"),
        ("in_progress", "repairer"),
        ("waiting_for_customer", "customer"),
    ]
    assert all(one.until == two.since for one, two in pairwise(found))
    assert (found[0].since, found[-1].until) == (NOW, LATER)
