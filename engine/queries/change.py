"""What has changed lately, over all cases: for those who follow along."""

from collections.abc import Sequence
from datetime import datetime

from engine.model.history import HistoryEvent
from engine.model.query import EventQuery, Paging
from engine.ports.engine import Engine


def events_since(engine: Engine, since: datetime, *, limit: int) -> Sequence[HistoryEvent]:
    """Return the newest events at or after a moment, the oldest of them first."""
    with engine.store.read() as reader:
        page = reader.events(EventQuery(after=since), Paging(limit=limit, sort="-at"))
    return tuple(reversed(page.items))
