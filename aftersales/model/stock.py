"""Parts and stock: every movement leaves one place and reaches another, so the ledger always balances."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from aftersales.errors import RegisterInputRefused, RegisterRefusal

OUTSIDE = "outside:"


class Condition(StrEnum):
    """Whether a part can be fitted."""

    GOOD = "good"
    DEFECTIVE = "defective"


class MoveKind(StrEnum):
    """Why a part moves."""

    RECEIVE = "receive"
    TRANSFER = "transfer"
    ISSUE = "issue"
    USE = "use"
    HAND_BACK = "hand_back"
    OLD_PART = "old_part"
    WRITE_OFF = "write_off"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Part:
    """A spare part. `must_return` marks those whose old piece goes back to the brand."""

    id: str
    name_zh: str
    name_en: str
    price: Decimal
    must_return: bool = False
    is_large: bool = False
    safety_stock: int = 0
    replaced_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where parts lie, in one condition.

    `place` is central:<id>, outlet:<id>, van:<technician>, or outside:supplier, outside:customer,
    outside:scrap, outside:difference; what is outside may be owed, so only there stock falls below zero.
    """

    place: str
    condition: Condition = Condition.GOOD

    @property
    def is_outside(self) -> bool:
        """Say whether it is none of the brand's own."""
        return self.place.startswith(OUTSIDE)


@dataclass(frozen=True, slots=True)
class StockMove:
    """One movement of one part; never changed, never deleted."""

    id: str
    at: datetime
    kind: MoveKind
    part_id: str
    quantity: int
    from_place: str
    from_condition: Condition
    to_place: str
    to_condition: Condition
    case_number: str | None = None
    requisition_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StockLevel:
    """How many of one part lie on one shelf: the sum of its movements, kept for quick answers."""

    id: str
    place: str
    condition: Condition
    part_id: str
    quantity: int
    version: int = 1


class StockShort(RegisterRefusal):
    """There are not as many parts as should be moved."""

    def __init__(self, shelf: Shelf, part_id: str, *, wanted: int, found: int) -> None:
        super().__init__(
            f"{shelf.place} holds {found} {shelf.condition} of {part_id}, not {wanted}.",
            zh=f"{shelf.place} 的 {part_id}（{shelf.condition}）只有 {found} 件，不足 {wanted} 件。",
            place=shelf.place,
            part=part_id,
            found=found,
        )


class PlaceUnknown(RegisterInputRefused):
    """Parts lie in a store, an outlet or a technician's van."""

    zh = "配件只能存放在仓库、网点或技师车上。"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is no place of ours where parts lie.",
            zh=f"“{place}”不是本公司存放配件的地方。",
            place=place,
        )


class StockChanged(RegisterRefusal):
    """Something moved while parts were counted."""

    def __init__(self, shelf: Shelf, part_id: str, *, booked: int, found: int) -> None:
        super().__init__(
            f"{shelf.place} holds {found} of {part_id} by now, not {booked}: count again.",
            zh=f"{shelf.place} 的 {part_id} 账面已变为 {found} 件，不再是 {booked} 件，请重新清点。",
            place=shelf.place,
            part=part_id,
            found=found,
        )


class MoveRefused(RegisterInputRefused):
    """A movement that is none."""

    zh = "移动数量必须大于零，且起点与终点不同。"

    def __init__(self) -> None:
        super().__init__("A movement has a quantity above zero and two different ends.")


def level_id(shelf: Shelf, part_id: str) -> str:
    """Return the id of a stock level."""
    return f"{shelf.place}|{shelf.condition}|{part_id}"
