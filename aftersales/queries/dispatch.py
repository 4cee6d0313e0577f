"""What dispatchers look at: who could make a visit, and what everybody's day looks like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from aftersales.model.visit import Visit
from aftersales.model.workforce import Absence, Fitness, Need, Outlet, ServiceArea, Technician, serving
from aftersales.operations.dispatch import judged_technicians
from aftersales.ports.register import Register, Search
from aftersales.queries.related import grouped
from engine.clock import CHINA

# The process and the element at which a visit waits for its technician.
WAITING_AT: Final = ("visit", "assign_technician")
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Work:
    """What a waiting visit asks for, as far as the case knows."""

    province: str | None
    place: str
    category: str | None
    certificates: tuple[str, ...] = ()

    @classmethod
    def of(cls, known: Mapping[str, object]) -> "Work":
        """Return what a case's variables ask for."""
        dispatch = known.get("dispatch")
        wanted = dispatch.get("certificates") if isinstance(dispatch, Mapping) else None
        return cls(
            province=_text(known, "province"),
            # People write the district behind the city or before the street.
            place="".join(_text(known, name) or "" for name in ("city", "district", "address")),
            category=_text(known, "product_category"),
            certificates=tuple(map(str, wanted)) if isinstance(wanted, list | tuple) else (),
        )


@dataclass(frozen=True, slots=True)
class Day:
    """A technician's day: the visits, and why there are none."""

    technician: Technician
    outlet: Outlet | None
    visits: tuple[Visit, ...]
    absence: str | None


def candidates(register: Register, work: Work, day: date) -> Sequence[Fitness]:
    """Return every technician with what stands in the way on a day, the fit and least busy first."""
    outlet_id = outlet_of(register, work)
    need = Need(on=day, skill=work.category, certificates=work.certificates, outlet_id=outlet_id)
    near = judged_technicians(register, need)
    if outlet_id is None:
        return near
    known = {fit.technician.id for fit in near}
    far = judged_technicians(register, Need(on=day, skill=work.category, certificates=work.certificates))
    others = [fit for fit in far if fit.technician.id not in known]
    return [*near, *(Fitness(fit.technician, ("other_outlet", *fit.obstacles), fit.load) for fit in others)]


def outlet_of(register: Register, work: Work) -> str | None:
    """Return the outlet that serves the place of a visit."""
    if work.province is None:
        return None
    areas = register.all(ServiceArea, province=work.province)
    return serving(areas, work.province, work.place, work.place)


def days(register: Register, day: date) -> Sequence[Day]:
    """Return the day of every technician who works for the brand, by outlet and name."""
    technicians = register.all(Technician, is_active=True)
    outlets = {outlet.id: outlet for outlet in register.all(Outlet)}
    absences = grouped(register, Absence, "technician_id", [each.id for each in technicians])
    visits: dict[str, list[Visit]] = {}
    begin = datetime.combine(day, time.min, CHINA)
    search = Search(
        since={"begins_at": begin},
        before={"begins_at": begin + timedelta(days=1)},
        sort="begins_at",
        limit=_MOST,
    )
    for visit in register.find(Visit, search).items:
        visits.setdefault(visit.technician_id, []).append(visit)
    found = [
        Day(
            each,
            outlets.get(each.outlet_id),
            tuple(visits.get(each.id, ())),
            next((a.reason for a in absences[each.id] if a.first_on <= day <= a.last_on), None),
        )
        for each in technicians
    ]
    return sorted(found, key=lambda one: (one.technician.outlet_id, one.technician.name, one.technician.id))


def _text(known: Mapping[str, object], name: str) -> str | None:
    value = known.get(name)
    return None if value is None or str(value).strip() == "" else str(value)
