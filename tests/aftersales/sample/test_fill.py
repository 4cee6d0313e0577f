"""The sample register is whole, plausible, and the same for the same seed."""

from collections import Counter

import pytest

from aftersales.model.customer import Customer, CustomerAddress, CustomerPhone
from aftersales.model.entitlement import Entitlement
from aftersales.model.product import FaultCode, Product
from aftersales.model.stock import Part, StockLevel, StockMove
from aftersales.model.unit import Unit
from aftersales.model.workforce import Outlet, ServiceArea, Technician, serving
from aftersales.operations.stock import wrong_levels
from aftersales.ports.register import Register
from aftersales.sample import fill_register
from aftersales.sheets import SHEETS, export_csv, import_table
from engine.ports.store import Store
from tests.aftersales.build import DEED, NOW, registering
from tests.aftersales.memory import in_memory


def snapshot(register: Register) -> list[object]:
    return [*register.all(Customer), *register.all(Unit), *register.all(CustomerAddress)]


def test_a_brand_is_at_work(database: Store) -> None:
    with registering(database) as register:
        fill_register(register, NOW)

        kinds = (Product, Customer, Unit)
        assert [len(register.all(kind)) for kind in kinds] == [12, 200, 500]
        assert len({outlet.province for outlet in register.all(Outlet)}) >= 5
        assert len(register.all(Technician)) > 20
        assert len(register.all(Entitlement)) > 20


@pytest.fixture(scope="module")
def brand() -> object:
    with in_memory() as register:
        fill_register(register, NOW)
        yield register


def test_the_same_seed_gives_the_same_register(brand: Register) -> None:
    with in_memory() as other:
        fill_register(other, NOW)

        assert snapshot(brand) == snapshot(other)


def test_another_seed_gives_another(brand: Register) -> None:
    with in_memory() as other:
        fill_register(other, NOW, seed=1)

        assert snapshot(brand) != snapshot(other)


def test_everything_named_exists(brand: Register) -> None:
    models = {product.id for product in brand.all(Product)}
    customers = {customer.id for customer in brand.all(Customer)}
    parts = {part.id for part in brand.all(Part)}

    assert {unit.model for unit in brand.all(Unit)} <= models
    assert {unit.customer_id for unit in brand.all(Unit)} == customers
    assert {fault.part_id for fault in brand.all(FaultCode)} - {None} <= parts


def test_the_days_of_a_unit_follow_each_other(brand: Register) -> None:
    for unit in brand.all(Unit):
        assert unit.invoice_on is not None
        assert unit.delivered_on is not None
        assert unit.invoice_on <= unit.delivered_on <= (unit.installed_on or unit.delivered_on)


def test_the_stock_balances(brand: Register) -> None:
    assert wrong_levels(brand.all(StockLevel), brand.all(StockMove)) == []


def test_every_customer_lives_in_some_outlet_s_area(brand: Register) -> None:
    areas = brand.all(ServiceArea)

    assert all(serving(areas, a.province, a.city, a.district) for a in brand.all(CustomerAddress))


def test_no_number_is_given_twice(brand: Register) -> None:
    counted = Counter(phone.digits for phone in brand.all(CustomerPhone))

    assert max(counted.values()) == 1


def test_the_sample_survives_its_own_export(brand: Register) -> None:
    for sheet in SHEETS.values():
        done = import_table(brand, sheet, export_csv(brand, sheet), DEED)

        assert (done.added, done.changed) == (0, 0)
