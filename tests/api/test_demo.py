"""The demo's department looks like a real one: many cases of all kinds, over months; its books balance."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from aftersales import register_in
from aftersales.model.case import Case, CaseKind
from aftersales.model.customer import Customer
from aftersales.model.handling import Complaint
from aftersales.model.money import ZERO, Ledger, MoneyAccount, MoneyEntry
from aftersales.model.settlement import Settlement
from aftersales.model.stock import StockLevel, StockMove
from aftersales.model.visit import Visit, VisitState
from aftersales.operations.stock import wrong_levels
from aftersales.ports.register import Register
from aftersales.reports.facts import gather
from aftersales.reports.kpi import figures
from aftersales.reports.scope import Scope
from aftersales.sample import cast, fill_register
from api.demo import DemoRefused, prepare_demo
from api.program import ASSEMBLY
from engine import operations, queries
from engine.clock import CHINA, VirtualClock
from engine.model.actor import SYSTEM
from engine.model.query import InstanceQuery, Paging, RowQuery, TaskQuery
from engine.ports.engine import Engine
from engine.settings import Settings
from engine.testing.department import stories
from engine.testing.folder import model_files
from engine.testing.simulation import Calls
from engine.testing.variation import Variation
from tests.department import NOW, copy_department
from tests.engine.operations.models import ONE_TASK

ROOT = Path(__file__).parents[2]
ALL = Paging(limit=500)


@dataclass(frozen=True)
class Department:
    """A department that has lived through its months, and what was said at its first start."""

    engine: Engine
    said: str
    register: Register


def a_theatre() -> tuple[Engine, VirtualClock]:
    clock = VirtualClock(NOW)
    return ASSEMBLY.story_engine(clock, Calls()), clock


@pytest.fixture(scope="module")
def department(department: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Department]:
    folder = tmp_path_factory.mktemp("department")
    copy_department(department, folder)
    database = f"sqlite:///{folder}/demo.sqlite3"
    engine = ASSEMBLY.engine(Settings(database=database, demo=True, clock="virtual", clock_start=NOW))
    said = department.with_name("log").read_text("utf-8")
    with engine.store.begin() as tx:
        yield Department(engine, said, register_in(tx))
    engine.store.close()


def test_every_case_goes_as_told(department: Department) -> None:
    """What does not is said at the first start, between the cases' number and the address."""
    said = department.said.partition("http://")[0].splitlines()

    assert len(said) == 4, said


def test_there_are_many_cases_of_all_kinds_over_months(department: Department) -> None:
    cases = department.register.all(Case)
    finished = sum(case.is_closed for case in cases)
    months = {case.opened_at.astimezone(CHINA).strftime("%Y-%m") for case in cases}
    begun = [case.opened_at for case in cases]

    assert len(cases) >= 150
    assert finished >= 100
    assert len(cases) - finished >= 40
    assert {case.kind for case in cases} >= {
        CaseKind.REPAIR,
        CaseKind.EXCHANGE,
        CaseKind.RETURN,
        CaseKind.COMPLAINT,
    }
    assert len(months) >= 5
    assert max(begun) - min(begun) >= timedelta(days=150)
    assert max(begun) <= NOW


def test_nobody_is_in_half_of_the_cases(department: Department) -> None:
    register = department.register
    cases = register.all(Case)
    customers = Counter(case.customer_id for case in cases)
    technicians = {case.technician_id for case in cases} - {None}

    assert len(customers) >= 80
    assert max(customers.values()) <= 10
    assert len(technicians) >= 15
    assert len({case.province for case in cases}) >= 8
    assert all(register.look(Customer, key) for key in customers if key is not None)


def test_the_figures_are_those_of_people_who_are_not_perfect(department: Department) -> None:
    scope = Scope(NOW.date() - timedelta(days=200), NOW.date())
    spans = partial(queries.task_spans, department.engine)

    found = figures(gather(department.register, spans, scope), NOW)

    repeated, satisfied, hours = (
        found[key].value for key in ("repeat_repairs", "satisfied", "response_hours")
    )
    assert 0.01 < float(repeated or 0) < 0.15
    assert 0.85 < float(satisfied or 0) < 0.99
    assert 0.1 < float(hours or 0) < 1
    assert {case.opened_by for case in department.register.all(Case)} >= {"desk", "customer"}


