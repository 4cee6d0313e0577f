"""Rules on what lies outside the file: decisions, forms, processes and connectors must exist."""

from collections.abc import Callable, Collection, Iterable, Iterator

from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import Element


def unknown_decisions(source: Source) -> Iterator[Finding]:
    """Find business rule tasks that call a decision that does not exist."""
    yield from _unknown(source, "BPMN221", source.world.decisions, _decision)


def unknown_forms(source: Source) -> Iterator[Finding]:
    """Find user tasks whose form does not exist."""
    yield from _unknown(source, "BPMN222", source.world.forms, _form)


def unknown_processes(source: Source) -> Iterator[Finding]:
    """Find call activities whose process is neither in these files nor deployed."""
    known = source.world.processes
    everything = None if known is None else {*known, *source.called}
    yield from _unknown(source, "BPMN223", everything, _process)


def unknown_connectors(source: Source) -> Iterator[Finding]:
    """Find work for a connector that is not registered."""
    yield from _unknown(source, "BPMN224", source.world.connectors, _connectors)


def remote_listeners(source: Source) -> Iterator[Finding]:
    """Find listeners whose connector cannot work in the transaction of the step."""
    connectors, local = source.world.connectors, source.world.local_connectors
    if connectors is not None and local is not None:
        # One that is not registered at all is told by the rule above.
        fitting = {*local, *(name for name in _listeners_of(source) if name not in connectors)}
        yield from _unknown(source, "BPMN225", fitting, _listeners)


def unknown_groups(source: Source) -> Iterator[Finding]:
    """Find user tasks that are offered to a group that nobody knows: they would wait for nobody."""
    yield from _unknown(source, "BPMN226", source.world.groups, _groups)


def _unknown(
    source: Source, code: str, known: Collection[str] | None, names_of: Callable[[Element], Iterable[str]]
) -> Iterator[Finding]:
    if known is None:
        return
    for _, element in source.elements():
        for name in names_of(element):
            # A name that FEEL computes is known at run time only.
            if name and not name.startswith("=") and name not in known:
                yield found(code, element, name=name)


def _decision(element: Element) -> Iterator[str]:
    if element.called_decision is not None:
        yield element.called_decision.decision


def _form(element: Element) -> Iterator[str]:
    if element.user_task is not None:
        yield element.user_task.form or ""


def _groups(element: Element) -> Iterator[str]:
    offered = None if element.user_task is None else element.user_task.candidate_groups
    if offered and not offered.startswith("="):
        yield from (group.strip() for group in offered.split(","))


def _process(element: Element) -> Iterator[str]:
    if element.called_element is not None:
        yield element.called_element.process


def _connectors(element: Element) -> Iterator[str]:
    if element.job is not None:
        yield element.job.type
    yield from _listeners(element)


def _listeners(element: Element) -> Iterator[str]:
    return (listener.type for listener in element.listeners)


def _listeners_of(source: Source) -> Iterator[str]:
    for _, element in source.elements():
        yield from _listeners(element)


RULES = (
    unknown_decisions,
    unknown_forms,
    unknown_processes,
    unknown_connectors,
    remote_listeners,
    unknown_groups,
)
