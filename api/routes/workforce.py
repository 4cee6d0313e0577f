"""Visits, technicians and outlets of the register."""

from typing import Annotated

from fastapi import Query

from aftersales import reading
from aftersales.model.visit import Visit
from aftersales.model.workforce import Absence, Certificate, Outlet, Technician
from aftersales.ports.register import Either
from api.access.caller import RegisterReader, TheEngine
from api.exact_route import router
from api.routes.refused import FOUND
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId
from api.wire.workforce import (
    AbsenceView,
    CertificateView,
    OutletFilter,
    OutletView,
    TechnicianDetail,
    TechnicianFilter,
    TechnicianView,
    VisitFilter,
    VisitView,
)

visit_routes = router("/visits", "register")
technician_routes = router("/technicians", "register")
outlet_routes = router("/outlets", "register")


@visit_routes.get("", summary="List visits")
def list_visits(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[VisitFilter, Query()]
) -> PageView[VisitView]:
    """List visits in the order of their appointments: of a case, a technician, a period."""
    with reading(engine.store) as register:
        return found_page(register.find(Visit, asked.search("begins_at")), VisitView.model_validate)


@visit_routes.get("/{visit_id}", summary="Read a visit", responses=FOUND)
def read_visit(engine: TheEngine, caller: RegisterReader, visit_id: PathId) -> VisitView:
    """Read one visit."""
    with reading(engine.store) as register:
        return VisitView.model_validate(register.get(Visit, visit_id))


@technician_routes.get("", summary="List technicians")
def list_technicians(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[TechnicianFilter, Query()]
) -> PageView[TechnicianView]:
    """List technicians; `text` is part of a name, account or telephone number."""
    either = None if asked.text is None else Either(asked.text, ("name", "id", "phone"))
    # Skills are stored as a JSON array: the quotes keep one word from being found inside another.
    like = {} if asked.skill is None else {"skills": f'"{asked.skill}"'}
    search = asked.search("id", apart=("skill",), either=either, like=like)
    with reading(engine.store) as register:
        return found_page(register.find(Technician, search), TechnicianView.model_validate)


@technician_routes.get("/{technician_id}", summary="Read a technician", responses=FOUND)
def read_technician(engine: TheEngine, caller: RegisterReader, technician_id: PathId) -> TechnicianDetail:
    """Read a technician with certificates and absences."""
    with reading(engine.store) as register:
        view = TechnicianView.model_validate(register.get(Technician, technician_id))
        certificates = register.all(Certificate, technician_id=technician_id)
        absences = register.all(Absence, technician_id=technician_id)
    return TechnicianDetail(
        **view.model_dump(),
        certificates=[CertificateView.model_validate(each) for each in certificates],
        absences=[AbsenceView.model_validate(each) for each in absences],
    )


@outlet_routes.get("", summary="List outlets")
def list_outlets(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[OutletFilter, Query()]
) -> PageView[OutletView]:
    """List the places from which service is given."""
    with reading(engine.store) as register:
        return found_page(register.find(Outlet, asked.search("id")), OutletView.model_validate)