def test_the_books_balance(department: Department) -> None:
    register = department.register
    owed = {account.id: account.owed for account in register.all(MoneyAccount)}
    booked: dict[str, Decimal] = defaultdict(Decimal, dict.fromkeys(owed, ZERO))
    for entry in register.all(MoneyEntry):
        booked[entry.account_id] += entry.amount if entry.debit is Ledger.RECEIVABLE else ZERO
        booked[entry.account_id] -= entry.amount if entry.credit is Ledger.RECEIVABLE else ZERO

    assert booked == defaultdict(Decimal, {**dict.fromkeys(booked, ZERO), **owed})
    assert sum(account.paid for account in register.all(MoneyAccount)) > 0
    assert wrong_levels(register.all(StockLevel), register.all(StockMove)) == []


def test_the_shelves_were_filled_before_the_first_case(department: Department) -> None:
    begun = min(case.opened_at for case in department.register.all(Case))
    moves = department.register.all(StockMove)

    filled = [move for move in moves if move.case_number is None]
    assert len(filled) > 100
    assert max(move.at for move in filled) < begun
    assert all(move.at >= begun for move in moves if move.case_number is not None)


def test_outlets_were_settled_with_for_the_last_month(department: Department) -> None:
    found = department.register.all(Settlement)

    assert [each.state for each in found] == ["paid", "reviewed", "draft"]
    assert {(str(each.begins_on), str(each.ends_on)) for each in found} == {("2026-10-01", "2026-10-31")}
    assert len({each.outlet_id for each in found}) == len(found)


def test_every_history_verifies(department: Department) -> None:
    instances = queries.instances(department.engine, InstanceQuery(), ALL).items

    broken = [i.id for i in instances if queries.verify_history(department.engine, i.id) is not None]

    assert len(instances) >= 150
    assert broken == []


def test_work_waits_everywhere_and_most_of_it_is_in_time(department: Department) -> None:
    tasks = queries.tasks(department.engine, TaskQuery(), ALL).items
    waiting = Counter(task.element_id for task in tasks)
    overdue = [task for task in tasks if task.due_at is not None and task.due_at < NOW]

    assert waiting["assign_technician"] >= 6
    assert waiting.keys() >= {
        "prepare_kit",
        "answer_quote",
        "procure_parts",
        "approve_refund",
        "pay_refund",
        "analyse_cause",
        "receive_unit",
    }
    assert 0 < len(overdue) < len(tasks) / 3
    assert queries.incidents(department.engine, RowQuery(is_open=True), ALL).items == ()


def test_nothing_lies_forgotten(department: Department) -> None:
    tasks = queries.tasks(department.engine, TaskQuery(), ALL).items

    forgotten = [(t.element_id, t.due_at) for t in tasks if t.due_at and t.due_at < NOW - timedelta(days=10)]

    assert forgotten == []


def test_a_complaint_after_a_repair_is_settled_in_its_time(department: Department) -> None:
    cases = {case.id: case for case in department.register.all(Case)}
    followed = [case for case in cases.values() if case.kind is CaseKind.COMPLAINT and case.parent]

    assert len(followed) == 4
    for complaint in followed:
        repair = cases[str(complaint.parent)]
        assert (complaint.channel, complaint.customer_id) == ("follow_up", repair.customer_id)
        assert department.register.get(Complaint, complaint.id).content != repair.symptom
        assert complaint.closed_at is not None
        assert complaint.closed_at - complaint.opened_at < timedelta(days=4)


def test_nobody_comes_late(department: Department) -> None:
    visits = [visit for visit in department.register.all(Visit) if visit.arrived_at is not None]

    assert len(visits) > 60
    assert [visit.id for visit in visits if visit.arrived_at != visit.begins_at] == []


def test_visits_lie_ahead_for_several_technicians(department: Department) -> None:
    agreed = [v for v in department.register.all(Visit) if v.state is VisitState.AGREED and v.begins_at > NOW]

    assert len({visit.technician_id for visit in agreed}) >= 4
    assert len([visit for visit in agreed if visit.technician_id == "technician"]) >= 3


def test_the_same_seed_gives_the_same_cases(department: Department) -> None:
    told = {s.name: s for s in stories(department.engine, ROOT, model_files([ROOT / "processes"]))}

    def a_cast(seed: int) -> list[Variation]:
        engine, _ = a_theatre()
        with engine.store.begin() as tx:
            fill_register(register_in(tx), NOW)
            found = cast(register_in(tx), told, NOW, seed=seed)
        engine.store.close()
        return found

    assert a_cast(1) == a_cast(1) != a_cast(2)


def test_half_a_demo_or_other_data_is_never_filled() -> None:
    engine, _clock = a_theatre()
    operations.deploy(engine, {"p.bpmn": ONE_TASK}, actor=SYSTEM)

    with pytest.raises(DemoRefused, match="whose first start was interrupted"):
        prepare_demo(ASSEMBLY, engine, Settings(demo=True))

    engine.store.close()
