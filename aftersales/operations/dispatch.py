"""Finds who may make a visit: by area, skill, certificate, calendar and capacity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import (
    Absence,
    Certificate,
    Fitness,
    Need,
    ServiceArea,
    Technician,
    fitness,
    serving,
)
from aftersales.ports.register import Register, Search
from engine.clock import CHINA

_COUNTING = {VisitState.AGREED, VisitState.UNDER_WAY, VisitState.ARRIVED, VisitState.DONE}


@dataclass(frozen=True, slots=True)
class Site:
    """Where a visit is to be made."""

    province: str
    city: str
    district: str


def outlet_for(register: Register, site: Site) -> str | None:
    """Return the outlet that serves a place; None outside every area, where a partner must be asked."""
    return serving(register.all(ServiceArea, province=site.province), site.province, site.city, site.district)


def judged_technicians(register: Register, need: Need) -> Sequence[Fitness]:
    """Return every technician of the outlet with what stands in the way, the fit and least busy first."""
    equal = {} if need.outlet_id is None else {"outlet_id": need.outlet_id}
    judged = [
        judged_technician(register, technician, need) for technician in register.all(Technician, **equal)
    ]
    return sorted(judged, key=lambda fit: (not fit.is_fit, fit.load, fit.technician.id))


def judged_technician(register: Register, technician: Technician, need: Need) -> Fitness:
    """Return what stands in one technician's way."""
    return fitness(
        technician,
        need,
        certificates=register.all(Certificate, technician_id=technician.id),
        absences=register.all(Absence, technician_id=technician.id),
        visits_that_day=visits_on(register, technician.id, need.on),
    )


def visits_on(register: Register, technician_id: str, day: date) -> int:
    """Return how many visits a technician has on a day in China."""
    begin = datetime.combine(day, time.min, CHINA)
    search = Search(
        equal={"technician_id": technician_id},
        since={"begins_at": begin},
        before={"begins_at": begin + timedelta(days=1)},
        limit=500,
    )
    return sum(visit.state in _COUNTING for visit in register.find(Visit, search).items)
