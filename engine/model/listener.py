"""Execution listeners: connectors that work when an activity starts or ends."""

from dataclasses import dataclass
from enum import StrEnum


class ListenerEvent(StrEnum):
    """When an execution listener is called."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Listener:
    """One `zeebe:executionListener`.

    `event` is as written; one that is no ListenerEvent is refused by the checker.
    """

    event: str
    type: str
    retries: str = "3"
