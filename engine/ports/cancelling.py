"""What the program around the engine does when an operator ends an instance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.model.instance import Instance
from engine.ports.runtime import ThrownMessage


@dataclass(frozen=True, slots=True)
class Cancelling:
    """An instance that is being cancelled: who does it and why, in which open transaction."""

    instance: Instance
    actor: str
    reason: str
    at: datetime
    transaction: object


class CancelListener(Protocol):
    """Frees what an instance holds outside the engine, in the transaction that ends it."""

    def cancelled(self, cancelling: Cancelling) -> Sequence[ThrownMessage]:
        """Free it, and return messages for what a person has to do: a process may start with them.

        Raises:
            EngineError: it cannot be freed; the instance then goes on.
        """
        ...
