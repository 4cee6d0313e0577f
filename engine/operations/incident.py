"""Mend incidents: try again, or go on by hand."""

from collections.abc import Mapping
from dataclasses import replace

from engine.errors import NotFound
from engine.model.actor import Actor
from engine.model.history import EventKind
from engine.model.incident import Incident
from engine.operations.errors import IncidentResolved, ReasonMissing
from engine.operations.operation import on_instance
from engine.operations.work import Work
from engine.ports.engine import Engine


def retry_incident(
    engine: Engine, incident_id: str, *, actor: Actor, variables: Mapping[str, object] | None = None
) -> None:
    """Correct variables if need be and try again what failed.

    Raises:
        NotFound: there is no such incident.
        IncidentResolved: it is resolved already.
    """
    incident = _open(engine, incident_id)

    def play(work: Work) -> None:
        if variables:
            work.live.set_variables(work.step, variables)
        if incident.job_id is None:
            work.live.retry(work.step, incident.token or 0)
            return
        job = work.tx.job(incident.job_id)
        if job is not None:
            again = replace(job, retries=1, run_at=work.change.at, owner=None, lease_until=None)
            work.tx.save_job(again)
        work.live.retry(work.step, incident.token or 0)

    on_instance(engine, incident.instance_id, actor, play)
    engine.wake()


def resolve_incident(
    engine: Engine,
    incident_id: str,
    *,
    actor: Actor,
    reason: str,
    variables: Mapping[str, object] | None = None,
) -> None:
    """Go on as if the element had done its work, with these variables as its result.

    Raises:
        NotFound: there is no such incident.
        IncidentResolved: it is resolved already.
        ReasonMissing: a step by hand is recorded with its reason.
    """
    if not reason.strip():
        raise ReasonMissing
    incident = _open(engine, incident_id)

    def play(work: Work) -> None:
        work.happened(EventKind.INSTANCE_MODIFIED, detail={"incident": incident_id, "reason": reason})
        work.live.complete(work.step, incident.token or 0, variables or {})

    on_instance(engine, incident.instance_id, actor, play)


def _open(engine: Engine, incident_id: str) -> Incident:
    with engine.store.read() as reader:
        incident = reader.incident(incident_id)
    if incident is None:
        raise NotFound("incident", incident_id)
    if incident.resolved_at is not None:
        raise IncidentResolved(incident_id)
    return incident
