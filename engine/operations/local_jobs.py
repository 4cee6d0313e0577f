"""Local connectors: they work in the same database, so they run inside the step's transaction."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.model.history import EventKind
from engine.model.job import Job
from engine.ports.connector import Call, ConnectorError
from engine.ports.store import InstanceMoved

if TYPE_CHECKING:
    from engine.operations.work import Work

log = logging.getLogger(__name__)
RETRY_AFTER = timedelta(seconds=10)


def run_local(work: "Work") -> bool:
    """Run the next local job that the step has made; say whether there was one."""
    gone = set(work.change.cleared_jobs)
    for index, job in enumerate(work.change.new_jobs):
        connector = work.engine.connectors.get(job.type)
        if connector is None or not connector.is_local or job.id in gone or job.attempts:
            continue
        _run(work, index, job)
        return True
    return False


def _run(work: "Work", index: int, job: Job) -> None:
    connector = work.engine.connectors[job.type]
    assert job.token is not None  # noqa: S101 - connector jobs belong to a token
    try:
        with work.tx.savepoint():
            result = connector.call(call_for(work, job, is_local=True))
    except InstanceMoved:
        raise  # it is no fault of the connector's
    except ConnectorError as error:
        work.live.throw_error(work.step, job.token, error.code, message=str(error), variables=error.variables)
    except Exception as error:  # the outside may fail in any way: the job is tried again, then an incident
        if isinstance(error, EngineError) and _completes(work, job):
            raise
        log.warning(
            "Local connector failed",
            exc_info=True,
            extra={"action": "job_failed", "instance": job.instance_id},
        )
        failed = replace(
            job,
            attempts=1,
            retries=job.retries - 1,
            run_at=work.change.at + RETRY_AFTER,
            last_error=f"{type(error).__name__}: {error}",
        )
        work.change.new_jobs[index] = failed
        work.happened(EventKind.JOB_FAILED, detail={"job": job.id}, sealed={"error": failed.last_error})
        if failed.retries <= 0:
            work.live.raise_incident(work.step, job.token, failed.last_error or "", job_id=job.id)
    else:
        work.happened(EventKind.JOB_COMPLETED, detail={"job": job.id, "type": job.type})
        work.live.complete(work.step, job.token, work.take_in(result))


def _completes(work: "Work", job: Job) -> bool:
    """Say whether a person is completing the task whose end this job listens to: a refusal is theirs."""
    return any(task.token == job.token for task in work.completed_tasks.values())


def call_for(work: "Work", job: Job, *, is_local: bool) -> Call:
    """Return what a connector is told."""
    assert job.token is not None  # noqa: S101 - connector jobs belong to a token
    process = work.surroundings.process(job.definition_id or work.before.definition_id)
    element = process.elements.get(job.element_id or "")
    headers = {} if element is None else dict(element.headers)
    return Call(
        job_id=job.id,
        type=job.type,
        variables=dict(work.live.variables(job.token)),
        headers=headers,
        instance_id=work.before.id,
        process_key=work.before.process_key,
        element_id=job.element_id or "",
        business_key=work.before.business_key,
        attempt=job.attempts + 1,
        at=work.change.at,
        actor=work.actor.id,
        transaction=work.tx if is_local else None,
    )
