"""One change as the stream tells it, and the place in the stream that it marks."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from api.events.register_watch import RegisterChange
from engine.model.history import HistoryEvent

_SEPARATOR: Final = "~"
_TASKS: Final = "task_"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the stream: an event of the record."""

    at: datetime
    instance_id: str
    number: int

    def __str__(self) -> str:
        """Return the mark as clients send it back."""
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return _SEPARATOR.join((moment, self.instance_id, str(self.number)))


def mark_of(event: HistoryEvent) -> Mark:
    """Return the place of an event."""
    return Mark(event.at, event.instance_id, event.number)


def read_mark(text: str | None) -> Mark | None:
    """Return the place that a client names; None where it is none of ours."""
    parts = (text or "").split(_SEPARATOR)
    try:
        moment, instance_id, number = parts
        at = datetime.fromisoformat(moment)
        return Mark(at, instance_id, int(number)) if at.tzinfo else None
    except ValueError:
        return None


def told(event: HistoryEvent | RegisterChange) -> dict[str, object]:
    """Return what the stream says of an event: ids and its kind, nothing of the case or the register."""
    if isinstance(event, RegisterChange):
        return {"kind": "register_changed", "record": event.kind}
    has_task = event.kind.startswith(_TASKS) and event.token is not None
    return {
        "kind": str(event.kind),
        "instance_id": event.instance_id,
        "task_id": f"{event.instance_id}-{event.token}" if has_task else None,
        "element_id": event.element_id,
    }
