"""Jobs: lists, and taking what is due under a lease."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert

from engine.model.job import Job
from engine.model.query import Page, Paging, RowQuery
from engine.storage.lease import owns, take
from engine.storage.page import Listing, Sort, equal
from engine.storage.shape import JOBS, job_values
from engine.storage.tables.wait import job as table
from engine.storage.view import View

_c = table.c

_LISTING = Listing(
    "jobs",
    JOBS,
    {"run_at": Sort(_c.run_at), "type": Sort(_c.type), "retries": Sort(_c.retries), "id": Sort(_c.id)},
    usual="run_at",
)


class JobReader(View):
    """Questions about jobs."""

    def job(self, job_id: str) -> Job | None:
        """Return a job."""
        row = self._connection.execute(JOBS.select().where(_c.id == job_id)).first()
        return None if row is None else JOBS.read(row)

    def jobs(self, query: RowQuery, paging: Paging) -> Page[Job]:
        """List jobs; `name` is a connector's type, `is_open` tells those with retries left."""
        conditions = equal(
            {
                _c.instance_id: query.instance_id,
                _c.definition_id: query.definition_id,
                _c.element_id: query.element_id,
                _c.kind: query.kind,
                _c.type: query.name,
            }
        )
        if query.is_open is not None:
            conditions.append(_c.retries > 0 if query.is_open else _c.retries <= 0)
        if query.due_before is not None:
            conditions.append(_c.run_at < query.due_before)
        return _LISTING.page(self._connection, conditions, paging)


class JobWriter(View):
    """Changes of jobs outside a change of their instance."""

    def claim_jobs(self, *, now: datetime, owner: str, lease_until: datetime, limit: int) -> Sequence[Job]:
        """Take the jobs that are due and in nobody's lease, earliest first."""
        taken = take(table, now=now, limit=limit).values(
            owner=owner, lease_until=lease_until, wake_at=lease_until
        )
        rows = JOBS.read_all(self._connection.execute(taken.returning(*JOBS.columns)))
        return sorted(rows, key=lambda job: (job.run_at, job.id))

    def owns_job(self, job_id: str, owner: str) -> bool:
        """Return whether a job is still this owner's, and keep it so until the transaction ends."""
        return owns(self._connection, table, job_id, owner)

    def add_jobs(self, jobs: Sequence[Job]) -> None:
        """Add jobs."""
        if jobs:
            self._connection.execute(insert(table), [job_values(job) for job in jobs])

    def save_job(self, job: Job) -> None:
        """Add or replace a job; without a lease it is free again at `run_at`."""
        self._upsert(table, job_values(job))

    def delete_job(self, job_id: str) -> None:
        """Remove a job."""
        self._connection.execute(delete(table).where(_c.id == job_id))
