"""Cases are opened with a human number, moved and closed, each once."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from aftersales import connectors, register_in
from aftersales.connectors import CaseClose, CaseOpen
from aftersales.connectors.progress import CaseProgress
from aftersales.errors import CaseClosed, ConnectorMisplaced, InputMissing, InputUnknown
from aftersales.model.case import Case, CaseStage
from aftersales.model.money import MoneyAccount, Payout, PayoutState, RefundOf
from aftersales.model.remedy import RemedyKind
from aftersales.operations.money import decide_payout, request_refund
from aftersales.operations.purchase import open_purchase
from aftersales.operations.remedy import grant_remedy
from engine.errors import NotFound
from engine.ports.store import Store
from tests.aftersales.build import DEED, NOW, a_call, called, registering

OPEN, CLOSE = CaseOpen(register_in), CaseClose(register_in)
MOVE = CaseProgress(register_in, "case.in_progress")


def opened(store: Store, job_id: str = "j1", **variables: object) -> str:
    call = a_call("case.open", job_id, variables={"kind": "WX", **variables})
    return str(called(store, OPEN, call).variables["caseNumber"])


def case_of(store: Store, number: str) -> Case:
    with registering(store) as register:
        return register.get(Case, number)


def test_the_connectors_of_the_trade_are_offered() -> None:
    offered = [connector.type for connector in connectors() if connector.is_local]

    assert len(offered) == len(set(offered)) == len(connectors())
    assert {"case.open", "visit.book", "repair.file", "notify.send", "quality.alert"} < set(offered)


def test_a_case_that_follows_another_knows_its_customer_and_unit(light: Store) -> None:
    call = a_call("case.open", variables={"kind": "WX", "customer_id": "C-1", "unit_id": "S1"})
    first = called(light, OPEN, call).variables["caseNumber"]

    told = {"kind": "TH", "parent_case": first}
    second = called(light, OPEN, a_call("case.open", "j2", variables=told)).variables["caseNumber"]

    case = case_of(light, str(second))
    assert (case.parent, case.customer_id, case.unit_id) == (first, "C-1", "S1")


def test_a_remedy_that_was_not_carried_out_lapses_with_the_case(light: Store) -> None:
    number = opened(light, kind="TH")
    with registering(light) as register:
        grant_remedy(register, number, "S1", RemedyKind.REFUND, DEED)

    close = CaseClose(register_in)
    called(
        light, close, a_call("case.close", "j2", variables={"case_number": number, "outcome": "withdrawn"})
    )

    with registering(light) as register:
        assert grant_remedy(register, "HH-1", "S1", RemedyKind.EXCHANGE, DEED).case_number == "HH-1"


@pytest.mark.parametrize("is_approved", [False, True])
def test_money_that_was_not_paid_lapses_with_the_case(light: Store, *, is_approved: bool) -> None:
    number = opened(light, kind="TH")
    payout = Payout("P1", number, "", Decimal(90), PayoutState.REQUESTED, "质量问题", NOW)
    with registering(light) as register:
        grant_remedy(register, number, "S1", RemedyKind.REFUND, DEED)
        open_purchase(register, number, "S1", Decimal(90), DEED)
        request_refund(register, payout, RefundOf.PURCHASE, "S1", DEED)
        if is_approved:
            decide_payout(register, "P1", is_approved=True, deed=DEED)

    told = {"case_number": number, "outcome": "cancelled"}
    called(light, CLOSE, a_call("case.close", "j2", variables=told))

    with registering(light) as register:
        state, account = register.get(Payout, "P1").state, register.get(MoneyAccount, "unit:S1")
    assert state is (PayoutState.CANCELLED if is_approved else PayoutState.REFUSED)
    assert account.refundable == Decimal(90)


def test_a_connector_gives_what_it_says(database: Store) -> None:
    outcome = called(database, OPEN, a_call("case.open", variables={"kind": "WX"}))

    assert tuple(outcome.variables) == OPEN.results


def test_a_case_is_numbered_by_kind_and_day(database: Store) -> None:
    numbers = [
        opened(database, "j1"),
        opened(database, "j2"),
        opened(database, "j3", kind="TS"),
    ]

    assert numbers == ["WX-20261122-0001", "WX-20261122-0002", "TS-20261122-0001"]


def test_the_instance_is_named_after_its_case(database: Store) -> None:
    call = a_call("case.open", variables={"kind": "WX", "customer_id": "C-1"})

    outcome = called(database, OPEN, call)

    assert outcome.business_key == "WX-20261122-0001"
    assert outcome.subject == "C-1"


def test_the_day_of_a_number_is_china_s(database: Store) -> None:
    late_in_utc = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)

    outcome = called(database, OPEN, a_call("case.open", variables={"kind": "HH"}, at=late_in_utc))

    assert outcome.business_key == "HH-20261123-0001"


def test_the_same_job_opens_one_case(database: Store) -> None:
    assert opened(database) == opened(database)
    assert opened(database, "j2") == "WX-20261122-0002"


def test_a_number_that_was_rolled_back_is_given_again(database: Store) -> None:
    open_wrongly = a_call("case.open", variables={"kind": "WX"})
    with contextlib.suppress(ZeroDivisionError), database.begin() as tx:
        OPEN.call(replace(open_wrongly, transaction=tx))
        1 / 0  # noqa: B018 - what follows in the same transaction fails

    assert opened(database, "j2") == "WX-20261122-0001"


def test_a_case_knows_what_was_told_at_its_opening(database: Store) -> None:
    number = opened(database, channel="hotline", symptom="不制冷", province="zhejiang")

    case = case_of(database, number)

    assert (case.channel, case.symptom, case.province) == ("hotline", "不制冷", "zhejiang")
    assert (case.stage, case.status, case.instance_id) == (CaseStage.INTAKE, "opened", "i1")


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("in_progress", CaseStage.IN_HAND),
        ("materials_missing", CaseStage.WAITING),
        ("waiting_for_customer", CaseStage.WAITING),
        ("waiting_for_parts", CaseStage.WAITING),
        ("waiting_for_parcel", CaseStage.WAITING),
    ],
)
def test_a_step_says_for_whom_the_case_waits(light: Store, status: str, stage: CaseStage) -> None:
    number = opened(light)
    offered = {connector.type: connector for connector in connectors()}
    call = a_call(f"case.{status}", "j2", variables={"caseNumber": number}, element_id="the_step")

    called(light, offered[call.type], call)

    case = case_of(light, number)
    assert (case.stage, case.status, case.substatus) == (stage, status, "the_step")


def test_a_closed_case_has_outcome_and_moment(database: Store) -> None:
    number = opened(database)
    call = a_call("case.close", "j2", variables={"case_number": number, "outcome": "repaired"})

    called(database, CLOSE, call)
    called(database, CLOSE, call)

    case = case_of(database, number)
    assert (case.stage, case.status, case.outcome) == (CaseStage.ENDED, "closed", "repaired")
    assert case.closed_at == NOW


def test_a_closed_case_neither_moves_nor_gets_another_outcome(database: Store) -> None:
    number = opened(database)
    called(database, CLOSE, a_call("case.close", variables={"case_number": number, "outcome": "repaired"}))

    with pytest.raises(CaseClosed):
        called(
            database, CLOSE, a_call("case.close", variables={"case_number": number, "outcome": "declined"})
        )
    with pytest.raises(CaseClosed):
        called(database, MOVE, a_call("case.in_progress", variables={"caseNumber": number}))


def test_every_change_of_a_case_is_on_record(database: Store) -> None:
    number = opened(database)
    call = a_call("case.in_progress", "j2", variables={"caseNumber": number}, actor="wang", element_id="look")
    called(database, MOVE, call)

    with registering(database) as register:
        changes = register.changes(kind=Case, key=number)

    assert [(change.actor, change.at) for change in changes] == [("li", NOW), ("wang", NOW)]
    assert changes[1].fields == {
        "stage": ("intake", "in_hand"),
        "status": ("opened", "in_progress"),
        "substatus": (None, "look"),
    }
    assert changes[1].case_number == number


@pytest.mark.parametrize(
    ("connector", "variables", "refusal"),
    [
        (OPEN, {}, InputMissing),
        (OPEN, {"kind": "XX"}, InputUnknown),
        (CLOSE, {"outcome": "repaired"}, InputMissing),
        (CLOSE, {"case_number": "WX-1", "outcome": "repaired"}, NotFound),
    ],
)
def test_a_call_that_lacks_something_is_refused(
    light: Store, connector: CaseOpen, variables: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        called(light, connector, a_call("case.open", variables=variables))


def test_a_local_connector_needs_the_step_s_transaction() -> None:
    with pytest.raises(ConnectorMisplaced):
        OPEN.call(a_call("case.open", variables={"kind": "WX"}))
