"""Checks a set of BPMN files."""

from collections.abc import Callable, Iterator, Mapping

from engine.bpmn.checker import (
    activity,
    boundary,
    compensation,
    diagram,
    event,
    event_gateway,
    event_sub_process,
    feel,
    flow,
    gateway,
    hint,
    identity,
    label,
    link,
    listener,
    message,
    place,
    reachability,
    reference,
    refusal,
    repetition,
    schema,
    scope,
    soundness,
    timer,
    vendor,
    world,
)
from engine.bpmn.checker.source import Finding, Source
from engine.bpmn.checker.vocabulary import vocabulary
from engine.bpmn.reader import Reading, read
from engine.bpmn.rules import problem
from engine.model.problem import Problem
from engine.model.process import Process
from engine.ports.checking import World

Rule = Callable[[Source], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *identity.RULES,
    *place.RULES,
    *schema.RULES,
    *reference.RULES,
    *message.RULES,
    *world.RULES,
    *event.RULES,
    *boundary.RULES,
    *compensation.RULES,
    *event_sub_process.RULES,
    *link.RULES,
    *scope.RULES,
    *flow.RULES,
    *gateway.RULES,
    *event_gateway.RULES,
    *reachability.RULES,
    *activity.RULES,
    *listener.RULES,
    *repetition.RULES,
    *feel.RULES,
    *hint.RULES,
    *timer.RULES,
    *refusal.RULES,
    *vendor.RULES,
    *label.RULES,
    *diagram.RULES,
    *soundness.RULES,
)


def check(files: Mapping[str, bytes], world: World) -> list[Problem]:
    """Return every problem of the files, sorted by file and line."""
    readings = {file: read(xml, file=file) for file, xml in files.items()}
    problems = [problem for reading in readings.values() for problem in reading.problems]
    problems.extend(_twice(readings))
    called = frozenset(id_ for reading in readings.values() for id_ in _processes(reading))
    known = vocabulary([p for reading in readings.values() for p in _executable(reading)], world)
    for file, reading in readings.items():
        if reading.tree is not None and reading.collaboration is not None:
            source = Source(file, files[file], reading.tree, reading.collaboration, world, called, known)
            problems.extend(judge(source))
    return sorted(set(problems), key=_order)


def judge(source: Source) -> Iterator[Problem]:
    """Yield the problems of one file."""
    for rule in RULES:
        for finding in rule(source):
            yield problem(
                finding.code, source.file, element=finding.element, line=finding.line, facts=finding.facts
            )


def _executable(reading: Reading) -> list[Process]:
    return [] if reading.collaboration is None else list(reading.collaboration.processes.values())


def _processes(reading: Reading) -> list[str]:
    return [] if reading.collaboration is None else list(reading.collaboration.processes)


def _twice(readings: Mapping[str, Reading]) -> Iterator[Problem]:
    """Yield a problem for each process whose id another file has already."""
    first: dict[str, str] = {}
    for file, reading in readings.items():
        for id_ in _processes(reading):
            other = first.setdefault(id_, file)
            if other != file:
                yield problem("BPMN107", file, element=id_, facts={"other": other})


def _order(problem: Problem) -> tuple[str, int, str, str, str]:
    return (problem.file, problem.line, problem.code, problem.element or "", problem.message)
