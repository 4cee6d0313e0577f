"""Stock moves between two shelves; the ledger always balances and nothing of ours falls below zero."""

import contextlib
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.model.requisition import (
    QuantityRefused,
    Requisition,
    RequisitionRefused,
    RequisitionState,
)
from aftersales.model.stock import (
    Condition,
    MoveKind,
    MoveRefused,
    Part,
    PlaceUnknown,
    Shelf,
    StockChanged,
    StockLevel,
    StockMove,
    StockShort,
)
from aftersales.model.workforce import Technician
from aftersales.operations.requisition import (
    approve_parts,
    hand_back_parts,
    issue_parts,
    lines_of,
    request_parts,
    use_parts,
)
from aftersales.operations.stock import (
    CUSTOMER,
    SCRAP,
    SUPPLIER,
    Movement,
    StockCount,
    count_stock,
    move,
    stock_of,
    wrong_levels,
)
from aftersales.ports.register import Register
from engine.errors import NotFound
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering
from tests.aftersales.memory import in_memory

CENTRAL = Shelf("central:hz")
COUNTED = replace(DEED, reason="stocktaking")
VAN = Shelf("van:tech.wang")
OLD = Shelf("van:tech.wang", Condition.DEFECTIVE)
BOARD = Part("P-1", "主板", "Main board", Decimal("180.00"), must_return=True)
SCREW = Part("P-2", "螺钉", "Screw", Decimal("0.50"))


def stocked(register: Register, pieces: int = 5) -> None:
    for part in (BOARD, SCREW):
        register.add(part, DEED)
        receive = Movement(f"in:{part.id}", MoveKind.RECEIVE, part.id, pieces, SUPPLIER, CENTRAL)
        move(register, receive, DEED)


def is_balanced(register: Register) -> bool:
    levels = register.all(StockLevel)
    no_debts = all(level.quantity >= 0 for level in levels if not Shelf(level.place).is_outside)
    is_zero = sum(level.quantity for level in levels) == 0
    return wrong_levels(levels, register.all(StockMove)) == [] and no_debts and is_zero


def requested(register: Register, **asked: int) -> str:
    wanted = {f"P-{name[1:]}": quantity for name, quantity in asked.items()}
    requisition = Requisition("R1", "WX-20261122-0001", "tech.wang", CENTRAL.place)
    request_parts(register, requisition, wanted, DEED)
    return "R1"


def test_parts_go_from_the_shelf_into_the_unit_and_the_old_one_comes_back(database: Store) -> None:
    with registering(database) as register:
        stocked(register)
        requisition = requested(register, p1=2, p2=4)
        approve_parts(register, requisition, {"P-1": 1, "P-2": 4}, DEED)
        issue_parts(register, requisition, DEED)
        use_parts(register, requisition, {"P-1": 1, "P-2": 3}, DEED)
        settled = hand_back_parts(register, requisition, {"P-2": 1}, DEED)

        assert settled.state is RequisitionState.SETTLED
        assert stock_of(register, CENTRAL, "P-1") == 4
        assert stock_of(register, CENTRAL, "P-2") == 2
        assert stock_of(register, OLD, "P-1") == 1
        assert stock_of(register, VAN, "P-2") == 0
        assert is_balanced(register)
        assert {m.case_number for m in register.all(StockMove) if m.requisition_id} == {"WX-20261122-0001"}


def test_the_same_movement_happens_once(database: Store) -> None:
    with registering(database) as register:
        stocked(register)
        issue = Movement("m1", MoveKind.ISSUE, "P-1", 2, CENTRAL, VAN)

        move(register, issue, DEED)
        move(register, issue, DEED)

        assert stock_of(register, VAN, "P-1") == 2


def test_more_than_there_is_is_refused() -> None:
    with in_memory() as register:
        stocked(register, pieces=1)

        with pytest.raises(StockShort):
            move(register, Movement("m1", MoveKind.ISSUE, "P-1", 2, CENTRAL, VAN), DEED)


@pytest.mark.parametrize(("quantity", "target"), [(0, VAN), (-1, VAN), (1, CENTRAL)])
def test_a_movement_that_is_none_is_refused(quantity: int, target: Shelf) -> None:
    with in_memory() as register:
        stocked(register)

        with pytest.raises(MoveRefused):
            move(register, Movement("m1", MoveKind.ISSUE, "P-1", quantity, CENTRAL, target), DEED)


def test_an_unknown_part_is_not_found() -> None:
    with in_memory() as register, pytest.raises(NotFound):
        move(register, Movement("m1", MoveKind.RECEIVE, "P-9", 1, SUPPLIER, CENTRAL), DEED)


