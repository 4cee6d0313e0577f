"""Tells the faults of the token game as findings."""

from collections.abc import Iterator

from engine.bpmn.checker.boundary import trigger_of
from engine.bpmn.checker.soundness.drawing import CLEARING
from engine.bpmn.checker.soundness.exploration import LIMIT
from engine.bpmn.checker.soundness.verdict import Verdict, analyse
from engine.bpmn.checker.source import Finding, Source, called, found
from engine.model.process import ACTIVITIES, EVENTS, SUB_PROCESSES, Element, Kind, Process, Trigger

LONGEST = 40


def token_game(source: Source) -> Iterator[Finding]:
    """Find deadlocks, tokens that pile up, steps that never run, and loops without a way out."""
    for process in source.processes:
        if _is_whole(process):
            for scope in _scopes(process):
                verdict = analyse(process, scope.id)
                yield from _waits(process, verdict)
                yield from _faults(process, scope, verdict)


def _is_whole(process: Process) -> bool:
    """Say whether every flow connects elements of one scope: else the game has holes in its board."""
    for flow in process.flows.values():
        start, end = process.elements.get(flow.source), process.elements.get(flow.target)
        if start is None or end is None or start.scope != end.scope:
            return False
    return True


def _scopes(process: Process) -> list[Process | Element]:
    scopes: list[Process | Element] = [process]
    scopes += [item for item in process.elements.values() if item.kind in SUB_PROCESSES]
    return [item for item in scopes if process.members.get(item.id)]


def _waits(process: Process, verdict: Verdict) -> Iterator[Finding]:
    places = ", ".join(id_ for id_ in verdict.deadlocks if id_)
    for id_, trace in verdict.deadlocks.items():
        if id_ in process.elements:
            yield found("BPMN901", process.elements[id_], places=places, trace=_way(trace))


def _faults(process: Process, scope: Process | Element, verdict: Verdict) -> Iterator[Finding]:
    for id_, trace in verdict.crowds.items():
        element = process.elements.get(id_)
        if element is not None and not _just_ends(element):
            yield found("BPMN902", element, trace=_way(trace))
    for id_ in verdict.dead:
        element = process.elements.get(id_)
        if element is not None and element.kind in ACTIVITIES | EVENTS:
            yield found("BPMN903", element)
    if verdict.endless is not None:
        yield found("BPMN904", scope, trace=_way(verdict.endless))
    if not verdict.is_complete:
        facts = {"what": called(scope.id, scope.name), "limit": LIMIT}
        yield Finding("BPMN906", scope.id, scope.line, facts)


def _just_ends(element: Element) -> bool:
    """Say whether tokens may well come one after the other: a blank end only takes them, others end all."""
    return element.kind is Kind.END_EVENT and trigger_of(element) in CLEARING | {Trigger.NONE}


def _way(trace: tuple[str, ...]) -> str:
    shown = trace if len(trace) <= LONGEST else (*trace[: LONGEST // 2], "…", *trace[-LONGEST // 2 :])
    return " → ".join(shown)


RULES = (token_game,)
