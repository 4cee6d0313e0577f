"""Moves parts: both ends of a movement change together, and no shelf of the brand falls below zero."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from aftersales.model.deed import Deed
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
    level_id,
)
from aftersales.model.workforce import Outlet, Technician
from aftersales.ports.register import Register

CENTRAL = Shelf("central:main")
SUPPLIER = Shelf("outside:supplier")
CUSTOMER = Shelf("outside:customer")
CUSTOMER_OLD = Shelf("outside:customer", Condition.DEFECTIVE)
SCRAP = Shelf("outside:scrap", Condition.DEFECTIVE)
DIFFERENCE = Shelf("outside:difference")


@dataclass(frozen=True, slots=True)
class Movement:
    """What is to be moved, from where to where and why. The id makes it happen once."""

    id: str
    kind: MoveKind
    part_id: str
    quantity: int
    source: Shelf
    target: Shelf
    requisition_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StockCount:
    """What somebody found on a shelf; `booked` is what the books said when it was counted."""

    id: str
    shelf: Shelf
    part_id: str
    booked: int
    found: int


def move(register: Register, movement: Movement, deed: Deed) -> StockMove:
    """Move parts, once for each id.

    Raises:
        MoveRefused: nothing would move.
        StockShort: there are not so many.
        NotFound: the part is unknown.
    """
    done = register.look(StockMove, movement.id)
    if done is not None:
        return done
    if movement.quantity <= 0 or movement.source == movement.target:
        raise MoveRefused
    register.get(Part, movement.part_id)
    # In the order of their ids: two movements that cross cannot wait for each other.
    ends = [(movement.source, -movement.quantity), (movement.target, movement.quantity)]
    with register.whole():
        for shelf, change in sorted(ends, key=lambda end: level_id(end[0], movement.part_id)):
            _change(register, shelf, movement.part_id, change, deed)
        return register.add(_written(movement, deed.at, deed.case_number), deed)


def stock_of(register: Register, shelf: Shelf, part_id: str) -> int:
    """Return how many of a part lie on a shelf."""
    level = register.look(StockLevel, level_id(shelf, part_id))
    return 0 if level is None else level.quantity


def count_stock(register: Register, count: StockCount, deed: Deed) -> StockMove | None:
    """Book what a stock count found, with its reason; None where the books were right.

    Raises:
        PlaceUnknown: no parts of ours lie there.
        NotFound: the part is unknown.
        StockChanged: something moved since the books were read.
    """
    _require_place(register, count.shelf)
    register.get(Part, count.part_id)
    booked = stock_of(register, count.shelf, count.part_id)
    if booked != count.booked:
        raise StockChanged(count.shelf, count.part_id, booked=count.booked, found=booked)
    missing = booked - count.found
    if missing == 0:
        return None
    elsewhere = Shelf(DIFFERENCE.place, count.shelf.condition)
    ends = (count.shelf, elsewhere) if missing > 0 else (elsewhere, count.shelf)
    movement = Movement(
        count.id, MoveKind.COUNT, count.part_id, abs(missing), ends[0], ends[1], note=deed.reason
    )
    return move(register, movement, deed)


def _require_place(register: Register, shelf: Shelf) -> None:
    kind, _, whose = shelf.place.partition(":")
    owner = {"outlet": Outlet, "van": Technician}.get(kind)
    if owner is not None and register.look(owner, whose) is not None:
        return
    # Other stores are wherever a supplier's parts once came in.
    if shelf.place != CENTRAL.place and (
        kind != "central" or register.first(StockLevel, place=shelf.place) is None
    ):
        raise PlaceUnknown(shelf.place)


def wrong_levels(levels: Sequence[StockLevel], moves: Sequence[StockMove]) -> list[str]:
    """Return the shelves whose level is not the sum of their movements; nothing is the good answer."""
    sums: dict[str, int] = {}
    for made in moves:
        source = level_id(Shelf(made.from_place, made.from_condition), made.part_id)
        target = level_id(Shelf(made.to_place, made.to_condition), made.part_id)
        sums[source] = sums.get(source, 0) - made.quantity
        sums[target] = sums.get(target, 0) + made.quantity
    told = {level.id: level.quantity for level in levels}
    return sorted(key for key in sums.keys() | told.keys() if sums.get(key, 0) != told.get(key, 0))


def _change(register: Register, shelf: Shelf, part_id: str, change: int, deed: Deed) -> None:
    key = level_id(shelf, part_id)
    level = register.look(StockLevel, key)
    found = 0 if level is None else level.quantity
    if found + change < 0 and not shelf.is_outside:
        raise StockShort(shelf, part_id, wanted=-change, found=found)
    if level is None:
        register.add(StockLevel(key, shelf.place, shelf.condition, part_id, change), deed)
    else:
        register.save(replace(level, quantity=found + change), deed)


def _written(movement: Movement, at: datetime, case_number: str | None) -> StockMove:
    return StockMove(
        id=movement.id,
        at=at,
        kind=movement.kind,
        part_id=movement.part_id,
        quantity=movement.quantity,
        from_place=movement.source.place,
        from_condition=movement.source.condition,
        to_place=movement.target.place,
        to_condition=movement.target.condition,
        case_number=case_number,
        requisition_id=movement.requisition_id,
        note=movement.note,
    )
