"""Rules on what lies outside the file: decisions, forms, processes and connectors must exist."""

from collections.abc import Callable, Collection, Iterator

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
    yield from _unknown(source, "BPMN224", source.world.connectors, _connector)


def _unknown(
    source: Source, code: str, known: Collection[str] | None, name_of: Callable[[Element], str | None]
) -> Iterator[Finding]:
    if known is None:
        return
    for _, element in source.elements():
        name = name_of(element)
        # A name that FEEL computes is known at run time only.
        if name and not name.startswith("=") and name not in known:
            yield found(code, element, name=name)


def _decision(element: Element) -> str | None:
    return None if element.called_decision is None else element.called_decision.decision


def _form(element: Element) -> str | None:
    return None if element.user_task is None else element.user_task.form


def _process(element: Element) -> str | None:
    return None if element.called_element is None else element.called_element.process


def _connector(element: Element) -> str | None:
    return None if element.job is None else element.job.type


RULES = (unknown_decisions, unknown_forms, unknown_processes, unknown_connectors)
