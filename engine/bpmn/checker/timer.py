"""Rules on timers that are written as text: ISO 8601, moments with their offset, cycles where they fit."""

import re
from collections.abc import Iterator
from datetime import datetime

from engine.bpmn.checker.source import Finding, Source, found, found_at
from engine.bpmn.reader.names import bpmn, children
from engine.model.process import Element, Kind, Process, Timer, TimerKind

# The two durations of FEEL: years and months, or days and time; never both in one.
DURATION = re.compile(
    r"^P(?:(?=\d)(?:\d+Y)?(?:\d+M)?|(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)$"
)
CYCLE = re.compile(r"^R(?P<count>\d*)/(?:(?P<start>[^P/][^/]*(?:[@\[][\w/+\-]+\]?)?)/)?(?P<period>P[^/]+)$")
ZONE = re.compile(r"(?:\[[\w/+\-]+\]|@[\w/+\-]+)$")
LONGEST = 12


def _timers(source: Source) -> Iterator[tuple[Process, Element, Timer]]:
    """Yield the timers whose time is written as text."""
    for process, element in source.elements():
        timer = element.event.timer if element.event is not None else None
        if timer is not None and not timer.text.startswith("=") and not timer.text.startswith(("${", "#{")):
            yield process, element, timer


def several_times(source: Source) -> Iterator[Finding]:
    """Find timers that say several times: which one counts?"""
    for process in source.process_nodes:
        for node in process.iter(bpmn("timerEventDefinition")):
            if sum(1 for _ in children(node, *(kind.value for kind in TimerKind))) > 1:
                yield found_at("BPMN616", node)


def durations(source: Source) -> Iterator[Finding]:
    """Find durations that are not ISO 8601."""
    for _, element, timer in _timers(source):
        if timer.kind is TimerKind.DURATION and not is_duration(timer.text):
            yield found("BPMN611", element, text=timer.text)


def dates(source: Source) -> Iterator[Finding]:
    """Find moments that are not ISO 8601, and those without offset."""
    for _, element, timer in _timers(source):
        if timer.kind is TimerKind.DATE and (code := judge_moment(timer.text)) is not None:
            yield found(code, element, text=timer.text)


def cycles(source: Source) -> Iterator[Finding]:
    """Find cycles that are no repeating intervals of ISO 8601."""
    for _, element, timer in _timers(source):
        if timer.kind is TimerKind.CYCLE and (code := judge_cycle(timer.text)) is not None:
            yield found(code, element, text=timer.text)


def cycles_out_of_place(source: Source) -> Iterator[Finding]:
    """Find cycles where the event can happen once only."""
    for process, element in source.elements():
        timer = element.event.timer if element.event is not None else None
        if timer is not None and timer.kind is TimerKind.CYCLE and not _may_repeat(process, element):
            yield found("BPMN615", element)


def _may_repeat(process: Process, element: Element) -> bool:
    """Say whether a timer can fire again: starts of processes, and events that do not interrupt."""
    if element.kind is Kind.START_EVENT and element.scope == process.id:
        return True
    return element.kind in {Kind.START_EVENT, Kind.BOUNDARY_EVENT} and not element.is_interrupting


def schedule_dates(source: Source) -> Iterator[Finding]:
    """Find due and follow-up dates of human tasks that are written as text and are no moment."""
    for _, element in source.elements():
        task = element.user_task
        for written in () if task is None else (task.due_at, task.follow_up_at):
            if written is None or written.startswith(("=", "${", "#{")):
                continue
            code = judge_moment(written)
            if code is not None:
                yield found(code, element, text=written)


def is_duration(text: str) -> bool:
    """Say whether a text is a duration of FEEL."""
    return len(text) > 1 and text != "PT" and DURATION.match(text) is not None and text != "P"


def judge_moment(text: str) -> str | None:
    """Return the code of the rule that a moment breaks."""
    plain = ZONE.sub("", text)
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return "BPMN612"
    if "T" not in plain:
        return "BPMN612"
    has_zone = moment.tzinfo is not None or plain != text
    return None if has_zone else "BPMN613"


def judge_cycle(text: str) -> str | None:
    """Return the code of the rule that a cycle breaks."""
    match = CYCLE.match(text)
    if match is None or not is_duration(match["period"]) or len(match["count"]) > LONGEST:
        return "BPMN614"
    if match["count"] and int(match["count"]) == 0:
        return "BPMN614"
    return judge_moment(match["start"]) if match["start"] else None


RULES = (several_times, durations, dates, cycles, cycles_out_of_place, schedule_dates)
