"""Rules on event sub-processes."""

from collections.abc import Iterator

from engine.bpmn.checker.boundary import ALWAYS_INTERRUPTING, trigger_of
from engine.bpmn.checker.event import IN_EVENT_SUB_PROCESS
from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import Element, Kind, Process, Trigger


def _event_sub_processes(source: Source) -> Iterator[tuple[Process, Element, list[Element]]]:
    for process, element in source.elements():
        if element.kind is Kind.EVENT_SUB_PROCESS:
            members = process.members.get(element.id, ())
            yield process, element, [item for item in members if item.kind is Kind.START_EVENT]


def one_start(source: Source) -> Iterator[Finding]:
    """Find event sub-processes that have no start event, or several."""
    for _, element, starts in _event_sub_processes(source):
        if len(starts) != 1:
            yield found("BPMN331", element, count=len(starts))


def start_trigger(source: Source) -> Iterator[Finding]:
    """Find event sub-processes that no event can start."""
    for _, _, starts in _event_sub_processes(source):
        for start in starts:
            if trigger_of(start) not in IN_EVENT_SUB_PROCESS:
                yield found("BPMN332", start)


def connected(source: Source) -> Iterator[Finding]:
    """Find event sub-processes that sequence flows lead into or out of."""
    for _, element, _ in _event_sub_processes(source):
        if element.incoming or element.outgoing:
            yield found("BPMN333", element)


def not_interrupting_error(source: Source) -> Iterator[Finding]:
    """Find event sub-processes that an error starts without interrupting: what failed cannot go on."""
    for _, _, starts in _event_sub_processes(source):
        for start in starts:
            if trigger_of(start) in ALWAYS_INTERRUPTING and not start.is_interrupting:
                yield found("BPMN334", start)


def catching_the_same(source: Source) -> Iterator[Finding]:
    """Find event sub-processes of one scope that catch the same error."""
    seen: dict[tuple[str, str, str | None], Element] = {}
    for _, element, starts in _event_sub_processes(source):
        for start in starts:
            if start.event is not None and start.event.trigger in {Trigger.ERROR, Trigger.ESCALATION}:
                key = (element.scope, start.event.trigger.value, start.event.code)
                first = seen.setdefault(key, element)
                if first is not element:
                    yield found("BPMN335", element, other=first.id)


def repeated(source: Source) -> Iterator[Finding]:
    """Find event sub-processes with loop characteristics: events alone say how often they run."""
    for _, element, _ in _event_sub_processes(source):
        if element.loop is not None or element.multi_instance is not None:
            yield found("BPMN336", element)


RULES = (one_start, start_trigger, connected, not_interrupting_error, catching_the_same, repeated)
