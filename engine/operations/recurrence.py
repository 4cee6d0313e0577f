"""When timer start events fall due."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from engine.clock import CHINA
from engine.errors import EngineError
from engine.model.calendar import CalendarChange
from engine.model.cycle import LATER, MOMENT, Cycle, read_repetition
from engine.model.process import Element, TimerKind
from engine.model.wait import TimerRow
from engine.ports.engine import Engine
from engine.ports.expression import Evaluation


class TimerUnreadable(EngineError):
    """A timer start event gives no moment."""

    zh = "定时启动事件没有给出时间。"

    def __init__(self, element: str, text: str) -> None:
        super().__init__(
            f"The timer {text!r} of {element} gives no moment.",
            zh=f"元素 {element} 的定时器“{text}”无法得出时间。",
            element=element,
        )


def first_start(engine: Engine, definition_id: str, element: Element, *, number: int = 1) -> TimerRow | None:
    """Return the timer that starts a process at a timer start event; None for a moment that is past.

    Raises:
        TimerUnreadable: its text gives no moment.
    """
    assert element.event is not None  # noqa: S101 - the caller looks for timer start events
    assert element.event.timer is not None  # noqa: S101 - same
    timer, now = element.event.timer, engine.clock.now()
    value = _value(engine, timer.text, now).value
    cycle: str | None = None
    if timer.kind is TimerKind.DATE:
        due = _date(engine, value)
        if due is not None and due <= now:
            return None
    elif timer.kind is TimerKind.DURATION:
        due = _after(engine, value, now)
    else:
        due, cycle = _first_of_cycle(engine, value, now)
    if due is None:
        raise TimerUnreadable(element.id, timer.text)
    return TimerRow(
        id=f"{definition_id}-{element.id}-{number}",
        due_at=due,
        element_id=element.id,
        definition_id=definition_id,
        cycle=cycle,
    )


def start_again(
    engine: Engine, row: TimerRow, element: Element, change: CalendarChange, *, at: datetime
) -> datetime | None:
    """Return when a start timer that was set at a moment is due after a calendar's change, if that moves it.

    Later occurrences of a cycle hang on the one before and on no calendar.
    """
    timer = None if element.event is None else element.event.timer
    if timer is None or not row.id.endswith("-1"):
        return None
    found = _value(engine, timer.text, at)
    if all(days.calendar != change.calendar for days in found.working_days):
        return None
    if timer.kind is TimerKind.DATE:
        due = _date(engine, found.value)
    elif timer.kind is TimerKind.DURATION:
        due = _after(engine, found.value, at)
    else:
        due, _ = _first_of_cycle(engine, found.value, at)
    return None if due == row.due_at else due


def following(engine: Engine, timer: TimerRow) -> TimerRow | None:
    """Return the next occurrence of a repeating start timer; missed ones are made up one by one."""
    cycle = _cycle(timer)
    later = None if cycle is None else cycle.following()
    due = None if later is None else _nth(engine, later)
    if due is None:
        return None
    stem, _, number = timer.id.rpartition("-")
    return replace(timer, id=f"{stem}-{int(number) + 1}", due_at=due, cycle=json.dumps(later))


def _cycle(timer: TimerRow) -> Cycle | None:
    text = timer.cycle or ""
    if text.startswith("["):
        return Cycle(*json.loads(text))
    # Rows of old kept only what was left of their interval, counted from their own moment.
    written = read_repetition(text)
    return None if written is None else Cycle(timer.due_at.isoformat(), 0, written.count, written.period)


def _first_of_cycle(engine: Engine, value: object, now: datetime) -> tuple[datetime | None, str | None]:
    written = read_repetition(value)
    if written is None:
        return None, None
    begun = now if written.start is None else _date(engine, written.start)
    if begun is None:
        return None, None
    left = None if written.count is None else written.count - 1
    cycle = Cycle(begun.isoformat(), int(written.start is None), left, written.period)
    return _nth(engine, cycle), json.dumps(cycle)


def _nth(engine: Engine, cycle: Cycle) -> datetime | None:
    return _after(engine, cycle.period, datetime.fromisoformat(cycle.begins_at), count=cycle.number)


def _value(engine: Engine, text: str, at: datetime) -> Evaluation:
    if not text.startswith("="):
        return Evaluation(text)
    return engine.runtime.expressions.compile(text[1:]).evaluate({}, at=at)


def _date(engine: Engine, value: object) -> datetime | None:
    return _moment(engine.runtime.expressions.compile(MOMENT).evaluate({"value": value}).value)


def _after(engine: Engine, value: object, moment: datetime, *, count: int = 1) -> datetime | None:
    variables = {"value": value, "moment": moment.astimezone(CHINA), "count": Decimal(count)}
    return _moment(engine.runtime.expressions.compile(LATER).evaluate(variables).value)


def _moment(value: object) -> datetime | None:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return None
    return value.astimezone(UTC)
