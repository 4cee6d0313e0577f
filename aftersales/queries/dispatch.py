"""What dispatchers look at: who could make a visit, and what everybody's day looks like."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import (
    Absence,
    Certificate,
    Fitness,
    Need,
    Outlet,
    ServiceArea,
    Technician,
    fitness,
    serving,
)
from aftersales.ports.register import Register, Search
from aftersales.queries.related import grouped
from engine.clock import CHINA

# The process and the element at which a visit waits for its technician.
WAITING_AT: Final = ("visit", "assign_technician")
_COUNTING = {VisitState.AGREED, VisitState.UNDER_WAY, VisitState.ARRIVED, VisitState.DONE}
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Work:
    """What a visit asks for, as far as the case knows."""

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
            # People write the district behind the city or before the street: "南京市鼓楼区".
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
    return judged(register, register.all(Technician), need_of(register, work, day))


def need_of(register: Register, work: Work, day: date) -> Need:
    """Return what whoever makes a visit on a day has to bring."""
    return Need(day, work.category, work.certificates, outlet_of(register, work))


def judged(register: Register, technicians: Collection[Technician], need: Need) -> Sequence[Fitness]:
    """Return what stands in the technicians' way: the outlet's own come first, the fit, the least busy."""
    ids = [each.id for each in technicians]
    certificates = grouped(register, Certificate, "technician_id", ids)
    absences = grouped(register, Absence, "technician_id", ids)
    visits = grouped(register, Visit, "technician_id", ids, _during(need.on))
    found = [
        fitness(
            each,
            need,
            certificates=certificates[each.id],
            absences=absences[each.id],
            visits_that_day=sum(visit.state in _COUNTING for visit in visits[each.id]),
        )
        for each in technicians
    ]
    return sorted(found, key=_preference)


def _preference(fit: Fitness) -> tuple[bool, bool, float, str]:
    others = set(fit.obstacles) - {"other_outlet"}
    return "other_outlet" in fit.obstacles, bool(others), fit.load, fit.technician.id


def outlet_of(register: Register, work: Work) -> str | None:
    """Return the outlet that serves a visit's place; None outside every area: a partner must be asked."""
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
    for visit in register.find(Visit, replace(_during(day), sort="begins_at", limit=_MOST)).items:
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


def _during(day: date) -> Search:
    begin = datetime.combine(day, time.min, CHINA)
    return Search(since={"begins_at": begin}, before={"begins_at": begin + timedelta(days=1)})


def _text(known: Mapping[str, object], name: str) -> str | None:
    value = known.get(name)
    return None if value is None or str(value).strip() == "" else str(value)
