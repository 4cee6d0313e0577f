"""Timers: lists, the next due moment, and taking what is due under a lease."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from engine.model.query import Page, Paging, RowQuery
from engine.model.wait import TimerRow
from engine.storage.column import NEVER
from engine.storage.lease import owns, take
from engine.storage.page import Listing, Sort, equal
from engine.storage.shape import TIMERS, process_of, timer_values
from engine.storage.tables.wait import buffered_message, job, timer
from engine.storage.view import View

_c = timer.c

_LISTING = Listing("timers", TIMERS, {"due_at": Sort(_c.due_at), "id": Sort(_c.id)}, usual="due_at")


class TimerReader(View):
    """Questions about timers."""

    def timers(self, query: RowQuery, paging: Paging) -> Page[TimerRow]:
        """List timers; `is_open` tells those of instances (True) from those that start one (False)."""
        conditions = equal(
            {
                _c.instance_id: query.instance_id,
                _c.definition_id: query.definition_id,
                _c.element_id: query.element_id,
            }
        )
        if query.is_open is not None:
            conditions.append(_c.instance_id.is_not(None) if query.is_open else _c.instance_id.is_(None))
        if query.due_before is not None:
            conditions.append(_c.due_at < query.due_before)
        return _LISTING.page(self._connection, conditions, paging)

    def next_due(self) -> datetime | None:
        """Return when the earliest timer, job or buffered message falls due, leases' ends included."""
        columns = (_c.wake_at, job.c.wake_at, buffered_message.c.expires_at)
        earliest = select(*(select(func.min(column)).scalar_subquery() for column in columns))
        moments = self._connection.execute(earliest).one()
        return min((moment for moment in moments if moment is not None and moment < NEVER), default=None)


class TimerWriter(View):
    """Changes of timers outside a change of their instance."""

    def claim_timers(
        self, *, now: datetime, owner: str, lease_until: datetime, limit: int
    ) -> Sequence[TimerRow]:
        """Take the timers that are due and in nobody's lease, earliest first."""
        taken = take(timer, now=now, limit=limit).values(owner=owner, wake_at=lease_until)
        rows = TIMERS.read_all(self._connection.execute(taken.returning(*TIMERS.columns)))
        return sorted(rows, key=lambda row: (row.due_at, row.id))

    def owns_timer(self, timer_id: str, owner: str) -> bool:
        """Return whether a timer is still this owner's, and keep it so until the transaction ends."""
        return owns(self._connection, timer, timer_id, owner)

    def save_timer(self, timer_row: TimerRow) -> None:
        """Add or replace a timer and end its lease."""
        # A start timer that is set anew must still end when its process gets a newer version.
        starts = process_of(timer_row.definition_id) if timer_row.instance_id is None else None
        self._upsert(timer, timer_values(timer_row, starts))

    def move_timer(self, timer_id: str, *, before: datetime, due_at: datetime) -> bool:
        """Let a timer that is still due when it was fall due at another moment; say whether it was."""
        moved = update(timer).where(_c.id == timer_id, _c.due_at == before)
        values = {"due_at": due_at, "wake_at": due_at, "owner": None}
        return self._connection.execute(moved.values(values)).rowcount == 1

    def rest(self, instance_id: str) -> None:
        """Let the timers and jobs of a suspended instance wait for nobody, however long it takes."""
        self._connection.execute(update(timer).where(_c.instance_id == instance_id).values(wake_at=NEVER))
        self._connection.execute(update(job).where(job.c.instance_id == instance_id).values(wake_at=None))

    def rouse(self, instance_id: str) -> None:
        """Let them fall due again; what fell due meanwhile is due now."""
        self._connection.execute(update(timer).where(_c.instance_id == instance_id).values(wake_at=_c.due_at))
        mine = (job.c.instance_id == instance_id, job.c.retries > 0)
        self._connection.execute(update(job).where(*mine).values(wake_at=job.c.run_at))

    def delete_timer(self, timer_id: str) -> None:
        """Remove a timer."""
        self._connection.execute(delete(timer).where(_c.id == timer_id))
