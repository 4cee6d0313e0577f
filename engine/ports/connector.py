"""Connectors: what a service task of type `x.y` calls."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from engine.errors import EngineError
from engine.ports.runtime import ThrownMessage


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a connector.

    `job_id` is the idempotency key: a repeated call after a failure or time-out carries the same one.
    `variables` are what the task sees (its mapped inputs first). `transaction` is the open transaction for
    local connectors and None for remote ones.
    """

    job_id: str
    type: str
    variables: Mapping[str, object]
    headers: Mapping[str, str]
    instance_id: str
    process_key: str
    element_id: str
    business_key: str | None
    attempt: int
    at: datetime
    actor: str
    transaction: object | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a connector returns when variables are not all.

    `business_key` gives the instance its human number, `subject` says whose personal data it holds from now
    on (the key that seals the record), `messages` are thrown as the instance would throw them.
    """

    variables: Mapping[str, object]
    business_key: str | None = None
    subject: str | None = None
    messages: Sequence[ThrownMessage] = ()


class ConnectorError(EngineError):
    """A connector reports a BPMN error that the model can catch."""

    zh = "连接器报告了业务错误。"

    def __init__(self, code: str, message: str = "", variables: Mapping[str, object] | None = None) -> None:
        super().__init__(message or code, zh=message or code, code=code)
        self.code = code
        self.variables = dict(variables or {})


class Connector(Protocol):
    """Does the work of a service task and returns variables.

    A local connector works in the same transaction as the step that reached it; a remote one runs between
    transactions and must be idempotent by `job_id`.
    """

    @property
    def type(self) -> str:
        """Return the type that models name."""
        ...

    @property
    def is_local(self) -> bool:
        """Say whether it only touches the database of the transaction."""
        ...

    def call(self, call: Call) -> Mapping[str, object] | Outcome:
        """Do the work and return variables, or an Outcome where there is more to say.

        Raises:
            ConnectorError: a BPMN error that the model can catch.
            Exception: anything else is a failure: retried with backoff, then an incident.
        """
        ...


@runtime_checkable
class Telling(Protocol):
    """A connector that says which variables it gives, so that the checker knows them; None: it can't say."""

    @property
    def results(self) -> Collection[str] | None:
        """Return the names of the variables."""
        ...


def results_of(connector: Connector) -> Collection[str] | None:
    """Return the variables that a connector gives, None where it does not say."""
    return connector.results if isinstance(connector, Telling) else None
