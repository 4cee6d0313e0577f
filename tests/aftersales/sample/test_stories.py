"""What the repair stories leave in the register: the processes write it as they run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from aftersales import connectors, register_in
from aftersales.model.case import Case, CaseStage
from aftersales.model.handling import Custody, FollowUp, Loan
from aftersales.model.money import ZERO, Ledger, MoneyAccount, MoneyEntry, Quote, QuoteState
from aftersales.model.requisition import Requisition, RequisitionState
from aftersales.model.stock import StockLevel, StockMove
from aftersales.model.unit import RepairRecord
from aftersales.model.visit import Visit, VisitState
from aftersales.operations.stock import wrong_levels
from aftersales.ports.register import Register
from aftersales.sample import stories_scenery
from aftersales.storage import upgrade
from engine.cli import Assembly
from engine.clock import VirtualClock
from engine.testing.department import deploy_models, stories
from engine.testing.player import BEGINNING, Player
from engine.testing.scenario import Scenario
from engine.testing.simulation import Calls

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Theatre:
    """An engine on which the product's stories are played one by one."""

    player: Player
    told: Mapping[str, Scenario]

    @contextmanager
    def after(self, name: str) -> Iterator[Register]:
        """Play one story and look at what it left."""
        telling = self.player.play(self.told[name])
        assert telling.failure is None, telling.failure
        with self.player.engine.store.begin() as tx:
            yield register_in(tx)


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    clock, calls = VirtualClock(BEGINNING), Calls()
    assembly = Assembly(connectors=connectors, upgrade=upgrade)
    engine = assembly.story_engine(clock, calls)
    files = deploy_models(engine, ROOT)
    told = {story.name: story for story in stories(engine, ROOT, files)}
    yield Theatre(Player(engine, clock, calls, stories_scenery(engine)), told)
    engine.store.close()


def the_case(register: Register) -> Case:
    (case,) = register.all(Case)
    return case


def statuses(register: Register) -> set[object]:
    changes = register.changes(kind=Case)
    return {new for change in changes for _, new in (change.fields.get("status", ("", "")),)}


def books_balance(register: Register) -> bool:
    owed = {account.id: account.owed for account in register.all(MoneyAccount)}
    booked = dict.fromkeys(owed, ZERO)
    for entry in register.all(MoneyEntry):
        booked[entry.account_id] += entry.amount if entry.debit is Ledger.RECEIVABLE else ZERO
        booked[entry.account_id] -= entry.amount if entry.credit is Ledger.RECEIVABLE else ZERO
    return booked == owed and wrong_levels(register.all(StockLevel), register.all(StockMove)) == []


def test_a_visit_is_booked_made_and_followed_up(theatre: Theatre) -> None:
    with theatre.after("A washing machine is repaired free at the first visit") as register:
        case, (visit,), (call,) = the_case(register), register.all(Visit), register.all(FollowUp)
        (record,) = register.all(RepairRecord)

    assert (case.stage, case.outcome, case.technician_id) == (CaseStage.ENDED, "repaired", "technician")
    assert (visit.state, visit.result, visit.technician_id) == (VisitState.DONE, "done", "technician")
    assert visit.arrived_at == visit.begins_at
    assert (call.result, call.score_quality, call.score_attitude) == ("satisfied", 5, 5)
    assert (record.unit_id, record.was_repaired, record.delay_cause) == (case.unit_id, True, None)


def test_agreed_money_is_charged_and_paid_and_ordered_parts_are_fitted(theatre: Theatre) -> None:
    with theatre.after("Out of warranty: a reduction, ordered parts, a second visit") as register:
        case, account = the_case(register), register.get(MoneyAccount, the_case(register).id)
        quotes, (requisition,) = register.all(Quote), register.all(Requisition)
        visits, (record,) = register.all(Visit), register.all(RepairRecord)
        seen, is_right = statuses(register), books_balance(register)

    assert sorted(quote.state for quote in quotes) == [QuoteState.CHARGED, QuoteState.REPLACED]
    assert account.charged == account.paid > Decimal(0)
    assert requisition.state is RequisitionState.SETTLED
    assert sorted(visit.result or "" for visit in visits) == ["done", "order_parts"]
    assert (record.days(record.handed_in_on), record.parts_days, case.status) == (5, 0, "closed")
    assert {"registered", "in_progress", "waiting_for_customer", "waiting_for_parts"} <= seen
    assert is_right


def test_a_unit_in_the_workshop_and_the_loan_unit_come_back(theatre: Theatre) -> None:
    with theatre.after("A complex fault goes to the workshop with a loan unit") as register:
        (custody,), (loan,) = register.all(Custody), register.all(Loan)
        is_right = books_balance(register)

    assert custody.is_over
    assert custody.matches_receipt
    assert (loan.loan_unit_id, loan.returned_at is not None) == ("LOAN-O06-1", True)
    assert is_right


def test_a_cancelled_case_has_no_visit_ahead(theatre: Theatre) -> None:
    with theatre.after("The customer gives up before the visit") as register:
        assert [v.state for v in register.all(Visit)] in ([], [VisitState.CANCELLED])
        assert the_case(register).is_closed


def test_no_story_leaves_books_that_do_not_balance(theatre: Theatre) -> None:
    for name, story in theatre.told.items():
        if story.process == "repair":
            with theatre.after(name) as register:
                assert books_balance(register), name
