"""Service packages on offer: for which goods, from when and for how long."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib import resources

from aftersales.errors import RegisterInputRefused
from aftersales.model.entitlement import Entitlement, EntitlementKind, Term, add_months
from aftersales.model.money import yuan
from aftersales.model.unit import Unit


@dataclass(frozen=True, slots=True)
class PackageOffer:
    """A package that can be bought with a unit.

    It begins so many days after the sale (1 is the next day), or the day after the maker's warranty. What it
    gives is a decision table of the repair (`package_benefit`).
    """

    id: str
    kind: EntitlementKind
    name_zh: str
    name_en: str
    categories: tuple[str, ...]
    begins_after_days: int | None
    months: int
    ends_with_exchange: bool


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
    names = line["categories"]
    assert isinstance(names, list)  # noqa: S101 - the file beside this module
    return PackageOffer(
        id=str(line["id"]),
        kind=EntitlementKind(str(line["kind"])),
        name_zh=str(line["name_zh"]),
        name_en=str(line["name_en"]),
        categories=tuple(str(name) for name in names),
        begins_after_days=_number(line.get("begins_after_days")),
        months=int(str(line["months"])),
        ends_with_exchange=bool(line.get("ends_with_exchange", False)),
    )


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))
