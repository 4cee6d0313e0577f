"""The record: what happened in an instance, in order, chained by hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class EventKind(StrEnum):
    """What can happen. The names are API: they never change their meaning."""

    INSTANCE_STARTED = "instance_started"
    INSTANCE_COMPLETED = "instance_completed"
    INSTANCE_CANCELLED = "instance_cancelled"
    INSTANCE_SUSPENDED = "instance_suspended"
    INSTANCE_RESUMED = "instance_resumed"
    INSTANCE_MODIFIED = "instance_modified"
    ELEMENT_ENTERED = "element_entered"
    ELEMENT_COMPLETED = "element_completed"
    ELEMENT_CANCELLED = "element_cancelled"
    TASK_CREATED = "task_created"
    TASK_CLAIMED = "task_claimed"
    TASK_UNCLAIMED = "task_unclaimed"
    TASK_ASSIGNED = "task_assigned"
    TASK_DELEGATED = "task_delegated"
    TASK_UPDATED = "task_updated"
    TASK_COMPLETED = "task_completed"
    VARIABLES_SET = "variables_set"
    DECISION_EVALUATED = "decision_evaluated"
    TIMER_SET = "timer_set"
    TIMER_FIRED = "timer_fired"
    MESSAGE_SENT = "message_sent"
    MESSAGE_RECEIVED = "message_received"
    SIGNAL_SENT = "signal_sent"
    SIGNAL_RECEIVED = "signal_received"
    ERROR_THROWN = "error_thrown"
    ESCALATION_THROWN = "escalation_thrown"
    COMPENSATION_THROWN = "compensation_thrown"
    CONDITION_MET = "condition_met"
    JOB_CREATED = "job_created"
    JOB_COMPLETED = "job_completed"
    JOB_FAILED = "job_failed"
    INCIDENT_RAISED = "incident_raised"
    INCIDENT_RESOLVED = "incident_resolved"
    COMMENT_ADDED = "comment_added"
    ATTACHMENT_ADDED = "attachment_added"


class Happening(NamedTuple):
    """An event before it is chained: a tuple, because a step makes half a dozen of them.

    `detail` is JSON data without personal data; `sealed` is JSON data that is encrypted with the subject's
    key and enters the chain only as a salted digest (variables' old and new values, decision inputs).
    `since` is when the token came to an element that it leaves now; it does not enter the chain, which tells
    it already.
    """

    kind: EventKind
    element_id: str | None = None
    token: int | None = None
    definition_id: str | None = None
    detail: Mapping[str, object] | None = None
    sealed: Mapping[str, object] | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """An event of the record as it is read back. `sealed` is None too where its key was erased.

    `seal` is the salted digest of the sealed data that enters the chain; `salt` is erased with the key.
    """

    instance_id: str
    number: int
    at: datetime
    actor: str
    on_behalf_of: str | None
    kind: EventKind
    element_id: str | None
    token: int | None
    definition_id: str | None
    detail: Mapping[str, object]
    sealed: Mapping[str, object] | None
    is_erased: bool
    hash: str
    seal: str | None = None
    salt: str | None = None
