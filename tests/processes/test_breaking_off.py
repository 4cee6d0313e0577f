"""What happens when an operator cancels a case: nothing it held stays held, what is left goes to a person."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from aftersales.model.case import Case
from aftersales.model.handling import Loan
from aftersales.model.money import (
    ZERO,
    MoneyAccount,
    MoneyEntry,
    Payout,
    PayoutState,
    Quote,
    QuoteState,
    RefundTooHigh,
)
from aftersales.model.remedy import Remedy, RemedyKind, RemedyState
from aftersales.model.requisition import Requisition, RequisitionState
from aftersales.model.stock import Shelf, StockLevel, StockMove
from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Technician
from aftersales.operations.stock import CENTRAL, stock_of, wrong_levels
from aftersales.ports.register import Register
from aftersales.queries.dispatch import Work, judged, need_of
from engine import operations, queries
from engine.clock import CHINA
from engine.model.actor import Actor
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery, Paging, TaskQuery
from engine.model.task import Task
from tests.processes.conftest import Theatre

ALL = Paging(limit=500)
OPERATOR = Actor("operator")
COOKER = "A rice cooker with a blistered pot is exchanged by parcel"
NO_LONGER_MADE = "The same model is no longer made: a full refund instead"
AT_ONCE = "A washing machine is repaired free at the first visit"
ORDERED = "Out of warranty: a reduction, ordered parts, a second visit"
WORKSHOP = "A complex fault goes to the workshop with a loan unit"
DONE = {"unit_is_back": True, "loan_unit_back": True, "parts_returned": True, "wind_up_note": "都已处理"}


def break_off(theatre: Theatre, instance: Instance) -> None:
    operations.cancel_instance(theatre.engine, instance.id, actor=OPERATOR, reason="Entered twice")


def open_tasks(theatre: Theatre) -> Sequence[Task]:
    return queries.tasks(theatre.engine, TaskQuery(), ALL).items


def wind_up(theatre: Theatre, **told: object) -> str:
    """Complete the task that a cancelled case leaves, and return what it says is left."""
    (task,) = open_tasks(theatre)
    assert (task.element_id, list(task.candidate_groups)) == ("wind_up_case", ["service_desk"])
    left = str(queries.variables(theatre.engine, task.instance_id)["left_behind"])
    variables = {**DONE, "left_behind": left, **told}
    operations.complete_task(theatre.engine, task.id, actor=OPERATOR, variables=variables)
    assert queries.instance(theatre.engine, task.instance_id).state is InstanceState.COMPLETED
    return left


def load(register: Register, visit: Visit) -> float:
    """Return how much of the technician's day is taken, as the dispatcher sees it."""
    need = need_of(register, Work(None, "", None), visit.begins_at.astimezone(CHINA).date())
    (found,) = judged(register, [register.get(Technician, visit.technician_id)], need)
    return found.load


def test_a_cancelled_exchange_lets_the_customer_claim_again(theatre: Theatre) -> None:
    instance = theatre.play_as_far_as("exchange", COOKER, "choose_remedy")

    break_off(theatre, instance)

    told = next(step["with"] for step in theatre.told["exchange", COOKER].steps if "complete" in step)
    operations.start_instance(theatre.engine, "exchange", actor=OPERATOR)
    for element, data in (("register_exchange", told), ("choose_remedy", {"remedy": "exchange"})):
        (task,) = [each for each in open_tasks(theatre) if each.element_id == element]
        operations.complete_task(theatre.engine, task.id, actor=OPERATOR, variables=data)
    with theatre.register() as register:
        remedies, cases = register.all(Remedy), register.all(Case)
    held = [each for each in remedies if each.state is RemedyState.GRANTED]
    assert [(each.kind, each.case_number) for each in held] == [(RemedyKind.EXCHANGE, cases[-1].id)]


