"""What waits: timers, jobs, incidents, messages, signals."""

from datetime import datetime

from engine.errors import NotFound
from engine.model.incident import Incident
from engine.model.job import Job
from engine.model.query import Page, Paging, RowQuery
from engine.model.wait import BufferedMessage, MessageWait, SignalWait, TimerRow
from engine.ports.engine import Engine


def timers(engine: Engine, query: RowQuery, paging: Paging) -> Page[TimerRow]:
    """Return timers, the next due first."""
    with engine.store.read() as reader:
        return reader.timers(query, paging)


def jobs(engine: Engine, query: RowQuery, paging: Paging) -> Page[Job]:
    """Return jobs."""
    with engine.store.read() as reader:
        return reader.jobs(query, paging)


def job(engine: Engine, job_id: str) -> Job:
    """Return a job.

    Raises:
        NotFound: there is no such job.
    """
    with engine.store.read() as reader:
        found = reader.job(job_id)
    if found is None:
        raise NotFound("job", job_id)
    return found


def incidents(engine: Engine, query: RowQuery, paging: Paging) -> Page[Incident]:
    """Return incidents."""
    with engine.store.read() as reader:
        return reader.incidents(query, paging)


def incident(engine: Engine, incident_id: str) -> Incident:
    """Return an incident.

    Raises:
        NotFound: there is no such incident.
    """
    with engine.store.read() as reader:
        found = reader.incident(incident_id)
    if found is None:
        raise NotFound("incident", incident_id)
    return found


def message_waits(engine: Engine, query: RowQuery, paging: Paging) -> Page[MessageWait]:
    """Return who waits for messages."""
    with engine.store.read() as reader:
        return reader.message_waits(query, paging)


def signal_waits(engine: Engine, query: RowQuery, paging: Paging) -> Page[SignalWait]:
    """Return who waits for signals."""
    with engine.store.read() as reader:
        return reader.signal_waits(query, paging)


def buffered_messages(engine: Engine, query: RowQuery, paging: Paging) -> Page[BufferedMessage]:
    """Return messages that nobody has received yet."""
    with engine.store.read() as reader:
        return reader.buffered_messages(query, paging)


def next_due(engine: Engine) -> datetime | None:
    """Return when the next timer or job is due."""
    with engine.store.read() as reader:
        return reader.next_due()
