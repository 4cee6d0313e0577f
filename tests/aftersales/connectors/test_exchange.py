"""An exchange: only a new unit, consent before any difference, the register up to date in one step."""

from datetime import date
from decimal import Decimal

import pytest

from aftersales import register_in
from aftersales.connectors.exchange import (
    ExchangeAgree,
    ExchangeComplete,
    ExchangeFind,
    ExchangeSettle,
    ExchangeVerify,
)
from aftersales.connectors.remedy import RemedyGrant
from aftersales.model.money import MoneyAccount, NotAgreed, Payout, PayoutState, RefundTooHigh
from aftersales.model.remedy import RemedyNotGranted
from aftersales.model.unit import Unit, UnitNotNew, UnitState
from engine.ports.connector import Connector
from engine.ports.store import Store
from tests.aftersales.build import DEED, a_call, called, registering

CASE = {
    "caseNumber": "HH-1",
    "serial_number": "S1",
    "product_model": "KF-42A",
    "replacement": "same_model",
    "replacement_serial": "S2",
    "remedy": "exchange",
}
OTHER = {"replacement": "other_model", "replacement_model": "KF-50A", "replacement_price": 499}
DEARER = {**OTHER, "price_difference": {"payer": "customer", "amount": Decimal(100)}}
KINDS: dict[str, Connector] = {
    connector.type: connector
    for connector in (
        ExchangeFind(register_in),
        ExchangeAgree(register_in),
        ExchangeVerify(register_in),
        ExchangeComplete(register_in),
        ExchangeSettle(register_in),
        RemedyGrant(register_in),
    )
}


def does(store: Store, kind: str, **told: object) -> None:
    called(store, KINDS[kind], a_call(kind, kind, variables={**CASE, **told}))


@pytest.fixture
def granted(database: Store) -> Store:
    """A register with a unit whose exchange was granted."""
    with registering(database) as register:
        register.add(Unit("S1", "KF-42A", invoice_price=Decimal("399.00")), DEED)
    does(database, "remedy.grant")
    return database


def test_the_new_unit_is_registered_in_place_of_the_old_one(granted: Store) -> None:
    does(granted, "exchange.find")
    does(granted, "exchange.verify", new_unit_state="good")
    does(granted, "exchange.complete")
    does(granted, "exchange.complete")

    with registering(granted) as register:
        new, old = register.get(Unit, "S2"), register.get(Unit, "S1")
    assert (new.replaces, new.delivered_on, new.invoice_price) == (
        "S1",
        date(2026, 11, 22),
        Decimal("399.00"),
    )
    assert old.state is UnitState.EXCHANGED


def test_a_unit_that_was_faulty_or_sold_is_not_offered(granted: Store) -> None:
    does(granted, "exchange.verify", new_unit_state="faulty")

    for known in ("S1", "S2"):
        with pytest.raises(UnitNotNew):
            does(granted, "exchange.find", replacement_serial=known)
    does(granted, "exchange.find", replacement="none", replacement_serial=None)


def test_a_difference_is_charged_as_agreed_and_paid(granted: Store) -> None:
    does(granted, "exchange.agree", **DEARER, difference_agreed=True)

    does(granted, "exchange.settle", price_payer="customer", price_amount=100)
    does(granted, "exchange.settle", price_payer="customer", price_amount=100)

    with registering(granted) as register:
        account = register.get(MoneyAccount, "HH-1")
    assert (account.charged, account.paid) == (Decimal(100), Decimal(100))


@pytest.mark.parametrize("answer", [{"difference_agreed": False}, {}])
def test_nobody_pays_a_difference_without_consent(granted: Store, answer: dict[str, object]) -> None:
    does(granted, "exchange.agree", **DEARER, **answer)

    with pytest.raises(NotAgreed):
        does(granted, "exchange.settle", price_payer="customer", price_amount=100)


def test_nobody_pays_more_than_agreed(granted: Store) -> None:
    does(granted, "exchange.agree", **DEARER, difference_agreed=True)

    with pytest.raises(NotAgreed):
        does(granted, "exchange.settle", price_payer="customer", price_amount=Decimal("100.01"))


def test_a_cheaper_unit_brings_money_back(granted: Store) -> None:
    does(granted, "exchange.settle", price_payer="company", price_amount=40)

    with registering(granted) as register:
        (payout,) = register.all(Payout)
        account = register.get(MoneyAccount, "unit:S1")
    assert (payout.state, payout.amount) == (PayoutState.PAID, Decimal(40))
    assert account.refundable == Decimal(359)


def test_the_difference_is_never_more_than_the_price(granted: Store) -> None:
    with pytest.raises(RefundTooHigh):
        does(granted, "exchange.settle", price_payer="company", price_amount=400)


def test_no_difference_books_nothing(granted: Store) -> None:
    does(granted, "exchange.settle", price_payer="none", price_amount=0)

    with registering(granted) as register:
        assert register.all(MoneyAccount) == []


def test_nothing_is_exchanged_that_was_not_granted(granted: Store) -> None:
    with pytest.raises(RemedyNotGranted):
        does(granted, "exchange.complete", caseNumber="HH-2", **OTHER)
