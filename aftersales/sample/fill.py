"""Fills an empty register with a brand at work: the same seed gives the same register."""

from collections.abc import Iterable
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
from aftersales.model.entitlement import Entitlement, EntitlementKind, extension_of, warranty_term
from aftersales.model.handling import LoanUnit
from aftersales.model.money import yuan
from aftersales.model.product import Product
from aftersales.model.stock import MoveKind, Shelf
from aftersales.model.unit import Unit
from aftersales.model.workforce import Certificate, Outlet, OutletKind, ServiceArea, Technician
from aftersales.operations.stock import SUPPLIER, Movement, move
from aftersales.ports.register import Register
from aftersales.sample import brand
from aftersales.sample.people import Place, a_name, a_phone, a_place, divisions
from engine.clock import CHINA

CUSTOMERS = 200
UNITS = 500
CENTRAL = Shelf("central:main")
_CHANNELS = ("brand_store", "tmall", "jd", "department_store", "dealer")
# The accounts that the demo's stories use come first.
_TECHNICIANS = ("technician", "tech.wang", "tech.li", "tech.zhao", "tech.chen", "tech.sun", "tech.zhou")


def fill_register(register: Register, at: datetime, *, seed: int = 20261122) -> None:
    """Fill an empty register as it might stand at a moment."""
    dice = Random(seed)  # noqa: S311 - sample data, no secret
    deed = Deed("sample", at)
    everything: Iterable[object] = (
        *brand.products(),
        *brand.parts(),
        *brand.product_parts(),
        *brand.fault_codes(),
    )
    for record in everything:
        register.add(record, deed)
    outlets = _fill_outlets(register, deed)
    _fill_technicians(register, outlets, dice, deed)
    _fill_stock(register, outlets, deed)
    places = _fill_customers(register, dice, deed)
    _fill_units(register, places, dice, deed)


def _fill_outlets(register: Register, deed: Deed) -> list[Outlet]:
    outlets: list[Outlet] = []
    for province, cities in sorted(divisions().items()):
        for city in sorted(cities):
            number = len(outlets) + 1
            kind = OutletKind.OWN if number % 3 else OutletKind.PARTNER
            outlet = Outlet(
                f"O{number:02d}", f"{city}服务网点", kind, province, city, f"400-000-{number:04d}"
            )
            register.add(outlet, deed)
            register.add(ServiceArea(f"A{number:02d}", outlet.id, province, city), deed)
            outlets.append(outlet)
    return outlets


def _fill_technicians(register: Register, outlets: list[Outlet], dice: Random, deed: Deed) -> None:
    skills = sorted({str(product.category) for product in brand.products()})
    names = [*_TECHNICIANS, *(f"tech.{number:02d}" for number in range(len(outlets) * 2 - len(_TECHNICIANS)))]
    today = deed.at.astimezone(CHINA).date()
    for number, account in enumerate(names):
        able = tuple(sorted(dice.sample(skills, 5)))
        technician = Technician(
            account, a_name(dice), outlets[number % len(outlets)].id, a_phone(9000 + number), able
        )
        register.add(technician, deed)
        if _chance(dice, 80):
            licence = Certificate(
                f"{account}:electrician",
                account,
                "electrician",
                f"T{number:06d}",
                today - timedelta(days=dice.randint(30, 900)),
                today + timedelta(days=dice.randint(-20, 1000)),
            )
            register.add(licence, deed)


def _fill_stock(register: Register, outlets: list[Outlet], deed: Deed) -> None:
    for part in brand.parts():
        key = f"sample:{part.id}"
        move(register, Movement(key, MoveKind.RECEIVE, part.id, 200, SUPPLIER, CENTRAL), deed)
        for outlet in outlets:
            target = Shelf(f"outlet:{outlet.id}")
            wanted = Movement(f"{key}:{outlet.id}", MoveKind.TRANSFER, part.id, 4, CENTRAL, target)
            move(register, wanted, deed)
    for number, outlet in enumerate(outlets):
        model = brand.products()[number % 12].id
        register.add(LoanUnit(f"LOAN{number:04d}", model, outlet.id), deed)


def _fill_customers(register: Register, dice: Random, deed: Deed) -> list[tuple[str, Place]]:
    places = []
    for number in range(1, CUSTOMERS + 1):
        key, place = register.next_id("C"), a_place(dice)
        tier = dice.choices(list(CardTier), weights=[60, 25, 12, 3])[0]
        born = deed.at - timedelta(days=dice.randint(1, 1500))
        email = f"user{number:03d}@example.com" if _chance(dice, 50) else None
        register.add(Customer(key, a_name(dice), born, tier=tier, email=email), deed)
        register.add(CustomerPhone(f"{key}:1", key, a_phone(number), is_primary=True), deed)
        if _chance(dice, 20):
            landline = f"0571{80000000 + number}"
            register.add(CustomerPhone(f"{key}:2", key, landline, label="home"), deed)
        register.add(
            CustomerAddress(
                f"{key}:1", key, place.province, place.city, place.district, place.street, is_primary=True
            ),
            deed,
        )
        if _chance(dice, 30):
            agreed = Consent(f"{key}:marketing", key, ConsentPurpose.MARKETING, born, "app")
            register.add(agreed, deed)
        places.append((key, place))
    return places


def _fill_units(register: Register, places: list[tuple[str, Place]], dice: Random, deed: Deed) -> None:
    models = brand.products()
    today = deed.at.astimezone(CHINA).date()
    for number in range(1, UNITS + 1):
        product = dice.choice(models)
        # Everybody owns one; some own several.
        customer_id, place = places[number - 1] if number <= len(places) else dice.choice(places)
        unit = _a_unit(number, product, today - timedelta(days=dice.randint(5, 1400)), dice)
        unit = replace(unit, customer_id=customer_id, province=place.province)
        register.add(unit, deed)
        if _chance(dice, 12):
            _fill_extension(register, unit, product, dice.randint(1, 3), deed)


def _a_unit(number: int, product: Product, bought_on: date, dice: Random) -> Unit:
    delivered_on = bought_on + timedelta(days=dice.randint(0, 5))
    is_installed = product.is_installed_by_seller
    price = (product.list_price or yuan(0)) * dice.randint(85, 100) / 100
    return Unit(
        id=f"SN{bought_on:%y%m%d}{number:04d}",
        model=product.id,
        order_number=f"DD{bought_on:%Y%m%d}{number:05d}",
        channel=dice.choice(_CHANNELS),
        invoice_on=bought_on,
        invoice_price=yuan(price),
        delivered_on=delivered_on,
        installed_on=delivered_on + timedelta(days=dice.randint(0, 7)) if is_installed else None,
        installed_by=dice.choice(_TECHNICIANS) if is_installed else None,
    )


def _fill_extension(register: Register, unit: Unit, product: Product, years: int, deed: Deed) -> None:
    term = warranty_term(unit, product, on=deed.at.astimezone(CHINA).date())
    if term is None:
        return
    begins_on, ends_on = extension_of(term, years)
    fee = yuan((unit.invoice_price or yuan(0)) * years * 4 / 100)
    extension = Entitlement(
        f"{unit.id}:extension", unit.id, EntitlementKind.EXTENDED_WARRANTY, begins_on, ends_on, fee
    )
    register.add(extension, deed)


def _chance(dice: Random, percent: int) -> bool:
    return dice.randrange(100) < percent
