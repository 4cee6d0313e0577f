"""Settlements with outlets: what the brand owes them for the cases they served."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aftersales.errors import RegisterInputRefused, RegisterRefusal


class SettlementState(StrEnum):
    """How far a statement has come."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PAID = "paid"


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
            zh=f"结算单 {settlement.id} 当前为 {settlement.state}。",
            settlement=settlement.id,
        )


class PayeeIsReviewer(RegisterRefusal):
    """Nobody reviews a statement of their own."""

    zh = "制单人不能审核自己的结算单。"

    def __init__(self, settlement: Settlement) -> None:
        super().__init__(f"Settlement {settlement.id} must be reviewed by somebody who did not draw it up.")
