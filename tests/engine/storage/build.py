"""Records for the storage's tests; each call names only what matters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from engine.model.change import Change
from engine.model.history import EventKind, Happening, HistoryEvent
from engine.model.instance import Instance, InstanceState
from engine.model.job import Job, JobKind
from engine.model.query import EventQuery, Page, Paging
from engine.model.task import Task, TaskState
from engine.model.wait import MessageWait, SignalWait, TimerRow
from engine.ports.store import Store, Transaction

NOW = datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)


def an_instance(instance_id: str = "i1", **fields: Any) -> Instance:
    plain = Instance(instance_id, "repair:1", "repair", InstanceState.ACTIVE, 0, NOW, "li")
    return replace(plain, **fields)


def a_task(task_id: str = "i1-1", **fields: Any) -> Task:
    instance_id = task_id.split("-", maxsplit=1)[0]
    plain = Task(task_id, instance_id, 1, "inspect_goods", "repair:1", "repair", TaskState.OPEN, 1, NOW)
    return replace(plain, **fields)


def a_timer(timer_id: str = "t1", **fields: Any) -> TimerRow:
    return replace(TimerRow(timer_id, NOW, "wait_14_days", "repair:1", "i1", 3), **fields)


def a_job(job_id: str = "j1", **fields: Any) -> Job:
    return replace(Job(job_id, JobKind.CONNECTOR, "mail.send", NOW), **fields)


def a_message_wait(wait_id: str = "m1", **fields: Any) -> MessageWait:
    return replace(
        MessageWait(wait_id, "goods_arrived", "wait_for_goods", "repair:1", "A-1", "i1", 4), **fields
    )


def a_signal_wait(wait_id: str = "s1", **fields: Any) -> SignalWait:
    return replace(SignalWait(wait_id, "recall", "on_recall", "repair:1", "i1", 5), **fields)


def a_change(instance: Instance, **fields: Any) -> Change:
    return Change(instance, NOW, "li", **fields)


def a_start(instance_id: str = "i1", **fields: Any) -> Change:
    return Change(an_instance(instance_id), NOW, "li", is_new=True, **fields)


def happened(kind: EventKind = EventKind.ELEMENT_ENTERED, **fields: Any) -> Happening:
    return Happening(kind, **fields)


def saved(store: Store, change: Change) -> Instance:
    with store.begin() as tx:
        return tx.save(change)


def events_of(store: Store, instance_id: str = "i1") -> tuple[HistoryEvent, ...]:
    with store.read() as reader:
        page: Page[HistoryEvent] = reader.events(EventQuery(instance_id=instance_id), Paging(limit=500))
    return page.items


class Abandoned(Exception):
    """The operation gave up."""


def abandon(tx: Transaction, change: Change) -> None:
    tx.save(change)
    raise Abandoned


def abandoned(store: Store, change: Change) -> None:
    with store.begin() as tx:
        abandon(tx, change)
