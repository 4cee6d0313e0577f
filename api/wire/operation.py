"""What operators and auditors see on the wire: timers, jobs, incidents, waits, the record."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Self

from pydantic import Field

from api.wire.page import ListFilter, sortable
from api.wire.scalar import Bound, Id, Name, Reason, Request, Variables, View
from engine.model.history import EventKind, HistoryEvent
from engine.model.incident import IncidentKind
from engine.model.job import JobKind
from engine.model.query import EventQuery, RowQuery


class RowFilter(ListFilter):
    """Which rows."""

    instance_id: Id | None = None
    definition_id: Id | None = None
    element_id: Id | None = None

    def query(self) -> RowQuery:
        """Return the question as the engine takes it."""
        return RowQuery(**self.model_dump(exclude={"limit", "cursor", "sort"}))


class TimerFilter(RowFilter):
    """Which timers."""

    sort: Annotated[str | None, sortable("due_at", "id")] = None
    due_before: Bound | None = None


class JobFilter(RowFilter):
    """Which jobs."""

    sort: Annotated[str | None, sortable("run_at", "type", "retries")] = None
    kind: JobKind | None = None
    due_before: Bound | None = None


class IncidentFilter(RowFilter):
    """Which incidents."""

    sort: Annotated[str | None, sortable("raised_at", "kind")] = None
    kind: IncidentKind | None = None
    is_open: Annotated[bool | None, Field(description="Open ones, resolved ones, or both.")] = None


class WaitFilter(RowFilter):
    """Which waits."""

    name: Name | None = None


class MessageFilter(WaitFilter):
    """Which messages that nobody has taken."""

    sort: Annotated[str | None, sortable("published_at", "expires_at", "name")] = None


class TimerView(View):
    """A timer. Without an instance it starts a process."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-14"])
    due_at: datetime = Field(examples=["2026-11-23T01:00:00+00:00"])
    element_id: str = Field(examples=["no_answer_24h"])
    definition_id: str = Field(examples=["repair:1"])
    instance_id: str | None = Field(examples=["0198b6e1f0c2a91b4"])
    token: int | None = Field(examples=[14])
    attempts: int = Field(examples=[0])


class JobView(View):
    """Work for a connector, or a delivery of the engine's own."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-15"])
    kind: JobKind = Field(examples=["connector"])
    type: str = Field(examples=["mail.send"])
    run_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    retries: int = Field(description="What is left; 0 means an incident is open.", examples=[3])
    attempts: int = Field(examples=[0])
    instance_id: str | None = Field(examples=["0198b6e1f0c2a91b4"])
    token: int | None = Field(examples=[15])
    element_id: str | None = Field(examples=["tell_customer"])
    definition_id: str | None = Field(examples=["repair:1"])
    owner: str | None = Field(description="The node that works on it.", examples=[None])
    lease_until: datetime | None = Field(examples=[None])


class IncidentView(View):
    """Something that only a person can mend."""

    id: str = Field(examples=["31aa6c1e9b1d4c6fa0b1"])
    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    kind: IncidentKind = Field(examples=["job"])
    element_id: str = Field(examples=["tell_customer"])
    definition_id: str = Field(examples=["repair:1"])
    message: str = Field(examples=["The mail server does not answer."])
    raised_at: datetime = Field(examples=["2026-11-22T01:10:00+00:00"])
    token: int | None = Field(examples=[15])
    job_id: str | None = Field(examples=["0198b6e1f0c2a91b4-15"])
    resolved_at: datetime | None = Field(examples=[None])
    resolved_by: str | None = Field(examples=[None])


class RetryIncident(Request):
    """Variables to correct before trying again."""

    variables: Variables = {}


class ResolveIncident(Request):
    """Go on as if the element had done its work."""

    reason: Reason
    variables: Variables = {}


class MessageWaitView(View):
    """Something waits for a message."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-16"])
    message: str = Field(examples=["customer_confirmed"])
    element_id: str = Field(examples=["wait_for_consent"])
    definition_id: str = Field(examples=["repair:1"])
    correlation_key: str | None = Field(examples=["WX-20261122-0007"])
    instance_id: str | None = Field(examples=["0198b6e1f0c2a91b4"])
    token: int | None = Field(examples=[16])
    business_key: str | None = Field(examples=["WX-20261122-0007"])


