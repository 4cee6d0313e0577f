"""What instances and definitions wait for: timers, messages, signals."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TimerRow:
    """A timer. One with a token belongs to a waiting event of an instance, one without starts a process.

    `cycle` holds what is left of a repeating timer, as the runtime wrote it.
    """

    id: str
    due_at: datetime
    element_id: str
    definition_id: str
    instance_id: str | None = None
    token: int | None = None
    cycle: str | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class MessageWait:
    """Something waits for a message: an instance (with a token and a correlation key) or a start event."""

    id: str
    message: str
    element_id: str
    definition_id: str
    correlation_key: str | None = None
    instance_id: str | None = None
    token: int | None = None
    business_key: str | None = None


@dataclass(frozen=True, slots=True)
class SignalWait:
    """Something waits for a signal: an instance (with a token) or a start event."""

    id: str
    signal: str
    element_id: str
    definition_id: str
    instance_id: str | None = None
    token: int | None = None


@dataclass(frozen=True, slots=True)
class BufferedMessage:
    """A published message that found nobody waiting and lives until `expires_at`."""

    id: str
    name: str
    correlation_key: str | None
    variables: str
    published_at: datetime
    expires_at: datetime
    message_id: str | None = None
    actor: str = ""
    business_key: str | None = None
