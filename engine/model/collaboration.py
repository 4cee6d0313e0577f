"""What one BPMN file holds: processes and the message flows between their pools."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.model.process import Process


@dataclass(frozen=True)
class MessageFlow:
    """A message flow of a collaboration, between pools or elements in them."""

    id: str
    source: str
    target: str
    message: str | None = None


@dataclass(frozen=True)
class Collaboration:
    """What one BPMN file holds: its processes and the message flows between their pools."""

    processes: Mapping[str, Process]
    participants: Mapping[str, str | None] = field(default_factory=dict)
    message_flows: tuple[MessageFlow, ...] = ()
    target_namespace: str | None = None
