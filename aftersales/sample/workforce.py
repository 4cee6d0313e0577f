"""The invented brand's outlets and technicians."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from aftersales.model.handling import LoanUnit
from aftersales.model.workforce import Certificate, Outlet, OutletKind, Technician
from aftersales.sample import brand
from aftersales.sample.people import a_name, a_phone, chance, divisions


@dataclass(frozen=True, slots=True)
class Known:
    """A technician whom stories name, and where."""

    name: str
    city: str


# The stories' own: able and licensed for everything at any time, so that a story is about what it tells.
NAMED = {
    "technician": Known("张伟", "南京市"),
    "tech.wang": Known("王强", "南京市"),
    "tech.li": Known("李勇", "广州市"),
    "tech.zhao": Known("赵磊", "成都市"),
    "tech.chen": Known("陈锋", "苏州市"),
    "tech.sun": Known("孙涛", "杭州市"),
    "tech.zhou": Known("周凯", "济南市"),
}
CERTIFICATES = ("electrician", "refrigeration", "gas")
_VISITS_A_DAY = 8
_LOANS = 6
# A licence lasts six years; the oldest story is of 2012.
_RENEWED = tuple(range(2009, 2039, 6))


def outlets() -> Iterator[Outlet]:
    """Yield one outlet for each city."""
    cities = [(province, city) for province in sorted(divisions()) for city in sorted(divisions()[province])]
    for number, (province, city) in enumerate(cities, start=1):
        kind = OutletKind.OWN if number % 3 else OutletKind.PARTNER
        yield Outlet(f"O{number:02d}", f"{city}服务网点", kind, province, city, f"400-000-{number:04d}")


def loan_units(places: Sequence[Outlet]) -> Iterator[LoanUnit]:
    """Yield what each outlet can lend."""
    for outlet in places:
        for number, product in enumerate(brand.products()[:_LOANS], start=1):
            yield LoanUnit(f"LOAN-{outlet.id}-{number}", product.id, outlet.id)


def technicians(places: Sequence[Outlet], today: date, dice: Random) -> Iterator[object]:
    """Yield technicians with their licences: the stories' own, then others with what they happen to have."""
    skills = sorted({str(product.category) for product in brand.products()})
    outlet_of = {outlet.city: outlet.id for outlet in places}
    for number, (account, known) in enumerate(NAMED.items()):
        home, phone = outlet_of[known.city], a_phone(9000 + number)
        yield Technician(account, known.name, home, phone, tuple(skills), visits_a_day=_VISITS_A_DAY)
        yield from _licensed_for_ever(account)
    for number in range(len(places) * 2 - len(NAMED)):
        account, able = f"tech.{number:02d}", tuple(sorted(dice.sample(skills, 5)))
        home = places[number % len(places)].id
        yield Technician(account, a_name(dice), home, a_phone(9100 + number), able)
        yield from _licensed_by_chance(account, number, today, dice)


def _licensed_for_ever(account: str) -> Iterator[Certificate]:
    for name in CERTIFICATES:
        for year in _RENEWED:
            begin, end = date(year, 1, 1), date(year + 5, 12, 31)
            yield Certificate(f"{account}:{name}:{year}", account, name, f"T{account}{year}", begin, end)


def _licensed_by_chance(account: str, number: int, today: date, dice: Random) -> Iterator[Certificate]:
    for name, percent in zip(CERTIFICATES, (80, 50, 40), strict=True):
        since = today - timedelta(days=dice.randint(30, 900))
        until = today + timedelta(days=dice.randint(-20, 1000))
        if chance(dice, percent):
            yield Certificate(f"{account}:{name}", account, name, f"T{number:06d}", since, until)
