"""A refund is what the invoice says, approved, paid once, and ends the claim."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aftersales import register_in
from aftersales.connectors.refund import RefundDecide, RefundPay, RefundPrice, RefundRequest
from aftersales.connectors.remedy import RemedyFacts, RemedyGrant
from aftersales.errors import InputMissing
from aftersales.model.money import MoneyEntry, Payout, PayoutState, RefundTooHigh
from aftersales.model.remedy import RemedyNotGranted, RemedyTaken
from aftersales.model.unit import RepairRecord, Unit, UnitState
from engine.ports.connector import Connector
from engine.ports.store import Store
from tests.aftersales.build import DEED, NOW, a_call, called, registering

CASE = {"caseNumber": "TH-1", "serial_number": "S1", "product_model": "KF-42A"}
DUE: dict[str, Any] = {
    **CASE,
    "paid_amount": Decimal(399),
    "return_freight": 15,
    "freight": {"payer": "company"},
    "refund": {"amount": Decimal(414), "text_zh": "一次退清"},
}
KINDS: dict[str, Connector] = {
    connector.type: connector
    for connector in (
        RefundPrice(register_in),
        RefundRequest(register_in),
        RefundDecide(register_in),
        RefundPay(register_in),
        RemedyGrant(register_in),
        RemedyFacts(register_in),
    )
}


def does(store: Store, kind: str, *, actor: str = "li", **told: object) -> dict[str, object]:
    job = f"{kind}:{told.get('caseNumber', 'TH-1')}"
    outcome = called(store, KINDS[kind], a_call(kind, job, variables={**CASE, **told}, actor=actor))
    return dict(outcome.variables)


def sold(store: Store, price: str | None = "399.00") -> None:
    with registering(store) as register:
        amount = None if price is None else Decimal(price)
        unit = Unit("S1", "KF-42A", invoice_on=date(2026, 1, 18), invoice_price=amount)
        register.add(unit, DEED)


def payout(store: Store) -> Payout:
    with registering(store) as register:
        (found,) = register.all(Payout)
        return found


def test_a_refund_is_asked_for_approved_and_paid(database: Store) -> None:
    sold(database)
    does(database, "remedy.grant", remedy="refund")
    does(database, "refund.request", **DUE)
    does(database, "refund.request", **DUE)
    does(database, "refund.decide", refund_decision="approved", actor="boss")
    does(database, "refund.pay", refunded_amount=400, actor="finance")
    assert payout(database).state is PayoutState.APPROVED  # another sum is not booked

    does(database, "refund.pay", refunded_amount=414, actor="finance")

    paid = payout(database)
    assert (paid.state, paid.amount, paid.approved_by) == (PayoutState.PAID, Decimal(414), "boss")
    assert (paid.paid_at, paid.account_id, paid.reason) == (NOW, "unit:S1", "一次退清")
    with registering(database) as register:
        assert register.get(Unit, "S1").state is UnitState.RETURNED
        assert sum(e.amount for e in register.all(MoneyEntry) if e.reason == "freight") == 15
    with pytest.raises(RemedyTaken):
        does(database, "remedy.grant", remedy="exchange", caseNumber="HH-1")


def test_the_invoice_counts_where_the_register_knows_it(light: Store) -> None:
    sold(light)

    assert does(light, "refund.price") == {"paid_amount": Decimal("399.00")}
    assert does(light, "refund.price", serial_number="S9") == {}


def test_freight_is_the_customer_s_who_returns_without_a_reason(light: Store) -> None:
    sold(light)
    does(light, "remedy.grant", remedy="refund")

    with pytest.raises(RefundTooHigh):
        does(light, "refund.request", **{**DUE, "freight": {"payer": "buyer"}})


def test_where_nobody_knows_the_price_a_person_s_word_stands_for_it(light: Store) -> None:
    does(light, "remedy.grant", remedy="refund")

    does(light, "refund.request", **{**DUE, "paid_amount": None, "refund": {"amount": 300}})

    assert payout(light).amount == Decimal(300)


def test_a_refund_that_is_sent_back_gives_its_sum_free(light: Store) -> None:
    sold(light)
    does(light, "remedy.grant", remedy="refund")
    does(light, "refund.request", **DUE)

    does(light, "refund.decide", refund_decision="returned")

    assert payout(light).state is PayoutState.REFUSED
    assert does(light, "refund.price") == {"paid_amount": Decimal("414.00")}


def test_no_refund_without_its_remedy_or_its_amount(light: Store) -> None:
    sold(light)
    does(light, "remedy.grant", remedy="exchange")
    with pytest.raises(RemedyNotGranted):
        does(light, "refund.request", **DUE)

    does(light, "remedy.grant", remedy="refund")
    with pytest.raises(InputMissing):
        does(light, "refund.request", refund={})


def test_a_process_that_only_refunds_takes_the_claim_too(light: Store) -> None:
    sold(light)
    does(light, "refund.request", **DUE)

    with pytest.raises(RemedyTaken):
        does(light, "remedy.grant", remedy="exchange", caseNumber="HH-1")
    with pytest.raises(RemedyTaken):
        does(light, "refund.request", **{**DUE, "caseNumber": "TH-2"})


def test_another_choice_takes_back_what_was_granted(light: Store) -> None:
    sold(light)
    does(light, "remedy.grant", remedy="refund")

    does(light, "remedy.grant", remedy="repair")

    does(light, "remedy.grant", remedy="exchange", caseNumber="HH-1")


def test_rights_are_judged_by_the_repair_records(database: Store) -> None:
    sold(database)
    with registering(database) as register:
        for number, cause in enumerate(("parts", None)):
            record = RepairRecord(
                f"r{number}",
                "S1",
                f"WX-{number}",
                date(2026, 5 + number, 1),
                date(2026, 5 + number, 11 + number),
                "不加热",
                "发热盘",
                "更换",
                delay_cause=cause,
                was_repaired=True,
            )
            register.add(record, DEED)

    told = does(database, "remedy.facts", repair_count=1, delivered_on="2026-01-20")

    assert told == {
        "bought_on": date(2026, 1, 18),
        "paid_amount": Decimal("399.00"),
        "repair_count": 2,
        "repair_days": 21,
        "waited_for_repairer": 11,
        "waited_for_parts": 10,
        "waited_in_all": 21,
        "packages": [],
    }
    assert does(database, "remedy.facts", serial_number="S9") == {}


def test_a_customer_who_knows_of_more_repairs_is_believed(light: Store) -> None:
    sold(light, None)

    told = does(light, "remedy.facts", repair_count=2, repair_days=40)

    known = {"bought_on": date(2026, 1, 18), "packages": []}
    assert told == {**known, "waited_for_repairer": 0, "waited_for_parts": 0, "waited_in_all": 0}


def test_days_that_a_repair_waited_for_the_customer_are_nobody_s_delay(light: Store) -> None:
    sold(light)
    with registering(light) as register:
        away = (date(2026, 5, 1), date(2026, 6, 10))
        record = RepairRecord("r1", "S1", "WX-1", *away, "不加热", "发热盘", "更换")
        register.add(replace(record, parts_days=12, customer_days=8), DEED)

    told = does(light, "remedy.facts")

    assert (told["waited_for_repairer"], told["waited_for_parts"]) == (20, 12)
