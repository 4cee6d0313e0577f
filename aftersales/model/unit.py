"""Sold units: one appliance in one home, with the days from which rights are counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aftersales.errors import RegisterRefusal


class UnitState(StrEnum):
    """What became of a unit."""

    IN_USE = "in_use"
    EXCHANGED = "exchanged"
    RETURNED = "returned"
    SCRAPPED = "scrapped"


@dataclass(frozen=True, slots=True)
class Unit:
    """A sold unit; `id` is its serial number.

    `replaces` is the serial number of the unit it was given for in an exchange.
    """

    id: str
    model: str
    customer_id: str | None = None
    order_number: str | None = None
    channel: str | None = None
    invoice_on: date | None = None
    invoice_price: Decimal | None = None
    delivered_on: date | None = None
    installed_on: date | None = None
    installed_by: str | None = None
    province: str | None = None
    disclosed_flaw: str | None = None
    state: UnitState = UnitState.IN_USE
    replaces: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class RepairRecord:
    """One repair of a unit, as the law wants it kept: its days, its cause and what was done.

    Exchange rights hang on how often and how long; a record is never deleted while the warranty runs.
    `delay_cause` is what cost most of the time: repairer, parts or customer; of all days, `parts_days` were
    spent waiting for parts and `customer_days` waiting for the customer.
    """

    id: str
    unit_id: str
    case_number: str
    handed_in_on: date
    finished_on: date | None
    fault: str
    cause: str
    measures: str
    spot: str | None = None
    delay_cause: str | None = None
    was_repaired: bool = False
    parts_days: int | None = None
    customer_days: int | None = None
    version: int = 1

    def days(self, until: date) -> int:
        """Return how many days the unit was away from its user."""
        return max(0, ((self.finished_on or until) - self.handed_in_on).days)


class UnitGone(RegisterRefusal):
    """The customer does not have the unit any more: it was exchanged, returned or scrapped."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(
            f"Unit {unit.id} is {unit.state}.", zh=f"产品 {unit.id} 当前为 {unit.state}。", unit=unit.id
        )


class UnitNotNew(RegisterRefusal):
    """Only a new unit is given in exchange: none that was sold, repaired, refurbished or sent back."""

    def __init__(self, unit_id: str) -> None:
        super().__init__(
            f"Unit {unit_id} is not new: the register knows it.",
            zh=f"{unit_id} 不是新机：登记簿中已有记录，不能用来换货。",
            unit=unit_id,
        )


class WrongUnit(RegisterRefusal):
    """The goods at hand are not the unit that was claimed: a person settles that, nobody passes it by."""

    def __init__(self, found: str, claimed: str) -> None:
        super().__init__(
            f"The goods bear the number {found}, but {claimed} was claimed. If it was read rightly, answer "
            "that the goods differ, being another unit: a supervisor settles it with the customer.",
            zh=f"实物序列号 {found}，申请的是 {claimed}。核对无误请选“不符：不是这台”，由主管与客户处理。",
            found=found,
            claimed=claimed,
        )


class UnitUnnamed(RegisterRefusal):
    """Another unit came back: it takes the place of the claimed one only by its own number."""

    def __init__(self, claimed: str | None) -> None:
        super().__init__(
            f"Another unit than {claimed} came back. To go on, name the number that the goods bear; "
            "else have the claimed unit sent, or send the goods back.",
            zh=f"收到的不是 {claimed}。要继续办理，请填写实物序列号；否则请客户寄回原机，或把商品寄还。",
            claimed=claimed,
        )
