"""Which sequence flows and decision rows the scenarios take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.model.history import EventKind, HistoryEvent
from engine.model.process import Process


@dataclass(slots=True)
class Coverage:
    """Flows as (process, flow) and rows as (table, number): all there are, and those taken."""

    flows: set[tuple[str, str]] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)
    flows_taken: set[tuple[str, str]] = field(default_factory=set)
    rows_taken: set[tuple[str, int]] = field(default_factory=set)

    def count(self, processes: Iterable[Process], rules: Iterable[tuple[str, int]]) -> None:
        """Take in what could be taken."""
        for process in processes:
            self.flows.update((process.id, flow) for flow in process.flows)
        self.rows.update(rules)

    def take(self, events: Iterable[HistoryEvent], decided: Iterable[Mapping[str, Any]] = ()) -> None:
        """Take in what one story's record shows, and what was decided beside it."""
        for record in decided:
            self._take_record(record)
        for event in events:
            process = (event.definition_id or "").rpartition(":")[0]
            if event.kind is EventKind.ELEMENT_COMPLETED:
                self.flows_taken.update((process, str(flow)) for flow in _list(event.detail.get("flows")))
            elif event.kind is EventKind.DECISION_EVALUATED and event.sealed is not None:
                self._take_record(event.sealed)

    def _take_record(self, record: Mapping[str, Any]) -> None:
        for table in _list(record.get("tables")):
            for rule in table.get("rules", []):
                self.rows_taken.add((table.get("id") or "", int(rule["index"])))
        for required in _list(record.get("required")):
            self._take_record(required)

    def flows_missed(self) -> list[tuple[str, str]]:
        """Return the flows that no story takes."""
        return sorted(self.flows - self.flows_taken)

    def rows_missed(self) -> list[tuple[str, int]]:
        """Return the rows that no story takes."""
        return sorted(self.rows - self.rows_taken)

    def to_json(self) -> dict[str, object]:
        """Return the totals as JSON data, and what was missed."""
        return {
            "flows_total": len(self.flows),
            "flows_taken": len(self.flows & self.flows_taken),
            "rows_total": len(self.rows),
            "rows_taken": len(self.rows & self.rows_taken),
            "flows_missed": [{"process": process, "flow": flow} for process, flow in self.flows_missed()],
            "rows_missed": [{"table": table, "row": row} for table, row in self.rows_missed()],
        }


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - JSON data
    return value if isinstance(value, list) else []
