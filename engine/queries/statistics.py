"""Where the cases of one version wait, fail, and how long they take."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from engine.model.process import Kind, Process
from engine.model.statistics import ElementLoad
from engine.ports.engine import Engine


def element_loads(
    engine: Engine, definition_id: str, *, after: datetime | None = None, before: datetime | None = None
) -> Sequence[ElementLoad]:
    """Return each element of a version that cases have come to; the period bounds what has ended."""
    with engine.store.read() as reader:
        process = engine.shelf.process(reader, definition_id)
        waiting = _without_listeners(reader.element_counts(definition_id), process)
        failing = reader.incident_counts(definition_id, after=after, before=before)
        ended = reader.element_times(definition_id, after=after, before=before)
    times = {each.element_id: each for each in ended}
    return [
        ElementLoad(element, waiting.get(element, 0), *failing.get(element, (0, 0)), times.get(element))
        for element in sorted({*waiting, *failing, *times})
    ]


def _without_listeners(counts: Mapping[str, int], process: Process) -> dict[str, int]:
    """Leave out what only listens while a case goes on elsewhere: boundary events and event sub-processes."""
    listening = (Kind.BOUNDARY_EVENT, Kind.EVENT_SUB_PROCESS)
    elements = process.elements
    return {
        element: count
        for element, count in counts.items()
        if element not in elements or elements[element].kind not in listening
    }
