"""Reckon deadlines again that hang on a calendar which has changed, each instance in its own transaction."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from engine.errors import EngineError
from engine.model.actor import Actor
from engine.model.calendar import CalendarChange
from engine.model.history import EventKind
from engine.model.job import Job
from engine.model.process import Element
from engine.model.query import Page, Paging, RowQuery, TaskQuery
from engine.model.task import Task
from engine.model.wait import TimerRow
from engine.operations.operation import on_instance
from engine.operations.recurrence import start_again
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.runtime import Reckoned
from engine.ports.store import Reader, Transaction

log = logging.getLogger(__name__)
_PAGE = 500
# Every function of working time has this word in its name.
_WORD = "working"
T = TypeVar("T")


def job_payload(change: CalendarChange, actor: Actor) -> str:
    """Return what the job needs to know, as JSON text."""
    days = sorted(day.isoformat() for day in change.days)
    told = {"days": days, "years": sorted(change.years), "hours": change.hours, "actor": actor.id}
    return json.dumps(told)


def reckon_deadlines(engine: Engine, job: Job) -> int:
    """Reckon again what hangs on a calendar's change; return how many instances and starts were moved.

    Done twice, or by two nodes at once, it changes nothing more.
    """
    told = json.loads(job.payload)
    days = frozenset(date.fromisoformat(day) for day in told["days"])
    change = CalendarChange(job.type, days, frozenset(told["years"]), told.get("hours", False))
    engine.calendars.renew()
    with engine.store.read() as reader:
        found = sorted(_instances(engine, reader))
    count = sum(_reckon(engine, instance_id, change, Actor(told["actor"])) for instance_id in found)
    count += _reckon_starts(engine, change)
    with engine.store.begin() as tx:
        tx.delete_job(job.id)
    log.info(
        "Deadlines reckoned again",
        extra={"action": "deadlines_reckoned", "calendar": change.calendar, "instances": count},
    )
    if count:
        engine.wake()
    return count


def _instances(engine: Engine, reader: Reader) -> set[str]:
    """Return the instances that wait for something whose formula uses working time."""
    timers = _all(lambda paging: reader.timers(RowQuery(is_open=True), paging))
    tasks = _all(lambda paging: reader.tasks(TaskQuery(), paging))
    waiting = [(row.instance_id, row.definition_id, row.element_id) for row in timers]
    waiting += [(task.instance_id, task.definition_id, task.element_id) for task in tasks if _has_date(task)]
    places = {(definition, element) for _, definition, element in waiting}
    using = {place for place in places if _uses_working_time(engine, reader, *place)}
    return {found for found, *place in waiting if found is not None and tuple(place) in using}


def _has_date(task: Task) -> bool:
    return task.due_at is not None or task.follow_up_at is not None


def _all(ask: Callable[[Paging], Page[T]]) -> Iterator[T]:
    cursor: str | None = None
    while True:
        page = ask(Paging(limit=_PAGE, cursor=cursor))
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def _uses_working_time(engine: Engine, reader: Reader, definition_id: str, element_id: str) -> bool:
    process = engine.shelf.process(reader, definition_id)
    element = process.elements.get(element_id)
    # The timer of an event sub-process stands in its start event.
    places = () if element is None else (element, *process.members.get(element_id, ()))
    return any(_WORD in text for place in places for text in _formulas(place))


def _formulas(element: Element) -> Sequence[str]:
    timer = None if element.event is None else element.event.timer
    task = element.user_task
    texts = (
        None if timer is None else timer.text,
        None if task is None else task.due_at,
        None if task is None else task.follow_up_at,
    )
    return [text for text in texts if text is not None]


def _reckon_starts(engine: Engine, change: CalendarChange) -> int:
    """Move the timers that start processes; return how many were moved."""
    with engine.store.begin() as tx:
        rows = list(_all(lambda paging: tx.timers(RowQuery(is_open=False), paging)))
        return sum(_moves_start(engine, tx, row, change) for row in rows)


def _moves_start(engine: Engine, tx: Transaction, row: TimerRow, change: CalendarChange) -> bool:
    definition = tx.definition(row.definition_id)
    element = engine.shelf.process(tx, row.definition_id).elements.get(row.element_id)
    if (
        definition is None
        or element is None
        or not _uses_working_time(engine, tx, row.definition_id, row.element_id)
    ):
        return False
    due = start_again(engine, row, element, change, at=definition.deployed_at)
    return due is not None and tx.move_timer(row.id, before=row.due_at, due_at=due)


def _reckon(engine: Engine, instance_id: str, change: CalendarChange, actor: Actor) -> bool:
    """Reckon one instance's deadlines again; say whether any has changed."""

    def play(work: Work) -> bool:
        moved = work.live.reckon_again(work.step, change)
        _move_tasks(work, moved, change)
        work.is_void = not work.change.happenings
        return not work.is_void

    try:
        return on_instance(engine, instance_id, actor, play, even_if_suspended=True)
    except EngineError as error:  # it has ended meanwhile, or its state cannot be read: the others go on
        log.warning(
            "Deadlines not reckoned again",
            extra={"action": "deadlines_kept", "instance": instance_id, "reason": str(error)},
        )
        return False


def _move_tasks(work: Work, moved: Sequence[Reckoned], change: CalendarChange) -> None:
    for task_id in dict.fromkeys(each.task_id for each in moved):
        task = work.tx.task(task_id)
        # A date that a person has planned since stays.
        dates = [each for each in moved if each.task_id == task_id and task and _counts(task, each)]
        if task is not None and dates:
            work.change.changed_tasks.append(_moved(task, dates))
            told = {name: pair for each in dates for name, pair in _told(task, each).items()}
            detail = {"task": task.id, "calendar": change.calendar, **told}
            work.happened(EventKind.TASK_UPDATED, task=task, detail=detail)


def _counts(task: Task, date_: Reckoned) -> bool:
    return getattr(task, date_.name) == date_.old and bool(_told(task, date_))


def _moved(task: Task, dates: Sequence[Reckoned]) -> Task:
    moved = replace(task, version=task.version + 1)
    for each in dates:
        if each.name == "due_at":
            moved = replace(moved, due_at=each.new, due_is_provisional=each.is_provisional)
        else:
            moved = replace(moved, follow_up_at=each.new)
    return moved


def _told(task: Task, date_: Reckoned) -> dict[str, object]:
    told: dict[str, object] = {}
    if date_.new != date_.old:
        told[date_.name] = {"old": date_.old.isoformat(), "new": date_.new.isoformat()}
    if date_.name == "due_at" and date_.is_provisional != task.due_is_provisional:
        told["due_is_provisional"] = {"old": task.due_is_provisional, "new": date_.is_provisional}
    return told
