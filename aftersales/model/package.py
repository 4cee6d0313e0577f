"""Service packages on offer: what they cover, from when, and what the customer still pays."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib import resources

from aftersales.errors import RegisterInputRefused
from aftersales.model.entitlement import Entitlement, EntitlementKind, Term, add_months
from aftersales.model.money import ZERO, yuan
from aftersales.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Benefit:
    """What one kind of damage brings: a share of the repair fee, a fee, or a cap on depreciation.

    `payout` is paid to the customer in addition. `gives_new_unit` says that the unit is replaced.
    A share that the sources leave open is None: then a person decides.
    """

    cause: str
    pays_percent: int | None = None
    pays_fee: Decimal | None = None
    depreciation_at_most_percent: int | None = None
    payout: Decimal = ZERO
    gives_new_unit: bool = False

    def customer_pays(self, repair_fee: Decimal, price: Decimal) -> Decimal | None:
        """Return what the customer pays at most; None where a person decides."""
        if self.pays_fee is not None:
            return self.pays_fee
        if self.depreciation_at_most_percent is not None:
            return yuan(price * self.depreciation_at_most_percent / 100)
        return None if self.pays_percent is None else yuan(repair_fee * self.pays_percent / 100)


@dataclass(frozen=True, slots=True)
class PackageOffer:
    """A package that can be bought with a unit.

    It begins so many days after the sale (1 is the next day), or the day after the maker's warranty.
    """

    id: str
    kind: EntitlementKind
    name_zh: str
    name_en: str
    categories: tuple[str, ...]
    benefits: tuple[Benefit, ...]
    begins_after_days: int | None
    months: int
    ends_with_exchange: bool
    payout_working_days: int | None = None

    def benefit_for(self, cause: str) -> Benefit | None:
        """Return what the package gives for a kind of damage, None where it covers it not."""
        return next((benefit for benefit in self.benefits if benefit.cause == cause), None)


class PackageRefused(RegisterInputRefused):
    """The package is not for this unit."""

    def __init__(self, offer: PackageOffer, unit: Unit, why_zh: str, why: str) -> None:
        super().__init__(
            f"Package {offer.id} is not for unit {unit.id}: {why}.",
            zh=f"服务包“{offer.name_zh}”不适用于机器 {unit.id}：{why_zh}。",
            package=offer.id,
            unit=unit.id,
        )


@cache
def offers() -> Mapping[str, PackageOffer]:
    """Return every package by id."""
    text = resources.files("aftersales.model").joinpath("packages.toml").read_text("utf-8")
    return {line["id"]: _offer(line) for line in tomllib.loads(text)["package"]}


def sold(
    offer: PackageOffer, unit: Unit, category: str, *, fee: Decimal, term: Term | None, years: int = 1
) -> Entitlement:
    """Return the entitlement that a sale of the package gives.

    Raises:
        PackageRefused: the goods are not among its own, or the day from which it runs is not known.
    """
    if category not in offer.categories:
        raise PackageRefused(offer, unit, "品类不符", "its category is not covered")
    begins_on = _begin(offer, unit, term)
    ends_on = add_months(begins_on, offer.months * years) - timedelta(days=1)
    return Entitlement(f"{unit.id}:{offer.id}", unit.id, offer.kind, begins_on, ends_on, yuan(fee))


def _begin(offer: PackageOffer, unit: Unit, term: Term | None) -> date:
    if offer.begins_after_days is None:
        if term is None:
            raise PackageRefused(offer, unit, "厂家保修期不明", "the maker's warranty is not known")
        return term.ends_on + timedelta(days=1)
    bought_on = unit.delivered_on or unit.invoice_on
    if bought_on is None:
        raise PackageRefused(offer, unit, "交易日期不明", "the day of the sale is not known")
    return bought_on + timedelta(days=offer.begins_after_days)


def _offer(line: dict[str, object]) -> PackageOffer:
    given = dict(line)
    found = given.pop("benefit", ())
    assert isinstance(found, list)  # noqa: S101 - the file beside this module
    names, kind = given.pop("categories"), given.pop("kind")
    assert isinstance(names, list)  # noqa: S101 - same
    return PackageOffer(
        id=str(given["id"]),
        kind=EntitlementKind(str(kind)),
        name_zh=str(given["name_zh"]),
        name_en=str(given["name_en"]),
        categories=tuple(str(name) for name in names),
        benefits=tuple(_benefit(part) for part in found),
        begins_after_days=_number(given.get("begins_after_days")),
        months=int(str(given["months"])),
        ends_with_exchange=bool(given.get("ends_with_exchange", False)),
        payout_working_days=_number(given.get("payout_working_days")),
    )


def _benefit(line: dict[str, object]) -> Benefit:
    fee = line.get("pays_fee")
    return Benefit(
        cause=str(line["cause"]),
        pays_percent=_number(line.get("pays_percent")),
        pays_fee=None if fee is None else yuan(str(fee)),
        depreciation_at_most_percent=_number(line.get("depreciation_at_most_percent")),
        payout=yuan(str(line.get("payout", "0"))),
        gives_new_unit=bool(line.get("gives_new_unit", False)),
    )


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))
