"""How operations drive the execution of one instance, whatever executes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from engine.errors import EngineError
from engine.model.calendar import CalendarChange
from engine.model.change import Change, StoredState
from engine.model.instance import Instance
from engine.model.process import Process
from engine.ports.expression import Decided, Expressions


class ValueCodec(Protocol):
    """Writes FEEL values as JSON text and reads them back without loss."""

    def encode(self, value: object) -> str:
        """Return the value as compact JSON text.

        Raises:
            ValueRefused: the value is none that FEEL knows, or too large.
        """
        ...

    def decode(self, text: str) -> object:
        """Return the value that `encode` wrote."""
        ...


class ValueRefused(EngineError):
    """A variable's value cannot be kept."""

    zh = "变量的值无法保存。"


class Surroundings(Protocol):
    """What a step may ask of the world: other definitions and decisions, as the transaction sees them."""

    def called_process(
        self, key: str, *, binding: str, version_tag: str | None, caller: str
    ) -> tuple[str, Process]:
        """Return the definition id and the model of the process a call activity starts.

        Raises:
            NotFound: no such process is deployed.
        """
        ...

    def process(self, definition_id: str) -> Process:
        """Return the model of one version."""
        ...

    def decide(
        self,
        decision: str,
        variables: Mapping[str, object],
        *,
        binding: str,
        version_tag: str | None,
        caller: str,
    ) -> Decided:
        """Evaluate a decision.

        Raises:
            EngineError: it is not deployed or cannot be evaluated.
        """
        ...


@dataclass(frozen=True, slots=True)
class ThrownMessage:
    """A message that a model publishes: correlated by key, else by business key, else by name alone."""

    name: str
    correlation_key: str | None
    business_key: str | None
    variables: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ThrownSignal:
    """A signal that a model broadcasts; instances other than the thrower still have to hear it."""

    name: str
    variables: Mapping[str, object]


@dataclass(slots=True)
class Step:
    """One operation on one instance: what it may ask, and what came of it.

    `closed_tasks` are ids of human tasks that ended because the process moved on, `closed_incidents`
    likewise; `messages` and `signals` leave the instance.
    """

    change: Change
    surroundings: Surroundings
    closed_tasks: list[str] = field(default_factory=list)
    closed_incidents: list[str] = field(default_factory=list)
    messages: list[ThrownMessage] = field(default_factory=list)
    signals: list[ThrownSignal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A date of a human task after a calendar has changed; `name` is due_at or follow_up_at."""

    task_id: str
    name: str
    old: datetime
    new: datetime
    is_provisional: bool


class Live(Protocol):
    """A loaded instance. Each call plays the token game until everything waits."""

    @property
    def instance(self) -> Instance:
        """Return the instance as the last step left it."""
        ...

    def adopt(self, instance: Instance) -> None:
        """Take over the row as the store has written it."""
        ...

    def start(self, step: Step, variables: Mapping[str, object], *, at_element: str | None = None) -> None:
        """Begin at the blank start event, or at the start event that was triggered."""
        ...

    def complete(self, step: Step, token: int, variables: Mapping[str, object]) -> None:
        """Complete the activity that a human task, a job or a receive task keeps waiting."""
        ...

    def throw_error(
        self, step: Step, token: int, code: str, *, message: str, variables: Mapping[str, object]
    ) -> None:
        """Let the waiting activity fail with a BPMN error."""
        ...

    def fire_timer(self, step: Step, token: int) -> None:
        """Let a timer fire."""
        ...

    def deliver_message(self, step: Step, token: int, variables: Mapping[str, object]) -> None:
        """Deliver a message to the event or task that waits for it."""
        ...

    def deliver_signal(self, step: Step, token: int, variables: Mapping[str, object]) -> None:
        """Deliver a signal to the event that waits for it."""
        ...

    def raise_incident(self, step: Step, token: int, message: str, *, job_id: str | None = None) -> None:
        """Note that a job of this token has failed for good."""
        ...

    def retry(self, step: Step, token: int) -> None:
        """Try again what led to the token's incident."""
        ...

    def cancel(self, step: Step) -> None:
        """End every token."""
        ...

    def move(self, step: Step, token: int, to_element: str) -> None:
        """End one token where it is and begin another element in its scope."""
        ...

    def set_variables(self, step: Step, variables: Mapping[str, object], *, scope: int = 0) -> None:
        """Set variables; conditional events are looked at again."""
        ...

    def reckon_again(self, step: Step, change: CalendarChange) -> Sequence[Reckoned]:
        """Move the timers that a calendar's change touches; return the dates of tasks that it moves."""
        ...

    def waits(self, token: int) -> bool:
        """Say whether the token is still there."""
        ...

    def variables(self, token: int | None = None) -> Mapping[str, object]:
        """Return the variables that an element sees, or those of the outermost scope."""
        ...

    def tokens(self) -> Sequence["TokenView"]:
        """Return where the instance stands."""
        ...


@dataclass(frozen=True, slots=True)
class TokenView:
    """One token for people to see: where it waits, in which scope, for what."""

    token: int
    element_id: str
    definition_id: str
    state: str
    scope: int
    parent: int | None
    waits_for: str | None
    due_at: datetime | None


class Runtime(Protocol):
    """Executes processes."""

    def create(self, instance: Instance, process: Process) -> Live:
        """Return a new instance that has not begun."""
        ...

    def load(self, instance: Instance, state: StoredState, surroundings: Surroundings) -> Live:
        """Bring a stored instance back.

        Raises:
            StateUnreadable: the state was written by a newer engine or is damaged.
        """
        ...

    @property
    def expressions(self) -> Expressions:
        """Return the compiler of FEEL."""
        ...
