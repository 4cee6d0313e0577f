"""Timers, jobs and incidents: what runs later, and what a person must mend."""

from typing import Annotated

from fastapi import Query

from api.access.caller import CaseReader, Operator, TheEngine
from api.exact_route import router
from api.routes.refused import CHANGED, FOUND
from api.wire.operation import (
    IncidentFilter,
    IncidentView,
    JobFilter,
    JobView,
    ResolveIncident,
    RetryIncident,
    TimerFilter,
    TimerView,
)
from api.wire.page import PageView, page_of
from api.wire.scalar import PathId
from api.wire.variables import variables_from_wire
from engine import operations, queries

timers = router("/timers", "timers")
jobs = router("/jobs", "jobs")
incidents = router("/incidents", "incidents")


@timers.get("", summary="List timers")
def list_timers(
    engine: TheEngine, caller: CaseReader, asked: Annotated[TimerFilter, Query()]
) -> PageView[TimerView]:
    """List timers, the earliest first."""
    return page_of(queries.timers(engine, asked.query(), asked.paging()), TimerView.model_validate)


@jobs.get("", summary="List jobs")
def list_jobs(
    engine: TheEngine, caller: CaseReader, asked: Annotated[JobFilter, Query()]
) -> PageView[JobView]:
    """List jobs that wait or run, the earliest first."""
    return page_of(queries.jobs(engine, asked.query(), asked.paging()), JobView.model_validate)


@jobs.get("/{job_id}", summary="Read a job", responses=FOUND)
def read_job(engine: TheEngine, caller: CaseReader, job_id: PathId) -> JobView:
    """Read one job."""
    return JobView.model_validate(queries.job(engine, job_id))


@incidents.get("", summary="List incidents")
def list_incidents(
    engine: TheEngine, caller: CaseReader, asked: Annotated[IncidentFilter, Query()]
) -> PageView[IncidentView]:
    """List incidents, open and resolved."""
    return page_of(queries.incidents(engine, asked.query(), asked.paging()), IncidentView.model_validate)


@incidents.get("/{incident_id}", summary="Read an incident", responses=FOUND)
def read_incident(engine: TheEngine, caller: CaseReader, incident_id: PathId) -> IncidentView:
    """Read one incident."""
    return IncidentView.model_validate(queries.incident(engine, incident_id))


@incidents.post("/{incident_id}/retry", summary="Retry an incident", responses=CHANGED)
def retry_incident(
    engine: TheEngine, caller: Operator, incident_id: PathId, asked: RetryIncident
) -> IncidentView:
    """Correct variables if need be, and try again what failed."""
    values = variables_from_wire(asked.variables)
    operations.retry_incident(engine, incident_id, actor=caller.actor, variables=values)
    return IncidentView.model_validate(queries.incident(engine, incident_id))


@incidents.post("/{incident_id}/resolve", summary="Resolve an incident by hand", responses=CHANGED)
def resolve_incident(
    engine: TheEngine, caller: Operator, incident_id: PathId, asked: ResolveIncident
) -> IncidentView:
    """Go on as if the element had done its work, with these variables as its result."""
    values = variables_from_wire(asked.variables)
    operations.resolve_incident(
        engine, incident_id, actor=caller.actor, reason=asked.reason, variables=values
    )
    return IncidentView.model_validate(queries.incident(engine, incident_id))
