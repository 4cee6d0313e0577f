"""Two people at the same moment neither refund twice nor take the last part twice."""

import contextlib
import threading
from collections.abc import Callable
from decimal import Decimal

from aftersales import register_in
from aftersales.errors import AlreadyRegistered, RegisterRefusal
from aftersales.model.money import MoneyAccount, Payout, RefundOf
from aftersales.model.remedy import Remedy, RemedyKind
from aftersales.model.stock import MoveKind, StockLevel, StockMove
from aftersales.model.unit import Unit
from aftersales.operations.money import request_refund
from aftersales.operations.remedy import grant_remedy, move_claim, name_unit
from aftersales.operations.stock import Movement, move, stock_of, wrong_levels
from aftersales.ports.register import Register
from engine.errors import VersionConflict
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering
from tests.aftersales.operations.test_money import CASE, a_payout
from tests.aftersales.operations.test_stock import CENTRAL, VAN, stocked


def at_once(store: Store, count: int, act: Callable[[Register, int], object]) -> None:
    """Let so many threads act in transactions of their own; who is refused gives up."""

    def run(number: int) -> None:
        with contextlib.suppress(RegisterRefusal, AlreadyRegistered, VersionConflict), store.begin() as tx:
            act(register_in(tx), number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_refunds_at_once_never_exceed_what_was_paid(database: Store) -> None:
    with registering(database) as register:
        register.add(Unit("S1", "BCD-520", invoice_price=Decimal("250.00")), DEED)
        grant_remedy(register, CASE, "S1", RemedyKind.REFUND, DEED)
        request_refund(register, a_payout("r", "50.00"), RefundOf.PURCHASE, "S1", DEED)

    at_once(
        database,
        8,
        lambda register, number: request_refund(
            register, a_payout(f"r{number}", "100.00"), RefundOf.PURCHASE, "S1", DEED
        ),
    )

    with registering(database) as register:
        account = register.get(MoneyAccount, "unit:S1")
        asked = sum(payout.amount for payout in register.all(Payout))
        assert account.refunded == asked
        assert Decimal("150.00") <= asked <= Decimal("250.00")


def test_the_last_part_is_taken_once(database: Store) -> None:
    with registering(database) as register:
        stocked(register, pieces=2)
        move(register, Movement("first", MoveKind.ISSUE, "P-1", 1, CENTRAL, VAN), DEED)

    at_once(
        database,
        6,
        lambda register, number: move(
            register, Movement(f"m{number}", MoveKind.ISSUE, "P-1", 1, CENTRAL, VAN), DEED
        ),
    )

    with registering(database) as register:
        assert stock_of(register, CENTRAL, "P-1") == 0
        assert stock_of(register, VAN, "P-1") == 2
        assert wrong_levels(register.all(StockLevel), register.all(StockMove)) == []


def test_two_cases_at_once_get_one_remedy_for_a_claim(database: Store) -> None:
    kinds = [RemedyKind.EXCHANGE, RemedyKind.REFUND]

    at_once(
        database,
        6,
        lambda register, number: grant_remedy(register, f"HH-{number}", "S1", kinds[number % 2], DEED),
    )

    with registering(database) as register:
        assert len(register.all(Remedy)) == 1


def test_a_unit_that_several_cases_name_at_once_has_one_remedy(database: Store) -> None:
    with registering(database) as register:
        for number in range(8):
            grant_remedy(register, f"HH-{number}", None, RemedyKind.EXCHANGE, DEED)

    at_once(database, 8, lambda register, number: name_unit(register, f"HH-{number}", "S1", DEED))

    with registering(database) as register:
        assert len(register.all(Remedy, unit_id="S1")) == 1


def test_a_claim_that_moved_away_is_granted_once_to_those_who_ask_at_once(database: Store) -> None:
    with registering(database) as register:
        grant_remedy(register, "HH-first", "S1", RemedyKind.EXCHANGE, DEED)
        move_claim(register, "HH-first", "S2", DEED)

    at_once(
        database,
        8,
        lambda register, number: grant_remedy(register, f"HH-{number}", "S1", RemedyKind.REFUND, DEED),
    )

    with registering(database) as register:
        assert len(register.all(Remedy, unit_id="S1")) == 1
