"""Fills an empty register with a brand at work: the same seed gives the same register."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from aftersales.model.customer import (
    CardTier,
    Consent,
    ConsentPurpose,
    Customer,
    CustomerAddress,
    CustomerPhone,
)
from aftersales.model.deed import Deed
from aftersales.model.entitlement import Entitlement, EntitlementKind, Term, extension_of, warranty_term
from aftersales.model.money import yuan
from aftersales.model.product import Product
from aftersales.model.stock import MoveKind, Shelf
from aftersales.model.unit import Unit
from aftersales.model.workforce import Outlet, ServiceArea
from aftersales.operations.stock import CENTRAL, SUPPLIER, Movement, move
from aftersales.ports.register import Register
from aftersales.sample import brand, workforce
from aftersales.sample.people import Place, a_name, a_phone, a_place, chance
from engine.clock import CHINA

CUSTOMERS = 200
UNITS = 500
# The shelves were filled before anything was taken from them: the demo lives through half a year.
_STOCKED_BEFORE = timedelta(days=200)
_CHANNELS = ("brand_store", "tmall", "jd", "department_store", "dealer")


def fill_register(register: Register, at: datetime, *, seed: int = 20261122) -> None:
    """Fill an empty register as it might stand at a moment."""
    dice = Random(seed)  # noqa: S311 - sample data, no secret
    fill_brand(register, at, dice)
    today = at.astimezone(CHINA).date()
    places = [(register.next_id("C"), a_place(dice)) for _ in range(CUSTOMERS)]
    register.add_all((*_customers(places, at, dice), *_units(places, today, dice)), Deed("sample", at))


def fill_brand(register: Register, at: datetime, dice: Random) -> None:
    """Fill an empty register with the brand alone: its products, its people, parts on the shelves."""
    deed, today = Deed("sample", at), at.astimezone(CHINA).date()
    outlets = list(workforce.outlets())
    register.add_all(
        (
            *brand.products(),
            *brand.parts(),
            *brand.product_parts(),
            *brand.fault_codes(),
            *outlets,
            *(ServiceArea(f"A{o.id[1:]}", o.id, o.province, o.city) for o in outlets),
            *workforce.loan_units(outlets),
            *workforce.technicians(outlets, today, dice),
        ),
        deed,
    )
    _fill_stock(register, outlets, Deed("sample", at - _STOCKED_BEFORE))


def _fill_stock(register: Register, outlets: Sequence[Outlet], deed: Deed) -> None:
    for part in brand.parts():
        key = f"sample:{part.id}"
        move(register, Movement(key, MoveKind.RECEIVE, part.id, 200, SUPPLIER, CENTRAL), deed)
        for outlet in outlets:
            target = Shelf(f"outlet:{outlet.id}")
            wanted = Movement(f"{key}:{outlet.id}", MoveKind.TRANSFER, part.id, 4, CENTRAL, target)
            move(register, wanted, deed)


def _customers(places: list[tuple[str, Place]], at: datetime, dice: Random) -> Iterator[object]:
    for number, (key, place) in enumerate(places, start=1):
        tier = dice.choices(list(CardTier), weights=[60, 25, 12, 3])[0]
        since = at - timedelta(days=dice.randint(1, 1500))
        email = f"user{number:03d}@example.com" if chance(dice, 50) else None
        yield Customer(key, a_name(dice), since, tier=tier, email=email)
        yield CustomerPhone(f"{key}:1", key, a_phone(number), is_primary=True)
        if chance(dice, 20):
            yield CustomerPhone(f"{key}:2", key, f"0571{80000000 + number}", label="home")
        yield CustomerAddress(
            f"{key}:1", key, place.province, place.city, place.district, place.street, is_primary=True
        )
        if chance(dice, 30):
            yield Consent(f"{key}:marketing", key, ConsentPurpose.MARKETING, since, "app")


def _units(places: list[tuple[str, Place]], today: date, dice: Random) -> Iterator[object]:
    for number in range(1, UNITS + 1):
        product = dice.choice(brand.products())
        # Everybody owns one; some own several.
        customer_id, place = places[number - 1] if number <= len(places) else dice.choice(places)
        plain = _a_unit(number, product, today - timedelta(days=dice.randint(5, 1400)), dice)
        unit = replace(plain, customer_id=customer_id, province=place.province)
        yield unit
        term = warranty_term(unit, product, on=today)
        if term is not None and chance(dice, 12):
            yield _an_extension(unit, term, dice.randint(1, 3))


def _a_unit(number: int, product: Product, bought_on: date, dice: Random) -> Unit:
    delivered_on = bought_on + timedelta(days=dice.randint(0, 5))
    is_installed = product.is_installed_by_seller
    price = (product.list_price or yuan(0)) * dice.randint(85, 100) / 100
    return Unit(
        id=f"AX{bought_on:%y%m%d}{number:04d}",
        model=product.id,
        order_number=f"DD{bought_on:%Y%m%d}{number:05d}",
        channel=dice.choice(_CHANNELS),
        invoice_on=bought_on,
        invoice_price=yuan(price),
        delivered_on=delivered_on,
        installed_on=delivered_on + timedelta(days=dice.randint(0, 7)) if is_installed else None,
        installed_by=dice.choice(list(workforce.NAMED)) if is_installed else None,
    )


def _an_extension(unit: Unit, term: Term, years: int) -> Entitlement:
    begins_on, ends_on = extension_of(term, years)
    fee = yuan((unit.invoice_price or yuan(0)) * years * 4 / 100)
    kind = EntitlementKind.EXTENDED_WARRANTY
    return Entitlement(f"{unit.id}:extension", unit.id, kind, begins_on, ends_on, fee)
