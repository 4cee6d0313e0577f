"""The record of what happened, and whether it is whole."""

from engine.errors import NotFound
from engine.model.chain import Break, verify_chain
from engine.model.history import HistoryEvent
from engine.model.query import EventQuery, Page, Paging
from engine.ports.engine import Engine

EVERYTHING = 500


def events(engine: Engine, query: EventQuery, paging: Paging) -> Page[HistoryEvent]:
    """Return events in their order."""
    with engine.store.read() as reader:
        return reader.events(query, paging)


def whole_history(engine: Engine, instance_id: str, kinds: tuple[str, ...] = ()) -> list[HistoryEvent]:
    """Return every event of one instance, or every one of some kinds, in order."""
    query = EventQuery(instance_id=instance_id, kinds=kinds)
    found: list[HistoryEvent] = []
    cursor: str | None = None
    with engine.store.read() as reader:
        while True:
            page = reader.events(query, Paging(limit=EVERYTHING, cursor=cursor))
            found.extend(page.items)
            cursor = page.next_cursor
            if cursor is None:
                return found


def verify_history(engine: Engine, instance_id: str) -> Break | None:
    """Return the first break in an instance's record, or None if it is whole.

    Raises:
        NotFound: there is no such instance.
    """
    with engine.store.read() as reader:
        instance = reader.instance(instance_id)
        misplaced = reader.misplaced_event(instance_id)
    if instance is None:
        raise NotFound("process instance", instance_id)
    broken = verify_chain(
        instance_id,
        whole_history(engine, instance_id),
        last_event=instance.last_event,
        last_hash=instance.last_hash,
    )
    if broken is None and misplaced is not None:
        return Break(
            misplaced,
            "Lists over all instances leave the event out or repeat it.",
            "跨实例的列表会遗漏或重复该事件。",
        )
    return broken
