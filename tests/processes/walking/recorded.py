"""What the scenarios tell of the flows: ways into the midst of a case, and what people write in its forms."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.model.history import EventKind, HistoryEvent
from engine.ports.engine import Engine
from engine.testing.folder import begun_by, scenarios_under
from engine.testing.scenario import Scenario, Step, verb_of
from tests.architecture.sources import ROOT

# What was written, under its own text.
Entries = Mapping[str, Mapping[str, Any]]
# A scenario checks these for itself.
_REACHED = {EventKind.ELEMENT_ENTERED, EventKind.ELEMENT_COMPLETED}
_TOLD_ELSEWHERE = {"story", "expect"}


class Recorded:
    """The scenarios, and by form element everything that was ever written there."""

    def __init__(self, engine: Engine, files: Mapping[str, bytes]) -> None:
        read = {f: list(engine.processes.read(body, f)) for f, body in files.items() if f.endswith(".bpmn")}
        self.steps = {
            (process.id, element)
            for inside in read.values()
            for process in inside
            for element in process.elements
        }
        told = scenarios_under(ROOT / "processes", begun_by(read))
        # Those that only ask a table begin nothing.
        scenarios = tuple(each for each in told if any("start" in step for step in each.steps))
        processes = sorted({each.process for each in scenarios})
        self.by_process = [[each for each in scenarios if each.process == process] for process in processes]
        self.written = _written(scenarios)


def lot(draw: object, name: str) -> bytes:
    """Return what a draw gives a name; the highest wins.

    A name that joins takes away its own share of the draws: all others fall as they did, so that a seed leads
    where it led before somebody wrote one more scenario.
    """
    return hashlib.blake2b(f"{draw} {name}".encode(), digest_size=8).digest()


def _written(scenarios: Sequence[Scenario]) -> Mapping[str, Entries]:
    found: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for scenario in scenarios:
        for step in scenario.steps:
            if "complete" in step and step.get("with"):
                found[step["complete"]][json.dumps(step["with"], sort_keys=True)] = step["with"]
    return found


def way_in(scenario: Scenario) -> Sequence[Step]:
    """Return what happens in a scenario, without what it expects."""
    return [step for step in scenario.steps if verb_of(step) not in _TOLD_ELSEWHERE]


def steps_in(events: Iterable[HistoryEvent]) -> set[tuple[str, str]]:
    """Return the elements that were entered, each with its process."""
    return {
        ((event.definition_id or "").rpartition(":")[0], event.element_id)
        for event in events
        if event.kind in _REACHED and event.element_id is not None
    }
