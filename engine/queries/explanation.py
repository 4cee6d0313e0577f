"""Why decisions came out as they did, for those who read the record."""

from collections.abc import Iterable, Mapping, Sequence

from engine.model.history import EventKind, HistoryEvent
from engine.ports.engine import Engine
from engine.ports.models import DecisionFile
from engine.ports.store import Reader

Sentences = Sequence[tuple[str, str]]
"""Each in Chinese and in English."""


def explanations(
    engine: Engine, events: Iterable[HistoryEvent], words: Mapping[str, tuple[str, str]]
) -> dict[tuple[str, int], Sentences]:
    """Return sentences for the decisions among some events, by instance and number.

    They are made of the version that decided, so that an old case is told by its own table. What was erased
    stays silent.
    """
    decided = [each for each in events if each.kind is EventKind.DECISION_EVALUATED and each.sealed]
    with engine.store.read() as reader:
        ids = {str((each.sealed or {}).get("definition")) for each in decided}
        files = {each: file for each in ids if (file := _file(engine, reader, each)) is not None}
    return {
        (each.instance_id, each.number): file.explain(record, words)
        for each in decided
        if (record := each.sealed) and (file := files.get(str(record.get("definition")))) is not None
    }


def _file(engine: Engine, reader: Reader, definition_id: str) -> DecisionFile | None:
    definition = reader.definition(definition_id)
    return None if definition is None else engine.shelf.decision_file(reader, definition)
