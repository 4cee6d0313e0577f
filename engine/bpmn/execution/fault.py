"""What goes wrong while a token moves; it becomes an incident at that token."""

from engine.model.incident import IncidentKind


class Fault(Exception):
    """A token cannot go on until a person mends something."""

    def __init__(self, kind: IncidentKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
