"""What the owner of a unit may claim, and for how long: warranties, packages, agreements."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from aftersales.model.product import PartRole, Product
from aftersales.model.unit import RepairRecord, Unit


class StartBasis(StrEnum):
    """The day from which a term is counted."""

    INSTALLATION = "installation"
    DELIVERY = "delivery"
    INVOICE = "invoice"


class EntitlementKind(StrEnum):
    """Where a right comes from."""

    EXTENDED_WARRANTY = "extended_warranty"
    DROP_COVER = "drop_cover"
    SWAP = "swap"
    NO_REASON = "no_reason"
    REMOTE = "remote"
    AGREEMENT = "agreement"


class EntitlementState(StrEnum):
    """Whether a bought right can be used."""

    ACTIVE = "active"
    USED = "used"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A right that was bought for a unit; the maker's own warranty is computed, never stored.

    `provider` fulfils it; `waived` names what an agreement lets the customer off.
    """

    id: str
    unit_id: str
    kind: EntitlementKind
    begins_on: date
    ends_on: date
    fee: Decimal
    provider: str | None = None
    certificate: str | None = None
    waived: tuple[str, ...] = ()
    state: EntitlementState = EntitlementState.ACTIVE
    version: int = 1

    def covers(self, day: date) -> bool:
        """Say whether it can be used on a day."""
        return self.state is EntitlementState.ACTIVE and self.begins_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Term:
    """The maker's warranty of a unit or part of it, and how it was reckoned."""

    basis: StartBasis
    begins_on: date
    ends_on: date
    months: int
    repair_days: int

    def covers(self, day: date) -> bool:
        """Say whether a fault on this day is covered."""
        return self.begins_on <= day <= self.ends_on

    def sentences(self) -> tuple[str, str]:
        """Return the reckoning as a sentence in Chinese and in English."""
        basis = {"installation": "安装完成", "delivery": "签收", "invoice": "开票"}[self.basis]
        zh = (
            f"自{basis}之日 {self.begins_on} 起 {self.months} 个月，修理占用 {self.repair_days} 天"
            f"不计入，保修至 {self.ends_on}（含当日）。"
        )
        en = (
            f"{self.months} months from {self.basis} on {self.begins_on}, {self.repair_days} days of repair "
            f"not counted: covered until {self.ends_on} inclusive."
        )
        return zh, en


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def start_of(unit: Unit, product: Product, *, by_invoice: bool = False) -> tuple[StartBasis, date] | None:
    """Return from when a unit's warranty runs; None where no day is known and a person must judge.

    `by_invoice` reckons as the old rules of 1995 did, for comparison; the brand never applies it, because
    the later day is better for the customer.
    """
    if by_invoice:
        return None if unit.invoice_on is None else (StartBasis.INVOICE, unit.invoice_on)
    if product.is_installed_by_seller and unit.installed_on is not None:
        return StartBasis.INSTALLATION, unit.installed_on
    if unit.delivered_on is not None:
        return StartBasis.DELIVERY, unit.delivered_on
    return None if unit.invoice_on is None else (StartBasis.INVOICE, unit.invoice_on)


def warranty_term(
    unit: Unit,
    product: Product,
    repairs: Sequence[RepairRecord] = (),
    *,
    role: PartRole = PartRole.WHOLE_UNIT,
    on: date,
    by_invoice: bool = False,
) -> Term | None:
    """Return the maker's warranty as it stands on a day: repair time is never counted against the customer.

    None where the start or the term is not known: then a person must judge.
    """
    start, months = start_of(unit, product, by_invoice=by_invoice), product.months_for(role)
    if start is None or months is None:
        return None
    basis, begins_on = start
    days = repair_days(repairs, begins_on, on)
    return Term(basis, begins_on, add_months(begins_on, months) + timedelta(days=days), months, days)


def repair_days(repairs: Iterable[RepairRecord], since: date, until: date) -> int:
    """Return on how many days the unit was in repair; two repairs on the same days count once."""
    away: set[date] = set()
    for repair in repairs:
        first = max(repair.handed_in_on, since)
        last = min(repair.finished_on or until, until)
        away.update(first + timedelta(days=n) for n in range((last - first).days))
    return len(away)


def extension_of(term: Term, years: int) -> tuple[date, date]:
    """Return from and until when an extended warranty runs: from the day after the maker's term."""
    begins_on = term.ends_on + timedelta(days=1)
    return begins_on, add_months(begins_on, 12 * years) - timedelta(days=1)
