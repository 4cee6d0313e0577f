"""Who does the work: outlets and areas; technicians with skills, certificates, calendar and capacity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# The category of appliances of no kind of their own: nobody is trained for it, anybody may go.
_NO_KIND = "other"


class OutletKind(StrEnum):
    """What an outlet is."""

    CENTRE = "centre"
    OWN = "own"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A place from which service is given."""

    id: str
    name: str
    kind: OutletKind
    province: str
    city: str
    phone: str
    is_open: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """Where an outlet serves: a province, a city of it, or a district of that."""

    id: str
    outlet_id: str
    province: str
    city: str | None = None
    district: str | None = None
    version: int = 1

    def depth_at(self, province: str, city: str, district: str) -> int:
        """Return how exactly it names a place: 3 for the district, 0 where it does not reach.

        City and district may be longer than their names, as people write them: 南京市鼓楼区中山路.
        """
        if self.province != province or not city.startswith(self.city or ""):
            return 0
        if self.district not in {None, district} and f"{self.city}{self.district}" not in district:
            return 0
        return 1 + (self.city is not None) + (self.district is not None)


@dataclass(frozen=True, slots=True)
class Technician:
    """Somebody who visits and repairs; `id` is the account. `skills` are product categories."""

    id: str
    name: str
    outlet_id: str
    phone: str
    skills: tuple[str, ...]
    visits_a_day: int = 5
    is_active: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True)
class Certificate:
    """A licence that some work must not be done without, such as an electrician's."""

    id: str
    technician_id: str
    name: str
    number: str
    valid_from: date
    valid_until: date
    version: int = 1


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a technician does not work."""

    id: str
    technician_id: str
    first_on: date
    last_on: date
    reason: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Need:
    """What a visit needs of whoever makes it."""

    on: date
    skill: str | None
    certificates: tuple[str, ...] = ()
    outlet_id: str | None = None


@dataclass(frozen=True, slots=True)
class Fitness:
    """Whether a technician may make a visit; if not, why. `load` is the share of the day that is taken."""

    technician: Technician
    obstacles: tuple[str, ...]
    load: float

    @property
    def is_fit(self) -> bool:
        """Say whether nothing stands in the way."""
        return not self.obstacles


def fitness(
    technician: Technician,
    need: Need,
    *,
    certificates: Iterable[Certificate] = (),
    absences: Iterable[Absence] = (),
    visits_that_day: int = 0,
) -> Fitness:
    """Judge one technician. A missing certificate is never weighed against anything: it excludes."""
    valid = {c.name for c in certificates if c.valid_from <= need.on <= c.valid_until}
    found = [
        ("inactive", not technician.is_active),
        ("other_outlet", need.outlet_id not in {None, technician.outlet_id}),
        ("skill", need.skill not in {None, _NO_KIND, *technician.skills}),
        ("absent", any(a.first_on <= need.on <= a.last_on for a in absences)),
        ("full", visits_that_day >= technician.visits_a_day),
        *((f"certificate:{name}", name not in valid) for name in need.certificates),
    ]
    load = visits_that_day / technician.visits_a_day if technician.visits_a_day else 1.0
    return Fitness(technician, tuple(name for name, stands in found if stands), load)


def serving(areas: Iterable[ServiceArea], province: str, city: str, district: str) -> str | None:
    """Return the outlet that serves a place: who names it most exactly; None outside every area."""
    reaching = [(area.depth_at(province, city, district), area.outlet_id) for area in areas]
    best = max((depth for depth, _ in reaching), default=0)
    return min(outlet for depth, outlet in reaching if depth == best) if best else None
