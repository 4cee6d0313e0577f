"""What the checker asks of the world outside one BPMN file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.ports.expression import Expressions


@dataclass(frozen=True, slots=True)
class Fields:
    """The variables that a form writes, with their types as FEEL writes them (None: of several types).

    A form that is not closed takes others too.
    """

    types: Mapping[str, str | None]
    is_closed: bool


class World(Protocol):
    """The decisions, forms, processes and connectors that a model may refer to.

    A collection of None means "not known here": references of that kind are then not checked.
    """

    @property
    def expressions(self) -> Expressions:
        """Compile FEEL."""
        ...

    @property
    def decisions(self) -> Collection[str] | None:
        """Return the ids of the decisions that can be called."""
        ...

    @property
    def forms(self) -> Collection[str] | None:
        """Return the keys of the forms (`repair/visit`)."""
        ...

    @property
    def processes(self) -> Collection[str] | None:
        """Return the ids of the processes that can be called."""
        ...

    @property
    def connectors(self) -> Collection[str] | None:
        """Return the types of the registered connectors."""
        ...

    @property
    def local_connectors(self) -> Collection[str] | None:
        """Return the types of those that work in the transaction of the step."""
        ...

    @property
    def groups(self) -> Collection[str] | None:
        """Return the groups that tasks can be offered to."""
        ...

    def fields(self, form: str) -> Fields | None:
        """Return what a form writes, None where it is not known."""
        ...

    def decided(self, decision: str) -> str | None:
        """Return the type that a decision gives, as FEEL writes types, None where it is not known."""
        ...

    def results(self, connector: str) -> Collection[str] | None:
        """Return the variables that a connector gives, None where it is not known."""
        ...