def test_a_cancelled_case_is_closed_and_says_who_cancelled_it_and_why(theatre: Theatre) -> None:
    instance = theatre.play_as_far_as("repair", AT_ONCE, "check_materials")

    break_off(theatre, instance)

    with theatre.register() as register:
        (case,) = register.all(Case)
        change = register.changes(kind=Case)[-1]
    assert (case.outcome, case.is_closed) == ("broken_off", True)
    assert (change.actor, change.reason) == ("operator", "Entered twice")
    assert open_tasks(theatre) == ()
    assert queries.instances(theatre.engine, InstanceQuery(state=InstanceState.ACTIVE), ALL).items == ()


def test_the_technician_is_free_again(theatre: Theatre) -> None:
    instance = theatre.play_as_far_as("repair", AT_ONCE, "agree_appointment")
    with theatre.register() as register:
        (visit,) = register.all(Visit)
        assert load(register, visit) > 0

    break_off(theatre, instance)

    with theatre.register() as register:
        assert register.get(Visit, visit.id).state is VisitState.CANCELLED
        assert load(register, visit) == 0


def test_parts_that_were_only_asked_for_are_not_issued_any_more(theatre: Theatre) -> None:
    instance = theatre.play_as_far_as("repair", ORDERED, "request_parts")

    break_off(theatre, instance)

    with theatre.register() as register:
        states = [each.state for each in register.all(Requisition)]
        quotes = {each.state for each in register.all(Quote)}
    assert states == [RequisitionState.REFUSED]
    assert quotes & {QuoteState.SENT, QuoteState.AGREED} == set()


def test_issued_parts_go_back_to_the_shelf_by_a_person(theatre: Theatre) -> None:
    instance = theatre.play_as_far_as("repair", WORKSHOP, "collect_parts")
    with theatre.register() as register:
        (requisition,) = register.all(Requisition, state=RequisitionState.ISSUED)
        moved = [made.part_id for made in register.all(StockMove, requisition_id=requisition.id)]
        before = stock_of(register, CENTRAL, moved[0])

    break_off(theatre, instance)
    left = wind_up(theatre)

    with theatre.register() as register:
        assert stock_of(register, CENTRAL, moved[0]) > before
        assert stock_of(register, Shelf(requisition.van), moved[0]) == 0
        assert wrong_levels(register.all(StockLevel), register.all(StockMove)) == []
        assert register.get(Requisition, requisition.id).state is RequisitionState.SETTLED
    assert moved[0] in left


def test_a_loan_unit_and_the_customers_unit_are_handed_to_a_person(theatre: Theatre) -> None:
    instance = theatre.play_as_far_as("repair", WORKSHOP, "take_back_unit")
    with theatre.register() as register:
        (loan,) = register.all(Loan, returned_at=None)

    break_off(theatre, instance)
    left = wind_up(theatre)

    with theatre.register() as register:
        assert register.all(Loan, returned_at=None) == []
    assert f"周转机 {loan.loan_unit_id} 未还" in left
    assert "we hold the customer's unit" in left


def test_an_approved_refund_lapses_and_the_books_balance(theatre: Theatre) -> None:
    instance = theatre.play_as_far_as("exchange", NO_LONGER_MADE, "approve_refund")

    break_off(theatre, instance)

    with theatre.register() as register:
        (payout,) = register.all(Payout)
        accounts = [each for each in register.all(MoneyAccount) if each.id.startswith("unit:")]
        booked = sum((entry.amount for entry in register.all(MoneyEntry, reason="payout")), ZERO)
    assert payout.state is PayoutState.CANCELLED
    assert [each.refunded for each in accounts] == [ZERO]
    assert booked == payout.amount * 2


def test_no_more_goes_back_than_was_paid(theatre: Theatre) -> None:
    break_off(theatre, theatre.play_as_far_as("repair", WORKSHOP, "take_back_unit"))

    with pytest.raises(RefundTooHigh):
        wind_up(theatre, refunded=Decimal(10))


def test_to_cancel_the_winding_up_starts_no_other(theatre: Theatre) -> None:
    break_off(theatre, theatre.play_as_far_as("repair", WORKSHOP, "take_back_unit"))
    (task,) = open_tasks(theatre)

    break_off(theatre, queries.instance(theatre.engine, task.instance_id))

    assert open_tasks(theatre) == ()