@pytest.mark.parametrize(("found", "moved"), [(3, 2), (6, 1)])
def test_a_count_books_what_the_books_were_off(found: int, moved: int) -> None:
    with in_memory() as register:
        stocked(register)

        made = count_stock(register, StockCount("K1", CENTRAL, "P-1", 5, found), COUNTED)

        assert made is not None
        assert (made.kind, made.quantity, made.note) == (MoveKind.COUNT, moved, "stocktaking")
        assert stock_of(register, CENTRAL, "P-1") == found
        assert is_balanced(register)


def test_a_count_that_agrees_with_the_books_moves_nothing() -> None:
    with in_memory() as register:
        stocked(register)

        assert count_stock(register, StockCount("K1", CENTRAL, "P-1", 5, 5), COUNTED) is None


def test_what_moved_meanwhile_is_counted_again() -> None:
    with in_memory() as register:
        stocked(register)

        with pytest.raises(StockChanged):
            count_stock(register, StockCount("K1", CENTRAL, "P-1", 4, 3), COUNTED)


@pytest.mark.parametrize(
    "place", ["outside:customer", "central:nowhere", "outlet:O99", "van:nobody", "shelf"]
)
def test_nothing_is_counted_where_no_parts_lie(place: str) -> None:
    with in_memory() as register:
        stocked(register)

        with pytest.raises(PlaceUnknown):
            count_stock(register, StockCount("K1", Shelf(place), "P-1", 0, 1), COUNTED)


def test_an_empty_van_can_be_counted() -> None:
    with in_memory() as register:
        stocked(register)
        register.add(Technician("tech.wang", "王强", "O01", "13900009001", ("tv",)), DEED)

        count_stock(register, StockCount("K1", VAN, "P-1", 0, 1), COUNTED)

        assert stock_of(register, VAN, "P-1") == 1
        assert is_balanced(register)


def test_nothing_approved_is_a_refusal() -> None:
    with in_memory() as register:
        stocked(register)
        requisition = requested(register, p1=1)

        refused = approve_parts(register, requisition, {"P-1": 0}, DEED)

        assert refused.state is RequisitionState.REFUSED
        with pytest.raises(RequisitionRefused):
            issue_parts(register, requisition, DEED)


def test_no_more_is_used_than_was_issued() -> None:
    with in_memory() as register:
        stocked(register)
        requisition = requested(register, p1=1)
        approve_parts(register, requisition, {"P-1": 1}, DEED)
        issue_parts(register, requisition, DEED)

        with pytest.raises(QuantityRefused):
            use_parts(register, requisition, {"P-1": 2}, DEED)


def test_asking_for_nothing_is_refused() -> None:
    with in_memory() as register:
        stocked(register)

        with pytest.raises(QuantityRefused):
            requested(register, p1=0)


def test_a_wrong_level_is_found() -> None:
    with in_memory() as register:
        stocked(register)
        level = register.get(StockLevel, "central:hz|good|P-1")
        register.save(replace(level, quantity=9), DEED)

        assert wrong_levels(register.all(StockLevel), register.all(StockMove)) == ["central:hz|good|P-1"]


SHELVES = st.sampled_from([CENTRAL, VAN, OLD, SUPPLIER, CUSTOMER, SCRAP, Shelf("outlet:nb")])
MOVES = st.lists(
    st.tuples(SHELVES, SHELVES, st.sampled_from(["P-1", "P-2"]), st.integers(-1, 6)), max_size=25
)


@settings(max_examples=25, deadline=None)
@given(moves=MOVES)
def test_whatever_is_moved_the_ledger_balances(moves: list[tuple[Shelf, Shelf, str, int]]) -> None:
    with in_memory() as register:
        stocked(register)
        for number, (source, target, part, quantity) in enumerate(moves):
            wanted = Movement(f"m{number}", MoveKind.TRANSFER, part, quantity, source, target)
            with contextlib.suppress(StockShort, MoveRefused):
                move(register, wanted, DEED)

        assert is_balanced(register)


STEPS = st.lists(
    st.tuples(
        st.sampled_from([approve_parts, use_parts, hand_back_parts, issue_parts]),
        st.dictionaries(st.sampled_from(["P-1", "P-2"]), st.integers(-1, 4), max_size=2),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(asked=st.integers(1, 7), steps=STEPS)
def test_no_order_of_steps_unbalances_the_parts(
    asked: int, steps: list[tuple[object, dict[str, int]]]
) -> None:
    with in_memory() as register:
        stocked(register)
        requisition = requested(register, p1=asked, p2=asked)
        for step, quantities in steps:
            with contextlib.suppress(StockShort, RequisitionRefused, QuantityRefused):
                if step is issue_parts:
                    issue_parts(register, requisition, DEED)
                elif callable(step):
                    step(register, requisition, quantities, DEED)

        for line in lines_of(register, requisition):
            assert line.asked >= line.approved >= line.issued >= line.used + line.handed_back >= 0
            assert stock_of(register, VAN, line.part_id) == line.issued - line.used - line.handed_back
        assert is_balanced(register)
