"""Visits, technicians and outlets on the wire."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from aftersales.model.product import Category
from aftersales.model.visit import VisitState
from aftersales.model.workforce import OutletKind
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter, SearchText
from api.wire.scalar import Bound, Id, Name, View


class VisitView(View, Versioned):
    """A visit in its agreed window. `version` is its ETag."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-21"])
    case_number: str = Field(examples=["WX-20261122-0007"])
    technician_id: str = Field(examples=["technician"])
    begins_at: datetime = Field(examples=["2026-11-23T01:00:00+00:00"])
    ends_at: datetime = Field(examples=["2026-11-23T03:00:00+00:00"])
    state: VisitState = Field(examples=["agreed"])
    address_id: str | None = Field(examples=["C000012:1"])
    arrived_at: datetime | None = Field(examples=[None])
    left_at: datetime | None = Field(examples=[None])
    result: str | None = Field(examples=[None])
    moved: int = Field(description="How often it was put off.", examples=[0])
    version: int = Field(examples=[1])


class VisitFilter(RegisterFilter):
    """Which visits; all conditions must hold."""

    case_number: Name | None = None
    technician_id: Id | None = None
    state: VisitState | None = None
    begins_at_after: Bound | None = None
    begins_at_before: Bound | None = None
    sort: Annotated[str | None, sortable("begins_at", "id", "technician_id", "state")] = None


class TechnicianView(View, Versioned):
    """Somebody who visits and repairs; `id` is the account. `version` is its ETag."""

    id: str = Field(examples=["technician"])
    name: str = Field(examples=["张伟"])
    outlet_id: str = Field(examples=["O01"])
    phone: str = Field(examples=["13900009000"])
    skills: list[str] = Field(description="Product categories.", examples=[["air_conditioner", "tv"]])
    visits_a_day: int = Field(examples=[5])
    is_active: bool = Field(examples=[True])
    version: int = Field(examples=[1])


class CertificateView(View):
    """A licence that some work must not be done without."""

    name: str = Field(examples=["electrician"])
    number: str = Field(examples=["T000001"])
    valid_from: date = Field(examples=["2025-01-01"])
    valid_until: date = Field(examples=["2027-12-31"])


class AbsenceView(View):
    """Days on which a technician does not work."""

    first_on: date = Field(examples=["2026-12-01"])
    last_on: date = Field(examples=["2026-12-03"])
    reason: str = Field(examples=["年假"])


class TechnicianDetail(TechnicianView):
    """A technician with certificates and absences."""

    certificates: list[CertificateView]
    absences: list[AbsenceView]


class TechnicianFilter(RegisterFilter):
    """Which technicians; all conditions must hold."""

    text: SearchText = None
    outlet_id: Id | None = None
    skill: Category | None = None
    is_active: bool | None = None
    sort: Annotated[str | None, sortable("id", "name", "outlet_id")] = None


class OutletView(View, Versioned):
    """A place from which service is given. `version` is its ETag."""

    id: str = Field(examples=["O01"])
    name: str = Field(examples=["杭州市服务网点"])
    kind: OutletKind = Field(examples=["own"])
    province: str = Field(examples=["zhejiang"])
    city: str = Field(examples=["杭州市"])
    phone: str = Field(examples=["400-000-0001"])
    is_open: bool = Field(examples=[True])
    version: int = Field(examples=[1])


class OutletFilter(RegisterFilter):
    """Which outlets; all conditions must hold."""

    kind: OutletKind | None = None
    is_open: bool | None = None
    sort: Annotated[str | None, sortable("id", "name", "city")] = None
