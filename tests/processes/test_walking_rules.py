"""What walks are held against does notice what is wrong."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from aftersales.model.deed import Deed
from aftersales.model.money import Ledger, MoneyAccount, MoneyEntry
from aftersales.model.remedy import Remedy, RemedyKind, RemedyState
from aftersales.model.stock import Condition, StockLevel
from aftersales.ports.register import Register
from engine.model.history import EventKind, HistoryEvent
from tests.aftersales.memory import in_memory
from tests.processes.walking.legal import below_the_law
from tests.processes.walking.rules import wrong_books

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DEED = Deed("li", NOW)


def too_much_given_back(register: Register) -> None:
    register.add(MoneyAccount("unit:S1", paid=Decimal(90), refunded=Decimal(91)), DEED)


def a_payment_without_a_charge(register: Register) -> None:
    sides = (Ledger.CASH, Ledger.RECEIVABLE, Decimal(9))
    register.add(MoneyEntry("e1", NOW, *sides, "payment", "WX-1"), DEED)
    register.add(MoneyAccount("WX-1"), DEED)


def a_part_from_nowhere(register: Register) -> None:
    place = "central:main"
    register.add(StockLevel(f"{place}|good|P-1", place, Condition.GOOD, "P-1", 3), DEED)


def two_remedies(register: Register) -> None:
    for case in ("TH-1", "HH-1"):
        remedy = Remedy(f"case:{case}", case, RemedyKind.REFUND, RemedyState.GRANTED, NOW, unit_id="S1")
        register.add(remedy, DEED)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (too_much_given_back, "gives back 91"),
        (a_payment_without_a_charge, "paid of WX-1 is 0.00, its entries come to 9"),
        (a_part_from_nowhere, "level is not the sum of its moves: P-1 sums up to 3"),
        (two_remedies, "S1 has 2 remedies"),
    ],
)
def test_wrong_books_are_told(spoil: Callable[[Register], None], told: str) -> None:
    with in_memory() as register:
        assert list(wrong_books(register)) == []
        spoil(register)
        found = "; ".join(wrong_books(register))

    assert told in found


@pytest.mark.parametrize(("days", "breaches"), [(7, 0), (6, 1)])
def test_a_decision_below_the_law_is_told(days: int, breaches: int) -> None:
    record = {
        "decision": {"id": "remedy_policy", "name": "公司政策"},
        "inputs": {"is_promotion": None},
        "value": {"no_reason_days": days, "refund_days": 90, "exchange_days": 90},
    }
    event = HistoryEvent(
        instance_id="i1",
        number=1,
        at=NOW,
        actor="li",
        on_behalf_of=None,
        kind=EventKind.DECISION_EVALUATED,
        element_id=None,
        token=None,
        definition_id=None,
        detail={},
        sealed=record,
        is_erased=False,
        hash="",
    )

    found = list(below_the_law([event]))

    assert len(found) == breaches, found
