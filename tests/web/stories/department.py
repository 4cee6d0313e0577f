"""A department on its first day: models, people and customers, but no case yet; we move its clock."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from aftersales import register_in
from aftersales.model.customer import Customer, CustomerAddress, CustomerPhone
from aftersales.model.deed import Deed
from aftersales.model.unit import Unit
from aftersales.ports.register import Register
from aftersales.sample.fill import fill_brand
from api.demo import enrol_people
from api.program import ASSEMBLY
from engine.clock import CHINA
from engine.settings import Settings
from engine.testing.department import deploy_models
from tests.department import NOW
from tests.server import ROOT, served
from tests.web.office import Office

_OPENS_AT = time(9, 30)


@dataclass(frozen=True, slots=True)
class Owner:
    """A customer with an appliance, which the register knows if `age` is told: how long ago it was bought."""

    name: str
    phone: str
    model: str
    serial: str
    age: timedelta | None = None

    @property
    def home(self) -> Mapping[str, str]:
        """Where they live, as the portal asks for it."""
        return {"province": "jiangsu", "city": "南京市玄武区", "address": "珠江路 18 号 3 幢 502 室"}

    def enter(self, register: Register, today: date, deed: Deed) -> None:
        """Enter them into the register."""
        if self.age is None:
            return
        key, bought_on = f"C{self.phone}", today - self.age
        register.add(Customer(key, self.name, deed.at), deed)
        register.add(CustomerPhone(f"{key}:1", key, self.phone, is_primary=True), deed)
        street = self.home["address"]
        register.add(
            CustomerAddress(f"{key}:1", key, "jiangsu", "南京市", "玄武区", street, is_primary=True), deed
        )
        delivered_on = bought_on + timedelta(days=2)
        register.add(
            Unit(self.serial, self.model, key, invoice_on=bought_on, delivered_on=delivered_on), deed
        )


@dataclass(frozen=True, slots=True)
class Department:
    """Where a department serves, and how its time passes."""

    address: str
    office: Office

    def now(self) -> datetime:
        """Return the moment that the department's clock shows, in China."""
        told = datetime.fromisoformat(self.office.ask("admin", "/clock")["now"])
        return told.astimezone(CHINA)

    def wait(self, by: timedelta) -> None:
        """Let time pass."""
        self.office.ask("admin", "/clock/advance", {"by": f"PT{int(by.total_seconds())}S"})

    def wait_until(self, at: time) -> None:
        """Let time pass until an hour of today."""
        now = self.now()
        self.wait(datetime.combine(now.date(), at, CHINA) - now)

    def next_morning(self) -> date:
        """Let time pass until the next day's opening, and return that day."""
        tomorrow = self.now().date() + timedelta(days=1)
        self.wait(datetime.combine(tomorrow, _OPENS_AT, CHINA) - self.now())
        return tomorrow


@contextmanager
def opened(folder: Path, database: str, owners: tuple[Owner, ...]) -> Iterator[Department]:
    """Found a department on an empty database, and serve it."""
    _found(database, owners)
    with served(folder, "--database", database, clock_start=NOW) as address:
        yield Department(address, Office(address))


def _found(database: str, owners: tuple[Owner, ...]) -> None:
    engine = ASSEMBLY.engine(Settings(database=database, demo=True, clock="virtual", clock_start=NOW))
    try:
        deploy_models(engine, ROOT)
        enrol_people(engine)
        with engine.store.begin() as tx:
            register, deed = register_in(tx), Deed("sample", NOW)
            fill_brand(register, NOW, Random(1))  # noqa: S311 - sample data, no secret
            for owner in owners:
                owner.enter(register, NOW.date(), deed)
    finally:
        engine.store.close()
