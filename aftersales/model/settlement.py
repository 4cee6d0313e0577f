"""Settlements with outlets: what the brand owes them for the cases they served."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from aftersales.errors import RegisterInputRefused, RegisterRefusal


class SettlementState(StrEnum):
    """How far a statement has come."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PAID = "paid"


_ZH: Final = {
    SettlementState.DRAFT: "待审核",
    SettlementState.REVIEWED: "待付款",
    SettlementState.PAID: "已付款",
}
# An item has any name; these are the usual ones.
_ITEMS_ZH: Final = {"visit": "上门费", "labour": "工时费", "part": "配件费", "freight": "运费"}


@dataclass(frozen=True, slots=True)
class Settlement:
    """One statement for one outlet; its amount is the sum of its lines."""

    id: str
    outlet_id: str
    begins_on: date
    ends_on: date
    amount: Decimal
    state: SettlementState = SettlementState.DRAFT
    version: int = 1


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """What is owed for one item of one case. Its id is `<case>:<item>`, so nothing is settled twice."""

    id: str
    settlement_id: str
    case_number: str
    item: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SettlementStep:
    """Who brought a statement to a state, and when."""

    state: SettlementState
    by: str
    at: datetime


class SettlementEmpty(RegisterInputRefused):
    """A statement has items and a period."""

    zh = "结算单至少有一项，且结束日期不早于开始日期。"

    def __init__(self) -> None:
        super().__init__("A statement has at least one item, and ends no sooner than it begins.")


class SettlementRefused(RegisterRefusal):
    """A statement is not in the state for that."""

    def __init__(self, settlement: Settlement) -> None:
        super().__init__(
            f"Settlement {settlement.id} is {settlement.state}.",
            zh=f"结算单 {settlement.id} {_ZH[settlement.state]}，不能这样操作。",
            settlement=settlement.id,
        )


class ItemTwice(RegisterInputRefused):
    """An item stands on a statement once."""

    def __init__(self, line: SettlementLine) -> None:
        super().__init__(
            f"The item {line.item!r} of {line.case_number} stands on the statement twice.",
            zh=f"工单 {line.case_number} 的{item_in_chinese(line.item)}在结算单上重复。",
            case=line.case_number,
        )


class ItemSettled(RegisterRefusal):
    """An item was settled before."""

    def __init__(self, line: SettlementLine) -> None:
        super().__init__(
            f"The item {line.item!r} of {line.case_number} was settled before, in {line.settlement_id}.",
            zh=f"工单 {line.case_number} 的{item_in_chinese(line.item)}已列入结算单 {line.settlement_id}。",
            case=line.case_number,
            settlement=line.settlement_id,
        )


def item_in_chinese(item: str) -> str:
    """Return what an item is called."""
    return _ITEMS_ZH.get(item, f"“{item}”")


class PayeeIsReviewer(RegisterRefusal):
    """Nobody reviews a statement of their own."""

    zh = "制单人不能审核自己的结算单。"

    def __init__(self, settlement: Settlement) -> None:
        super().__init__(f"Settlement {settlement.id} must be reviewed by somebody who did not draw it up.")
