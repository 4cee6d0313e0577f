"""Parts go from the shelf to the customer as the process says, and the books always balance."""

from decimal import Decimal
from typing import Any

import pytest

from aftersales import register_in
from aftersales.connectors.requisition import (
    RequisitionApprove,
    RequisitionIssue,
    RequisitionRequest,
    RequisitionSettle,
    RequisitionUse,
    StockReceive,
)
from aftersales.model.requisition import QuantityRefused, Requisition, RequisitionState
from aftersales.model.stock import Condition, MoveKind, Part, Shelf, StockLevel, StockMove, StockShort
from aftersales.operations.stock import CENTRAL, SUPPLIER, Movement, move, stock_of, wrong_levels
from engine.errors import NotFound
from engine.ports.connector import Outcome
from engine.ports.store import Store
from tests.aftersales.build import CASE, DEED, a_call, called, registering

KINDS = {
    kind.type: kind(register_in)
    for kind in (
        RequisitionRequest,
        RequisitionApprove,
        RequisitionIssue,
        StockReceive,
        RequisitionUse,
        RequisitionSettle,
    )
}
VAN, OLD = Shelf("van:wang"), Shelf("van:wang", Condition.DEFECTIVE)
BOARD = {"part_number": "P-BRD", "name": "电脑板", "quantity": 2}


def does(store: Store, kind: str, job_id: str = "j1", **told: Any) -> Outcome:
    variables = {"caseNumber": CASE, "technician": "wang", "outlet": "nj", **told}
    return called(store, KINDS[kind], a_call(kind, job_id, variables=variables))


def stocked(store: Store, quantity: int = 5) -> None:
    with registering(store) as register:
        register.add(Part("P-BRD", "电脑板", "Board", Decimal(260), must_return=True), DEED)
        register.add(Part("P-THM", "温度传感器", "Sensor", Decimal(35)), DEED)
        for target in (CENTRAL, Shelf("outlet:nj")):
            for part_id in ("P-BRD", "P-THM"):
                key = f"{target.place}:{part_id}"
                move(register, Movement(key, MoveKind.RECEIVE, part_id, quantity, SUPPLIER, target), DEED)


def issued(store: Store, issued_from: str = "central", **told: Any) -> None:
    does(store, "requisition.request", "r1", parts_requested=[BOARD], **told)
    does(store, "requisition.issue", in_stock=True, issued_from=issued_from, **told)


def fitted(store: Store, quantity: int, source: str = "issued", old_parts: str = "returned") -> None:
    used = [{"part_number": "P-BRD", "name": "电脑板", "quantity": quantity, "source": source}]
    does(store, "requisition.use", "u1", parts_used=used, old_parts=old_parts)


def on(store: Store, shelf: Shelf, part_id: str = "P-BRD") -> int:
    with registering(store) as register:
        return stock_of(register, shelf, part_id)


def state_of(store: Store) -> RequisitionState:
    with registering(store) as register:
        return register.get(Requisition, "r1").state


def books_are_right(store: Store) -> bool:
    with registering(store) as register:
        return wrong_levels(register.all(StockLevel), register.all(StockMove)) == []


def test_small_parts_are_issued_without_approval_fitted_and_the_old_ones_come_back(database: Store) -> None:
    stocked(database)

    issued(database)
    van_after_issue = on(database, VAN)
    fitted(database, 1)
    does(database, "requisition.settle", parts_returned=True)

    assert (van_after_issue, on(database, VAN), on(database, OLD)) == (2, 0, 0)
    assert (on(database, CENTRAL), on(database, Shelf(CENTRAL.place, Condition.DEFECTIVE))) == (4, 1)
    assert state_of(database) is RequisitionState.SETTLED
    assert books_are_right(database)


def test_what_nobody_says_is_back_stays_in_the_van(light: Store) -> None:
    stocked(light)
    issued(light, "outlet")
    fitted(light, 1)

    does(light, "requisition.settle")

    assert (on(light, VAN), on(light, OLD), on(light, Shelf("outlet:nj"))) == (1, 1, 3)
    assert state_of(light) is RequisitionState.ISSUED


@pytest.mark.parametrize("answer", [True, False])
def test_large_parts_need_the_centre_s_approval(light: Store, *, answer: bool) -> None:
    stocked(light)
    does(light, "requisition.request", "r1", parts_requested=[BOARD])

    does(light, "requisition.approve", parts_approved=answer)
    does(light, "requisition.issue", in_stock=True, issued_from="central")

    assert state_of(light) is (RequisitionState.ISSUED if answer else RequisitionState.REFUSED)
    assert on(light, VAN) == (2 if answer else 0)


def test_what_is_not_on_the_shelf_is_bought_first(database: Store) -> None:
    stocked(database, quantity=1)
    does(database, "requisition.request", "r1", parts_requested=[BOARD])

    with pytest.raises(StockShort):
        does(database, "requisition.issue", in_stock=True, issued_from="central")
    does(database, "requisition.issue", in_stock=False)
    does(database, "stock.receive", "s1")
    does(database, "stock.receive", "s1")
    does(database, "requisition.issue", in_stock=True, issued_from="central")

    assert (on(database, CENTRAL), on(database, VAN)) == (1, 2)
    assert books_are_right(database)


def test_the_workshop_asks_for_itself(light: Store) -> None:
    stocked(light)

    issued(light, place="workshop")

    assert on(light, Shelf("van:workshop")) == 2


def test_parts_from_the_van_leave_the_van_and_their_old_ones_join_it(light: Store) -> None:
    stocked(light)
    with registering(light) as register:
        move(register, Movement("load", MoveKind.TRANSFER, "P-BRD", 2, CENTRAL, VAN), DEED)

    fitted(light, 2, source="van")
    fitted(light, 2, source="van")

    assert (on(light, VAN), on(light, OLD)) == (0, 2)
    with pytest.raises(StockShort):
        does(light, "requisition.use", "u2", parts_used=[{**BOARD, "source": "van"}])


@pytest.mark.parametrize("source", ["issued", "van"])
def test_old_pieces_that_stay_with_the_customer_join_nothing(light: Store, source: str) -> None:
    stocked(light)
    issued(light)

    fitted(light, 1, source=source, old_parts="left")

    assert on(light, OLD) == 0


def test_no_more_can_be_fitted_than_was_issued(light: Store) -> None:
    stocked(light)
    issued(light)

    with pytest.raises(QuantityRefused):
        fitted(light, 3)

    assert on(light, VAN) == 2


def test_an_unknown_part_number_is_refused_and_a_nameless_thing_is_noted(light: Store) -> None:
    stocked(light)
    with pytest.raises(NotFound):
        does(light, "requisition.request", "r0", parts_requested=[{**BOARD, "part_number": "P-X"}])

    does(light, "requisition.request", "r1", parts_requested=[{"name": "绝缘胶带", "quantity": 1}])
    does(light, "requisition.request", "r1", parts_requested=[BOARD])

    with registering(light) as register:
        (requisition,) = register.all(Requisition)
    assert requisition.note == "绝缘胶带 × 1"


def test_without_a_requisition_nothing_is_approved_issued_or_bought(light: Store) -> None:
    stocked(light)
    for kind in ("requisition.approve", "requisition.issue", "stock.receive", "requisition.settle"):
        does(light, kind, parts_approved=True, in_stock=True, parts_returned=True)

    with registering(light) as register:
        assert register.all(Requisition) == []
        assert len(register.all(StockMove)) == 4
