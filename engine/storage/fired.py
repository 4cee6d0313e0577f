"""Which decision rows fired, told from the record before it is sealed, so that cases are found by them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.model.history import EventKind
from engine.storage.seal import Chained


def fired_rules(instance_id: str, events: Sequence[Chained]) -> list[tuple[str, int, str, str]]:
    """Return a row for each table and rule that fired in an event."""
    return [
        (instance_id, chained.number, table, rule)
        for chained in events
        if chained.happening.kind is EventKind.DECISION_EVALUATED and chained.happening.sealed
        for table, rule in sorted(set(_fired(chained.happening.sealed)))
    ]


def _fired(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for table in _list(record, "tables"):
        for rule in _list(table, "rules"):
            # A table without an id goes by that of the decision.
            yield str(table.get("id") or record.get("decision", {}).get("id", "")), str(rule["id"])
    for required in _list(record, "required"):
        yield from _fired(required)


def _list(record: Mapping[str, Any], name: str) -> Iterable[Any]:
    # A record of another make may hold anything under these names.
    found = record.get(name)
    return found if isinstance(found, list) else ()
