"""Rows that end because the process moved on: incidents, and what began and ended in one operation."""

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from engine.model.change import Change

if TYPE_CHECKING:
    from engine.operations.work import Work


class _Row(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Row)


def close_incidents(work: "Work") -> None:
    """Close the incidents whose tokens went on or ended."""
    new = {incident.id: index for index, incident in enumerate(work.change.new_incidents)}
    for incident_id in work.step.closed_incidents:
        if incident_id in new:
            old = work.change.new_incidents[new[incident_id]]
        else:
            stored = work.tx.incident(incident_id)
            if stored is None:
                continue
            old = stored
        closed = replace(old, resolved_at=work.change.at, resolved_by=work.actor.id)
        if incident_id in new:
            work.change.new_incidents[new[incident_id]] = closed
        else:
            work.change.resolved_incidents.append(closed)


def drop_short_lived(change: Change) -> None:
    """Leave out rows that began and ended within this very operation."""
    _drop(change.new_timers, change.cleared_timers)
    _drop(change.new_message_waits, change.cleared_message_waits)
    _drop(change.new_signal_waits, change.cleared_signal_waits)
    _drop(change.new_jobs, change.cleared_jobs)


def _drop(new: list[R], cleared: list[str]) -> None:
    if new and cleared:
        gone = set(cleared)
        new[:] = [row for row in new if row.id not in gone]
