"""A unit leaves its owner against a receipt and comes back; loan units go one to one customer."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from aftersales import register_in
from aftersales.connectors.custody import CustodyReceive, CustodyReturn, CustodyTake, LoanReturn
from aftersales.connectors.follow_up import FollowUpNote
from aftersales.errors import InputMissing
from aftersales.model.handling import Custody, FollowUp, Loan, LoanUnit
from aftersales.operations.custody import LoanUnitTaken
from engine.errors import NotFound
from engine.ports.store import Store
from tests.aftersales.build import CASE, DEED, NOW, a_call, called, registering

KINDS = {
    kind.type: kind(register_in)
    for kind in (CustodyTake, CustodyReceive, CustodyReturn, LoanReturn, FollowUpNote)
}
TAKEN: dict[str, Any] = {
    "serial_number": "S1",
    "exterior": "左侧有划痕",
    "accessories": "遥控器",
    "return_on": "2026-11-27",
    "receipt_signature": "signature-2",
}
BACK_AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def does(store: Store, kind: str, job_id: str = "j1", **told: Any) -> None:
    called(store, KINDS[kind], a_call(kind, job_id, variables={"caseNumber": CASE, **told}))


def lent(store: Store, job_id: str = "j1", **told: Any) -> None:
    does(store, "custody.take", job_id, **TAKEN, loan_unit_issued=True, loan_serial="ZZ-0007", **told)


def the_loan_unit(store: Store, *, is_usable: bool = True) -> None:
    with registering(store) as register:
        register.add(LoanUnit("ZZ-0007", "XQG100-B1", "nj", is_usable), DEED)


def test_a_unit_is_taken_received_and_returned(database: Store) -> None:
    does(database, "custody.take", **TAKEN, loan_unit_issued=False)
    does(database, "custody.take", **TAKEN, loan_unit_issued=False)
    does(database, "custody.receive", matches_receipt=True)
    does(database, "custody.return", returned_at=BACK_AT.isoformat(), loan_unit_back=False)
    does(database, "custody.return", "j9", loan_unit_back=False)

    with registering(database) as register:
        (custody,) = register.all(Custody, case_number=CASE)
        assert register.all(Loan) == []
    assert (custody.unit_id, custody.exterior, custody.receipt_file) == ("S1", "左侧有划痕", "signature-2")
    assert (custody.promised_on, custody.taken_at) == (date(2026, 11, 27), NOW)
    assert (custody.received_at, custody.matches_receipt, custody.returned_at) == (NOW, True, BACK_AT)


@pytest.mark.parametrize(
    ("remedy", "kept_at", "returned_at"),
    [("exchange", NOW, None), ("refund", NOW, None), ("unit_back", None, NOW)],
)
def test_a_unit_in_the_workshop_stays_for_an_exchange_or_goes_back(
    light: Store, remedy: str, kept_at: datetime | None, returned_at: datetime | None
) -> None:
    does(light, "custody.take", **TAKEN, loan_unit_issued=False)

    does(light, "loan.return", remedy=remedy, loan_unit_back=False)

    with registering(light) as register:
        (custody,) = register.all(Custody, case_number=CASE)
    assert (custody.kept_at, custody.returned_at, custody.is_over) == (kept_at, returned_at, True)


def test_a_loan_unit_is_lent_against_the_receipt_and_taken_back(database: Store) -> None:
    the_loan_unit(database)
    lent(database)
    lent(database)
    does(database, "custody.return", loan_unit_back=True, return_note="完好")

    with registering(database) as register:
        (loan,) = register.all(Loan, case_number=CASE)
    assert (loan.loan_unit_id, loan.due_on, loan.receipt_file) == (
        "ZZ-0007",
        date(2026, 11, 27),
        "signature-2",
    )
    assert (loan.returned_at, loan.condition) == (NOW, "完好")


def test_a_loan_unit_that_is_not_given_back_cannot_be_lent_again(light: Store) -> None:
    the_loan_unit(light)
    lent(light)
    does(light, "custody.return", loan_unit_back=False)

    with pytest.raises(LoanUnitTaken):
        lent(light, "j2")

    with registering(light) as register:
        assert len(register.all(Custody)) == 1


def test_a_repair_that_becomes_an_exchange_brings_the_loan_unit_back(light: Store) -> None:
    the_loan_unit(light)
    lent(light)
    does(light, "loan.return", remedy="exchange", loan_unit_back=False)
    with pytest.raises(LoanUnitTaken):
        lent(light, "j2")

    does(light, "loan.return", remedy="exchange", loan_unit_back=True)

    with registering(light) as register:
        (loan,) = register.all(Loan, case_number=CASE)
        (custody,) = register.all(Custody, case_number=CASE)
    assert loan.returned_at == NOW
    assert (custody.kept_at, custody.returned_at) == (NOW, None)


def test_a_broken_or_unknown_loan_unit_is_refused(light: Store) -> None:
    with pytest.raises(NotFound):
        lent(light)
    the_loan_unit(light, is_usable=False)

    with pytest.raises(LoanUnitTaken):
        lent(light)


@pytest.mark.parametrize("missing", ["exterior", "return_on"])
def test_a_receipt_says_how_the_unit_looked_and_when_it_comes_back(light: Store, missing: str) -> None:
    the_loan_unit(light)
    told = {**TAKEN, "loan_unit_issued": True, "loan_serial": "ZZ-0007", missing: None}

    with pytest.raises(InputMissing):
        does(light, "custody.take", **told)


def test_what_the_customer_says_afterwards_is_noted_with_all_scores(database: Store) -> None:
    scores = {"score_quality": 5, "score_attitude": 4, "score_speed": 3, "score_fee": 2}
    does(database, "follow_up.note", "f1", follow_up_result="not_reached")
    said = {"follow_up_result": "average", "works_normally": True, "customer_opinion": "慢", **scores}
    does(database, "follow_up.note", "f2", follow_up_attempts=1, **said)
    does(database, "follow_up.note", "f2", follow_up_attempts=1, **said)

    with registering(database) as register:
        first, second = register.all(FollowUp, case_number=CASE)
    assert (first.result, first.attempt, first.score_quality) == ("not_reached", 1, None)
    assert (second.attempt, second.works_normally, second.opinion) == (2, True, "慢")
    assert (second.score_quality, second.score_attitude, second.score_speed, second.score_fee) == (5, 4, 3, 2)


def test_who_is_not_reached_says_nothing(light: Store) -> None:
    earlier: dict[str, Any] = {"score_quality": 1, "customer_opinion": "慢", "works_normally": False}

    does(light, "follow_up.note", follow_up_result="not_reached", **earlier)

    with registering(light) as register:
        (noted,) = register.all(FollowUp)
    assert (noted.score_quality, noted.opinion, noted.works_normally) == (None, None, None)