class BufferedMessageView(View):
    """A message that nobody has taken yet."""

    id: str = Field(examples=["aa106c1e9b1d4c6fa0b1"])
    name: str = Field(examples=["customer_confirmed"])
    correlation_key: str | None = Field(examples=["WX-20261122-0009"])
    published_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    expires_at: datetime = Field(examples=["2026-11-22T02:00:00+00:00"])
    message_id: str | None = Field(examples=["sms-8812"])
    actor: str = Field(examples=["desk"])
    business_key: str | None = Field(examples=[None])


class SignalWaitView(View):
    """Something waits for a signal."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-17"])
    signal: str = Field(examples=["recall_announced"])
    element_id: str = Field(examples=["recall"])
    definition_id: str = Field(examples=["repair:1"])
    instance_id: str | None = Field(examples=["0198b6e1f0c2a91b4"])
    token: int | None = Field(examples=[17])


class EventFilter(ListFilter):
    """Which events of the record."""

    sort: Annotated[str | None, sortable("at", "number")] = None
    instance_id: Id | None = None
    kind: Annotated[list[EventKind], Field(max_length=40, description="Any of these kinds.")] = []
    element_id: Id | None = None
    actor: Id | None = None
    definition_id: Id | None = None
    after: Bound | None = None
    before: Bound | None = None

    def query(self) -> EventQuery:
        """Return the question as the engine takes it."""
        asked = self.model_dump(exclude={"limit", "cursor", "sort", "kind"})
        return EventQuery(**asked, kinds=tuple(str(kind) for kind in self.kind))


class ExplanationView(View):
    """Why a decision came out as it did: a sentence for each table, and the law that bounds it."""

    zh: str = Field(examples=["退款审批（金额：2999）：3000 元以内由主管批准。"])
    en: str = Field(examples=["Who approves a refund (amount: 2999): Up to 3,000 CNY the supervisor."])


class EventView(View):
    """One event of the record, chained by hash to the one before."""

    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    number: int = Field(examples=[4])
    at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    actor: str = Field(examples=["desk"])
    on_behalf_of: str | None = Field(examples=[None])
    kind: EventKind = Field(examples=["task_claimed"])
    element_id: str | None = Field(examples=["check_report"])
    token: int | None = Field(examples=[12])
    definition_id: str | None = Field(examples=["repair:1"])
    detail: dict[str, Any] = Field(examples=[{"assignee": {"old": None, "new": "desk"}}])
    sealed: dict[str, Any] | None = Field(
        description="Personal data, as long as its key exists.", examples=[None]
    )
    is_erased: bool = Field(examples=[False])
    hash: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015"])
    explanation: ExplanationView | None = Field(description="Of a decision.")

    @classmethod
    def of(cls, event: HistoryEvent, explanation: ExplanationView | None) -> Self:
        """Return an event as clients see it."""
        fields = {name: getattr(event, name) for name in cls.model_fields if name != "explanation"}
        return cls(**fields, explanation=explanation)


class VerificationView(View):
    """Whether a record is as it was written."""

    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    is_whole: bool = Field(examples=[True])
    events: int = Field(examples=[42])
    broken_at: int | None = Field(description="The first event that is not as it was.", examples=[None])
    reason: str | None = Field(examples=[None])


class ClockView(View):
    """What time it is for the engine."""

    now: datetime = Field(examples=["2026-11-23T01:00:00+00:00"])
    is_virtual: bool = Field(examples=[True])


class AdvanceClock(Request):
    """How far to move the virtual clock."""

    by: Annotated[
        timedelta,
        Field(
            gt=timedelta(0), le=timedelta(days=3660), description="An ISO 8601 duration.", examples=["PT24H"]
        ),
    ]
