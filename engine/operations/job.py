"""Run jobs: remote connectors between transactions, deliveries to other instances."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from engine.errors import EngineError
from engine.model.history import EventKind
from engine.model.job import Job, JobKind
from engine.operations.awaited import awaited
from engine.operations.deadline import reckon_deadlines
from engine.operations.deliver import deliver
from engine.operations.local_jobs import call_for
from engine.operations.operation import after_commit
from engine.operations.work import Work
from engine.ports.connector import ConnectorError, Outcome
from engine.ports.engine import Engine
from engine.ports.live_cache import Kept
from engine.ports.store import Transaction

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
FIRST_RETRY = timedelta(seconds=10)
LONGEST_RETRY = timedelta(hours=1)
Result = Callable[[Work], Mapping[str, object] | Outcome]


class NoConnector(EngineError):
    """No connector of this type is registered."""

    zh = "没有注册该类型的连接器。"

    def __init__(self, kind: str) -> None:
        super().__init__(f"No connector {kind!r} is registered.", zh=f"未注册连接器“{kind}”。", type=kind)


def run_due_jobs(engine: Engine, *, limit: int = 50) -> int:
    """Claim jobs that are due and run them one after the other; return how many were claimed."""
    now = engine.clock.now()
    with engine.store.begin() as tx:
        jobs = tx.claim_jobs(now=now, owner=engine.node, lease_until=now + LEASE, limit=limit)
    for job in jobs:
        try:
            _run(engine, job)
        except Exception:
            # The lease runs out and the job is tried again: at least once, never lost.
            log.exception(
                "Job failed to be settled", extra={"action": "job_unsettled", "instance": job.instance_id}
            )
    return len(jobs)


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after so many failures: 10 s, 40 s, 160 s … at most an hour."""
    factor: int = 4 ** min(attempts - 1, 8)
    return min(LONGEST_RETRY, FIRST_RETRY * factor)


def _run(engine: Engine, job: Job) -> None:
    if job.kind is JobKind.CALENDAR:
        reckon_deadlines(engine, job)
        return
    if job.kind is not JobKind.CONNECTOR:
        deliver(engine, job.id, owner=engine.node)
        return
    connector = engine.connectors.get(job.type)
    if connector is not None and connector.is_local:
        _settle(engine, job, lambda work: connector.call(call_for(work, job, is_local=True)))
        return
    try:
        result = _call_remote(engine, job)
    except Exception as error:  # noqa: BLE001 - the outside may fail in any way; settling tells it apart
        _settle(engine, job, _failing(error))
    else:
        if result is not None:
            _settle(engine, job, lambda _work: result)


def _failing(error: Exception) -> Result:
    def fail(_work: Work) -> Mapping[str, object]:
        raise error

    return fail


def _call_remote(engine: Engine, job: Job) -> Mapping[str, object] | Outcome | None:
    """Call a remote connector outside of any transaction; None where nobody waits for it any more."""
    connector = engine.connectors.get(job.type)
    if connector is None:
        raise NoConnector(job.type)
    with engine.store.begin() as tx:
        found = _open(engine, tx, job)
        if found is None:
            return None
        work, _token = found
        call = call_for(work, job, is_local=False)
    engine.live.put(Kept(work.before, work.live))
    return connector.call(call)


def _open(engine: Engine, tx: Transaction, job: Job) -> tuple[Work, int] | None:
    return awaited(engine, tx, job, owns=tx.owns_job, delete=tx.delete_job)


def _settle(engine: Engine, job: Job, result: Result) -> None:
    with engine.store.begin() as tx:
        found = _open(engine, tx, job)
        if found is None:
            return
        work, token = found
        _finish(work, job, token, result)
        stored = work.finish()
    after_commit(engine, work, stored)


def _finish(work: Work, job: Job, token: int, result: Result) -> None:
    try:
        with work.tx.savepoint():
            values = result(work)
    except ConnectorError as error:
        work.live.throw_error(work.step, token, error.code, message=str(error), variables=error.variables)
    except Exception as error:  # noqa: BLE001 - retried with backoff, then an incident with this text
        _fail(work, job, token, error)
    else:
        work.happened(EventKind.JOB_COMPLETED, detail={"job": job.id, "type": job.type})
        work.live.complete(work.step, token, work.take_in(values))


def _fail(work: Work, job: Job, token: int, error: Exception) -> None:
    attempts = job.attempts + 1
    told = f"{type(error).__name__}: {error}"
    log.warning(
        "Connector failed", extra={"action": "job_failed", "instance": job.instance_id, "job": job.id}
    )
    failed = replace(
        job,
        attempts=attempts,
        retries=max(0, job.retries - 1),
        run_at=work.change.at + backoff(attempts),
        last_error=told[:2000],
        owner=None,
        lease_until=None,
    )
    work.tx.save_job(failed)
    work.happened(EventKind.JOB_FAILED, detail={"job": job.id, "attempt": attempts}, sealed={"error": told})
    if failed.retries == 0:
        work.live.raise_incident(work.step, token, told, job_id=job.id)
