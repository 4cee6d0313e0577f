"""Who and what the demo's cases are about: customers, units and technicians of the sample register."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from aftersales.model.customer import Customer, CustomerAddress, CustomerPhone
from aftersales.model.product import Product
from aftersales.model.unit import Unit
from aftersales.model.workforce import Certificate, Outlet, Technician
from aftersales.ports.register import Register
from aftersales.sample.diary import Times
from engine.clock import CHINA
from engine.testing.scenario import Scenario
from engine.testing.variation import beginning

_NEAR = timedelta(days=45)
# A unit of the register takes the place of a story's own where a few weeks decide nothing.
_CLEAR_OF_RETURN, _CLEAR_OF_WARRANTY, _LONG_OUT = 60, 320, 420
_NEEDED = {
    "air_conditioner": {"electrician", "refrigeration"},
    "water_heater": {"gas"},
    "small_appliance": set[str](),
}
_MOSTLY_NEEDED = {"electrician"}
_LOANS = 6
# A second visit comes some days after the first.
_MARGIN = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Role:
    """What has to be cast: a story at its times, what may differ in it, and who goes where that is said."""

    story: Scenario
    times: Times
    look: Mapping[str, object]
    technician: str | None


class Company:
    """The people and things of a register, each unit in one case only."""

    def __init__(self, register: Register) -> None:
        self._customers = {customer.id: customer for customer in register.all(Customer)}
        self._phones = {p.customer_id: p.digits for p in register.all(CustomerPhone, is_primary=True)}
        self._homes = {a.customer_id: a for a in register.all(CustomerAddress, is_primary=True)}
        self._products = register.all(Product)
        self._units: dict[str, list[Unit]] = defaultdict(list)
        category = {product.id: str(product.category) for product in self._products}
        for unit in register.all(Unit):
            self._units[category[unit.model]].append(unit)
        self._outlets = {outlet.city: outlet.id for outlet in register.all(Outlet)}
        self._technicians = {t.id: t for t in register.all(Technician)}
        self._licences: dict[str, list[Certificate]] = defaultdict(list)
        for licence in register.all(Certificate):
            self._licences[licence.technician_id].append(licence)
        self._numbers, self._lent = count(1), defaultdict[str, int](int)

    def fields(self, role: Role, dice: Random) -> dict[str, object]:
        """Return what the forms of a case say of people and things."""
        told = _report(role.story)
        if told.get("customer_type") != "consumer" or told.get("in_our_area") is False:
            return {}
        facts = {**told, **role.look}
        outlet = None if role.technician is None else self._technicians[role.technician].outlet_id
        unit = self._unit(role, facts, outlet, dice)
        if unit is None:
            customer = dice.choice([c for c in sorted(self._homes) if self._serves(c, role, facts, outlet)])
            thing = self._new_unit(role, facts, dice)
        else:
            customer, thing = str(unit.customer_id), _words_of(unit)
        return {**self._person(customer), **thing, **self._work(role, facts, customer, dice)}

    def _unit(self, role: Role, facts: Mapping[str, Any], outlet: str | None, dice: Random) -> Unit | None:
        bought_on = _moved(role, facts.get("bought_on"))
        if "product_model" in role.look or bought_on is None or not _is_clear(facts, role):
            return None
        near = [
            unit
            for unit in self._units[facts["product_category"]]
            if unit.invoice_on is not None
            and abs(unit.invoice_on - bought_on) <= _NEAR
            and self._serves(str(unit.customer_id), role, facts, outlet)
        ]
        if not near:
            return None
        chosen = dice.choice(near)
        self._units[facts["product_category"]].remove(chosen)
        return chosen

    def _new_unit(self, role: Role, facts: Mapping[str, Any], dice: Random) -> dict[str, object]:
        """Return the words for a unit that the register hears of with the case."""
        sold_on = _moved(role, facts.get("bought_on")) or role.times.begins_at.date()
        serial = f"AX{sold_on:%y%m%d}{9000 + next(self._numbers)}"
        models = [p for p in self._products if p.category == facts.get("product_category")]
        same_price = [p for p in models if p.list_price == facts.get("paid_amount")]
        model = (
            facts["product_model"] if "product_model" in role.look else dice.choice(same_price or models).id
        )
        return _serials(serial) | {"product_model": model}

    def _person(self, customer: str) -> dict[str, object]:
        home = self._homes[customer]
        return {
            "customer_name": self._customers[customer].name,
            "customer_phone": self._phones[customer],
            "province": home.province,
            "city": f"{home.city}{home.district}",
            "address": home.street,
        }

    def _work(self, role: Role, facts: Mapping[str, Any], customer: str, dice: Random) -> dict[str, object]:
        """Return who goes, what is lent, and the numbers on papers of the case."""
        number, outlet = next(self._numbers), self._outlet(customer)
        on = _ahead(role)
        self._lent[outlet] += 1
        return {
            "technician": role.technician or dice.choice(self._able(outlet, facts, on)),
            "loan_serial": f"LOAN-{outlet}-{self._lent[outlet] % _LOANS + 1}",
            "replacement_serial": f"AX{on:%y%m%d}{8000 + number}",
            "tracking_number": f"SF1{on:%y%m%d}{number:05d}",
            "replacement_tracking": f"JD00{on:%y%m%d}{number:04d}",
            "receipt_number": f"FP-{number:05d}",
            "refund_reference": f"TK-{number:06d}",
            "compensation_reference": f"BC-{number:05d}",
            "refunded_on": (role.times.begins_at + timedelta(days=3)).date().isoformat(),
        }

    def _serves(self, customer: str, role: Role, facts: Mapping[str, Any], outlet: str | None) -> bool:
        """Say whether somebody can be sent to a customer, from the outlet that is wanted."""
        home = self._outlet(customer)
        return outlet in {None, home} and bool(self._able(home, facts, _ahead(role)))

    def _able(self, outlet: str, facts: Mapping[str, Any], on: date) -> list[str]:
        """Return who of an outlet is trained and licensed for the unit on a day."""
        category = facts.get("product_category", "")
        needed = _NEEDED.get(category, _MOSTLY_NEEDED)
        here = [t for _, t in sorted(self._technicians.items()) if t.outlet_id == outlet]
        return [t.id for t in here if category in t.skills and needed <= self._held(t, on)]

    def _held(self, technician: Technician, on: date) -> set[str]:
        licences = self._licences[technician.id]
        return {c.name for c in licences if c.valid_from <= on and on + _MARGIN <= c.valid_until}

    def _outlet(self, customer: str) -> str:
        return self._outlets[self._homes[customer].city]


def _report(story: Scenario) -> Mapping[str, Any]:
    return next((s["with"] for s in story.steps if "customer_name" in s.get("with", {})), {})


def _ahead(role: Role) -> date:
    return (role.times.begins_at + role.times.later).astimezone(CHINA).date()


def _moved(role: Role, told: str | None) -> date | None:
    if told is None:
        return None
    days = role.times.begins_at.astimezone(CHINA).date() - beginning(role.story).date()
    return date.fromisoformat(told) + days


def _is_clear(facts: Mapping[str, Any], role: Role) -> bool:
    age = (beginning(role.story).date() - date.fromisoformat(facts["bought_on"])).days
    youngest, oldest = age - _NEAR.days, age + _NEAR.days
    return youngest >= _LONG_OUT or (youngest >= _CLEAR_OF_RETURN and oldest <= _CLEAR_OF_WARRANTY)


def _words_of(unit: Unit) -> dict[str, object]:
    dates = {"bought_on": unit.invoice_on, "delivered_on": unit.delivered_on}
    told = {name: day.isoformat() for name, day in dates.items() if isinstance(day, date)}
    return _serials(unit.id) | told | {"product_model": unit.model}


def _serials(serial: str) -> dict[str, object]:
    return dict.fromkeys(("serial_number", "received_serial", "goods_serial"), serial)
