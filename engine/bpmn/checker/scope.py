"""Rules on where a process or sub-process begins."""

from collections.abc import Iterator

from engine.bpmn.checker.boundary import trigger_of
from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import Element, Kind, Process, Trigger

EMBEDDED = frozenset({Kind.SUB_PROCESS, Kind.TRANSACTION})


def _starts(process: Process, scope: str) -> list[Element]:
    members = process.members.get(scope, ())
    return [element for element in members if element.kind is Kind.START_EVENT]


def _scopes(source: Source) -> Iterator[tuple[Process, Process | Element]]:
    """Yield each process and each of its embedded sub-processes."""
    for process in source.processes:
        yield process, process
        for element in process.elements.values():
            if element.kind in EMBEDDED:
                yield process, element


def several_blank_starts(source: Source) -> Iterator[Finding]:
    """Find scopes with several blank start events: which one begins?"""
    for process, scope in _scopes(source):
        blank = [start for start in _starts(process, scope.id) if trigger_of(start) is Trigger.NONE]
        for start in blank[1:]:
            yield found("BPMN351", start, other=blank[0].id)


def sub_process_starts(source: Source) -> Iterator[Finding]:
    """Find embedded sub-processes that begin with a trigger: the token alone begins them."""
    for process, element in source.elements():
        if element.kind in EMBEDDED:
            for start in _starts(process, element.id):
                if trigger_of(start) is not Trigger.NONE:
                    yield found("BPMN352", start, trigger=trigger_of(start).value)


def same_message_starts(source: Source) -> Iterator[Finding]:
    """Find processes that one message or signal would start twice."""
    for process in source.processes:
        seen: dict[tuple[Trigger, str], Element] = {}
        for start in _starts(process, process.id):
            name = _name(start)
            if name is None:
                continue
            first = seen.setdefault((trigger_of(start), name), start)
            if first is not start:
                yield found("BPMN353", start, other=first.id, name=name)


def _name(start: Element) -> str | None:
    if start.event is None or trigger_of(start) is not Trigger.MESSAGE:
        return None
    return start.event.message.name if start.event.message is not None else None


def empty_sub_processes(source: Source) -> Iterator[Finding]:
    """Find sub-processes without a single flow node."""
    for process, element in source.elements():
        if element.kind in EMBEDDED and not process.members.get(element.id):
            yield found("BPMN354", element)


def without_start(source: Source) -> Iterator[Finding]:
    """Find scopes that begin without a start event: at every element that nothing leads to."""
    for process, scope in _scopes(source):
        members = process.members.get(scope.id, ())
        if members and not _starts(process, scope.id) and not any(item.instantiate for item in members):
            yield found("BPMN355", scope)


RULES = (several_blank_starts, sub_process_starts, same_message_starts, empty_sub_processes, without_start)
