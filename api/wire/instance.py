"""Process instances on the wire."""

import json
import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Final, Protocol

from pydantic import Field

from api.exact_route import Versioned
from api.wire.page import ListFilter, sortable
from api.wire.scalar import Bound, Id, Name, Reason, Request, Variables, View
from engine.model.instance import InstanceState
from engine.model.query import Comparison, InstanceQuery, VariableTest
from engine.queries.values import from_wire

_TEST: Final = r"^([^=!<>~\x00]{1,200})(=|!=|~|<=|<|>=|>)([^\x00]*)$"

# What filters hold as the engine takes it.
_PLAIN: Final = {
    *("state", "process_key", "definition_id", "business_key", "element_id", "started_by", "started_before"),
    *("started_after", "ended_before", "ended_after", "ended_in", "has_incident", "text", "acted_by"),
}


class ValueCodec(Protocol):
    """Writes values as they are stored."""

    def encode(self, value: object) -> str:
        """Return the stored text."""
        ...


class InstanceView(View, Versioned):
    """One process instance. `version` is its ETag."""

    id: str = Field(examples=["0198b6e1f0c2a91b4"])
    definition_id: str = Field(examples=["repair:1"])
    process_key: str = Field(examples=["repair"])
    state: InstanceState = Field(examples=["active"])
    version: int = Field(examples=[3])
    started_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    started_by: str = Field(examples=["desk"])
    business_key: str | None = Field(examples=["WX-20261122-0007"])
    ended_at: datetime | None = Field(examples=[None])
    ended_in: str | None = Field(description="The end event that was reached last.", examples=[None])
    incidents: int = Field(description="Open incidents.", examples=[0])


class TokenView(View):
    """Where an instance stands: one token."""

    token: int = Field(examples=[12])
    element_id: str = Field(examples=["check_report"])
    definition_id: str = Field(examples=["repair:1"])
    state: str = Field(examples=["waiting"])
    scope: int = Field(examples=[0])
    parent: int | None = Field(examples=[None])
    waits_for: str | None = Field(examples=["task"])
    due_at: datetime | None = Field(examples=[None])


class ScopeView(View):
    """The variables of one scope; 0 is the outermost."""

    scope: int = Field(examples=[0])
    variables: Variables


class InstanceFilter(ListFilter):
    """Which instances; all conditions must hold."""

    state: InstanceState | None = None
    process_key: Id | None = None
    definition_id: Id | None = None
    business_key: Name | None = None
    element_id: Annotated[Id | None, Field(description="A token waits at this element.")] = None
    started_by: Id | None = None
    started_before: Bound | None = None
    started_after: Bound | None = None
    ended_before: Bound | None = None
    ended_after: Bound | None = None
    ended_in: Id | None = None
    has_incident: bool | None = None
    sort: Annotated[str | None, sortable("started_at", "ended_at", "business_key", "process_key")] = None
    text: Annotated[Name | None, Field(description="Part of the case number or id.")] = None
    variable: Annotated[
        list[Annotated[str, Field(pattern=_TEST, max_length=1_000)]],
        Field(
            max_length=10,
            description="An outermost variable compared with a value: `serial_number=SN-1`, `n!=3`, "
            "`symptom~noise` (contains), `amount>=300`, `bought_on<2025-01-01`.",
        ),
    ] = []
    acted_by: Annotated[
        Id | None, Field(description="Who did something in the case, or for whom it was done.")
    ] = None
    rule: Annotated[
        str | None,
        Field(
            pattern=r"^[^/\x00]{1,300}(/[^/\x00]{1,300})?$",
            description="A decision table of which a row fired, or `table/row` by their ids.",
            examples=["return_policy_table/return_policy_rule_2"],
        ),
    ] = None

    def query(self, codec: ValueCodec) -> InstanceQuery:
        """Return the question as the engine takes it: variables as they are stored."""
        asked = self.model_dump(include=_PLAIN)
        table, _, row = (self.rule or "").partition("/")
        return InstanceQuery(
            **asked,
            variables=tuple(_test(text, codec) for text in self.variable),
            table_id=table or None,
            rule_id=row or None,
        )


def _test(text: str, codec: ValueCodec) -> VariableTest:
    parts = re.fullmatch(_TEST, text, re.DOTALL)
    assert parts is not None  # noqa: S101 - pydantic has matched it
    name, comparison, value = parts.groups()
    return VariableTest(name, codec.encode(_value(value)), Comparison(comparison))


def _value(text: str) -> object:
    # JSON where it is JSON, else text: `n=3` is a number, `serial_number=SN-1` needs no quotes.
    try:
        return from_wire(json.loads(text, parse_float=Decimal))
    except (ValueError, RecursionError):
        return text


class StartInstance(Request):
    """A case to start."""

    process_key: Annotated[Id, Field(examples=["repair"])]
    variables: Variables = {}
    business_key: Annotated[
        Name | None, Field(description="The case's number for people.", examples=["WX-20261122-0007"])
    ] = None
    version: Annotated[
        int | None, Field(ge=1, le=1_000_000, description="The newest unless given.", examples=[None])
    ] = None


class GiveReason(Request):
    """Why."""

    reason: Reason


class ModifyInstance(Request):
    """Move a token to another element of its scope."""

    token: Annotated[int, Field(ge=0, le=2**31 - 1, examples=[12])]
    to_element: Annotated[Id, Field(examples=["check_report"])]
    reason: Reason


class SetVariables(Request):
    """Correct variables by hand."""

    variables: Variables
    reason: Reason
    scope: Annotated[int, Field(ge=0, le=2**31 - 1, description="0 is the outermost.", examples=[0])] = 0


class PublishMessage(Request):
    """A message from outside."""

    name: Annotated[Name, Field(examples=["customer_confirmed"])]
    correlation_key: Annotated[Name | None, Field(examples=["WX-20261122-0007"])] = None
    business_key: Annotated[Name | None, Field(examples=[None])] = None
    variables: Variables = {}
    time_to_live: Annotated[
        timedelta,
        Field(
            ge=timedelta(0),
            le=timedelta(days=3660),
            description="How long it waits for a receiver.",
            examples=["PT1H"],
        ),
    ] = timedelta(hours=1)
    message_id: Annotated[
        Name | None, Field(description="The same message is taken only once.", examples=["sms-8812"])
    ] = None


class MessageOutcomeView(View):
    """What became of a message."""

    kind: str = Field(
        description="delivered, started, buffered, duplicate or expired.", examples=["delivered"]
    )
    instance_id: str | None = Field(examples=["0198b6e1f0c2a91b4"])


class BroadcastSignal(Request):
    """A signal for everybody who waits for it."""

    name: Annotated[Name, Field(examples=["recall_announced"])]
    variables: Variables = {}


class SignalOutcomeView(View):
    """How many heard it."""

    receivers: int = Field(examples=[3])
