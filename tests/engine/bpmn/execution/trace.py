"""Writes what happened in a few signs, so that an expected trace is one line of text.

`+a` a token entered a, `-a` it left (`-a>b,c` to these where there was a choice, `-a>` on no flow), `xa` it
was cancelled, `!a` an incident was raised at a, `?a` it was resolved, `~m` the message m was sent, `^s` the
signal s, `done` the instance is complete, `cancelled` it was cancelled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.model.history import EventKind
from engine.model.process import Process

_SIGNS = {
    EventKind.ELEMENT_ENTERED: "+",
    EventKind.ELEMENT_CANCELLED: "x",
    EventKind.INCIDENT_RAISED: "!",
    EventKind.INCIDENT_RESOLVED: "?",
}
_WORDS = {EventKind.INSTANCE_COMPLETED: "done", EventKind.INSTANCE_CANCELLED: "cancelled"}


class Told(Protocol):
    """A happening, or an event of the stored record."""

    @property
    def kind(self) -> EventKind: ...
    @property
    def element_id(self) -> str | None: ...
    @property
    def detail(self) -> Mapping[str, object] | None: ...


@dataclass
class Writer:
    """Knows the flows of the processes in play."""

    processes: Mapping[str, Process]

    def write(self, told: Iterable[Told]) -> str:
        """Return the trace of what happened."""
        return " ".join(sign for event in told if (sign := self._sign(event)))

    def _sign(self, event: Told) -> str:
        detail = event.detail or {}
        if event.kind in _SIGNS:
            return f"{_SIGNS[event.kind]}{event.element_id}"
        if event.kind is EventKind.ELEMENT_COMPLETED:
            return f"-{event.element_id}{self._flows(event.element_id or '', detail)}"
        if event.kind is EventKind.MESSAGE_SENT:
            return f"~{detail['message']}"
        if event.kind is EventKind.SIGNAL_SENT:
            return f"^{detail['signal']}"
        return _WORDS.get(event.kind, "")

    def _flows(self, element_id: str, detail: Mapping[str, object]) -> str:
        if "link" in detail:
            return f">{detail['link']}"
        process = next(p for p in self.processes.values() if element_id in p.elements)
        taken = detail.get("flows")
        flows = taken if isinstance(taken, list) else []
        if len(process.elements[element_id].outgoing) == len(flows) <= 1:
            return ""
        return ">" + ",".join(process.flows[flow].target for flow in flows)
