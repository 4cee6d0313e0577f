"""What the connectors that write the register share: they work inside the transaction of the step."""

from abc import ABC, abstractmethod

from aftersales.connectors.reading import transaction_of
from aftersales.ports.register import Register, RegisterOf
from engine.ports.connector import Call, Outcome


class Local(ABC):
    """A connector that works in the register: what the step did and what it wrote stand or fall together."""

    type: str
    is_local = True

    def __init__(self, register_of: RegisterOf) -> None:
        self._register_of = register_of

    @abstractmethod
    def call(self, call: Call) -> Outcome:
        """Do the work."""

    def register(self, call: Call) -> Register:
        """Return the register within the step's transaction.

        Raises:
            ConnectorMisplaced: there is none.
        """
        return self._register_of(transaction_of(call))
