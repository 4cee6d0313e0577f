"""What returns, exchanges and complaints leave in the register, and what they refuse."""

from decimal import Decimal

import pytest

from aftersales.model.case import Case, CaseStage
from aftersales.model.handling import Complaint, CorrectiveAction, Direction, Parcel, ParcelState
from aftersales.model.message import InboxMessage
from aftersales.model.money import ZERO, Ledger, MoneyAccount, MoneyEntry, Payout, PayoutState
from aftersales.model.remedy import Remedy, RemedyKind, RemedyState, RemedyTaken
from aftersales.model.unit import Unit, UnitNotNew, UnitState
from aftersales.ports.register import Register
from engine import operations, queries
from engine.model.actor import Actor
from tests.processes.conftest import Theatre
from tests.processes.desk import complete, open_task

COOKER = "A rice cooker with a blistered pot is exchanged by parcel"
DEARER = "A dearer model of the customer's own choice"
NO_LONGER_MADE = "The same model is no longer made: a full refund instead"
FRAUD = "An invented part: three times the fee, decided by the head of the centre"


def balance(register: Register) -> dict[Ledger, Decimal]:
    found = dict.fromkeys(Ledger, ZERO)
    for entry in register.all(MoneyEntry):
        found[entry.debit] += entry.amount
        found[entry.credit] -= entry.amount
    return found


def statuses(register: Register) -> set[object]:
    changes = register.changes(kind=Case)
    return {new for change in changes for _, new in (change.fields.get("status", ("", "")),)}


def test_an_exchange_by_parcel_is_on_record_from_end_to_end(theatre: Theatre) -> None:
    theatre.play("exchange", COOKER)

    with theatre.register() as register:
        (case,), (remedy,) = register.all(Case), register.all(Remedy)
        new, old = register.get(Unit, "SN2602280099"), register.get(Unit, "SN2601200031")
        parcels = {parcel.direction: parcel for parcel in register.all(Parcel)}
        seen = statuses(register)
    assert (case.stage, case.outcome) == (CaseStage.ENDED, "exchanged")
    assert (remedy.kind, remedy.state) == (RemedyKind.EXCHANGE, RemedyState.FULFILLED)
    assert (old.state, new.replaces, new.customer_id) == (UnitState.EXCHANGED, old.id, old.customer_id)
    back, out = parcels[Direction.TO_BRAND], parcels[Direction.TO_CUSTOMER]
    assert (back.courier, back.state, back.is_intact) == ("顺丰", ParcelState.SIGNED, True)
    assert (out.tracking_number, out.state) == ("JD0090001122", ParcelState.SIGNED)
    assert {"in_progress", "waiting_for_customer", "waiting_for_parcel", "closed"} <= seen


def test_a_refund_is_paid_once_with_the_freight_that_was_advanced(theatre: Theatre) -> None:
    theatre.play("exchange", NO_LONGER_MADE)

    with theatre.register() as register:
        (payout,), (account,) = register.all(Payout), register.all(MoneyAccount)
        books = balance(register)
    assert (payout.state, payout.amount) == (PayoutState.PAID, Decimal("414.00"))
    assert payout.approved_by is not None
    assert (account.refunded, account.refundable) == (Decimal("414.00"), ZERO)
    assert books[Ledger.SERVICE_COST] == Decimal("15.00")
    assert (books[Ledger.PAYABLE], sum(books.values())) == (ZERO, ZERO)


def test_a_difference_is_charged_as_it_was_agreed(theatre: Theatre) -> None:
    theatre.play("exchange", DEARER)

    with theatre.register() as register:
        (case,) = register.all(Case)
        account = register.get(MoneyAccount, case.id)
    assert (account.charged, account.paid) == (Decimal("100.00"), Decimal("100.00"))


def test_a_claim_that_was_settled_gets_no_second_remedy(theatre: Theatre) -> None:
    theatre.play("exchange", COOKER)
    steps = theatre.told["exchange", COOKER].steps
    told = next(step["with"] for step in steps if step.get("complete") == "register_exchange")
    operations.start_instance(theatre.engine, "return", actor=Actor("desk"))
    complete(theatre, "register_return", told)

    with pytest.raises(RemedyTaken) as refused:
        complete(theatre, "choose_remedy", {"remedy": "refund"})

    assert "HH-" in str(refused.value)
    assert open_task(theatre, "choose_remedy").form_key == "remedy/choose_remedy"


def test_no_unit_that_somebody_had_is_given_in_exchange(theatre: Theatre) -> None:
    theatre.play("exchange", COOKER)
    steps = theatre.told["exchange", COOKER].steps
    told = next(step["with"] for step in steps if step.get("complete") == "register_exchange")
    operations.start_instance(theatre.engine, "exchange", actor=Actor("desk"))
    complete(theatre, "register_exchange", {**told, "serial_number": "SN2602280099"})
    complete(theatre, "choose_remedy", {"remedy": "exchange"})

    found = {"replacement": "same_model", "replacement_serial": "SN2601200031", "is_new": True}
    with pytest.raises(UnitNotNew):
        complete(theatre, "find_replacement", found)


def test_fraud_is_compensated_as_the_law_says_and_the_complaint_is_on_record(theatre: Theatre) -> None:
    theatre.play("complaint", FRAUD)

    with theatre.register() as register:
        (complaint,), (payout,) = register.all(Complaint), register.all(Payout)
        actions = register.all(CorrectiveAction, complaint_id=complaint.id)
        books = balance(register)
    assert payout.is_compensation
    assert (payout.state, payout.amount >= Decimal(500)) == (PayoutState.PAID, True)
    assert complaint.answered_at is not None
    assert complaint.answered_at >= complaint.received_at
    assert complaint.cause
    assert {action.is_effective for action in actions} <= {True, False}
    assert (books[Ledger.COMPENSATIONS], books[Ledger.PAYABLE]) == (payout.amount, ZERO)


@pytest.mark.parametrize(
    ("process", "title", "opened", "letters"),
    [
        ("return", "Signs of testing: refunded all the same", "register_complaint", "TS"),
        ("return", "Asked too late: explained, and mended free instead", "register_report", "WX"),
        ("complaint_settlement", "Damage is paid late, and an exchange follows", "register_exchange", "HH"),
    ],
)
def test_the_case_that_follows_opens_by_itself_with_all_that_is_known(
    theatre: Theatre, process: str, title: str, opened: str, letters: str
) -> None:
    theatre.play(process, title, keep=True)

    task = open_task(theatre, opened)
    variables = queries.variables(theatre.engine, task.instance_id)
    with theatre.register() as register:
        following = register.get(Case, str(variables["caseNumber"]))
        before = register.get(Case, str(variables["parent_case"]))
    assert following.id.startswith(letters)
    assert (following.parent, following.customer_id) == (before.id, before.customer_id)


def test_a_late_end_of_a_cancelled_case_is_heard_of(theatre: Theatre) -> None:
    theatre.play("return", "Registered late, urged, then cancelled")

    with theatre.register() as register:
        told = [message for message in register.all(InboxMessage) if message.template == "time_limit_missed"]
    assert len(told) == 2  # the registration, and the end of the cancellation
