"""A loan unit that is out when its case is closed is handed to a person, and stays lent until it is back."""

from aftersales.model.case import Case
from aftersales.model.handling import Loan
from engine import operations, queries
from engine.model.actor import Actor
from engine.model.query import TaskQuery
from tests.processes.conftest import Theatre
from tests.processes.desk import ALL, complete, open_task

WORKSHOP = "A complex fault goes to the workshop with a loan unit"
CANCELLED = {"cancellation_reason": "客户不修了", "unit_is_back": True, "loan_unit_back": False}


def lent(theatre: Theatre) -> bool:
    with theatre.register() as register:
        return bool(register.all(Loan, returned_at=None))


def test_a_closed_case_leaves_its_loan_unit_to_the_desk(theatre: Theatre) -> None:
    case = theatre.play_as_far_as("repair", WORKSHOP, "take_back_unit")
    operations.publish_message(
        theatre.engine, "repair_cancelled", actor=Actor("customer"), business_key=case.business_key
    )

    complete(theatre, "settle_cancellation", CANCELLED)

    with theatre.register() as register:
        (found,) = register.all(Case)
    assert (found.outcome, lent(theatre)) == ("cancelled", True)
    assert list(open_task(theatre, "collect_loan_unit").candidate_groups) == ["service_desk"]

    complete(theatre, "collect_loan_unit", {"loan_unit_back": False, "return_note": "约周一"})
    assert lent(theatre)
    complete(theatre, "collect_loan_unit", {"loan_unit_back": True, "return_note": "完好"})
    assert not lent(theatre)


def test_a_case_without_a_loan_unit_leaves_nobody_a_task(theatre: Theatre) -> None:
    theatre.play("repair", WORKSHOP, keep=True)

    assert not lent(theatre)
    assert queries.tasks(theatre.engine, TaskQuery(), ALL).items == ()
