"""The database as operations and queries see it. One `begin()` is one transaction; only it commits."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from engine.model.account import Account, Session
from engine.model.annotation import Attachment, Comment, Draft, Mention
from engine.model.calendar import Calendar
from engine.model.change import Change, StoredState
from engine.model.definition import Definition, Deployment, ResourceKind
from engine.model.history import HistoryEvent
from engine.model.incident import Incident
from engine.model.instance import Instance
from engine.model.job import Job
from engine.model.query import (
    EventQuery,
    InstanceQuery,
    Page,
    Paging,
    RowQuery,
    TaskGroup,
    TaskGrouping,
    TaskQuery,
)
from engine.model.saved_filter import SavedFilter
from engine.model.statistics import ElementTimes
from engine.model.task import Task, TaskSpan
from engine.model.wait import BufferedMessage, MessageWait, SignalWait, TimerRow


class InstanceMoved(Exception):
    """An instance was taken for what it no longer is."""


class Reader(Protocol):
    """Questions. They see one consistent state and change nothing."""

    def connection(self) -> object:
        """Return the database connection, for whoever keeps tables of their own beside the engine's."""
        ...

    # definitions
    def definition(self, definition_id: str) -> Definition | None: ...
    def latest(self, kind: ResourceKind, key: str) -> Definition | None: ...
    def tagged(self, kind: ResourceKind, key: str, tag: str) -> Definition | None: ...
    def of_deployment(self, deployment_id: str, kind: ResourceKind, key: str) -> Definition | None: ...
    def decision_provider(self, decision: str) -> Definition | None:
        """Return the newest version of the newest DMN file that provides a decision id."""
        ...

    def definitions(
        self, kind: ResourceKind, paging: Paging, *, key: str | None = None, only_latest: bool = False
    ) -> Page[Definition]: ...
    def content(self, digest: str) -> bytes: ...
    def deployments(self, paging: Paging) -> Page[Deployment]: ...

    # instances
    def instance(self, instance_id: str) -> Instance | None: ...
    def instances(self, query: InstanceQuery, paging: Paging) -> Page[Instance]: ...
    def state(self, instance_id: str) -> StoredState: ...
    def variables(self, instance_id: str) -> Sequence[tuple[int, str, str]]: ...
    def element_counts(self, definition_id: str) -> Mapping[str, int]:
        """Count the tokens that wait at each element of one version, in active instances."""
        ...

    def element_times(
        self, definition_id: str, *, after: datetime | None, before: datetime | None
    ) -> Sequence[ElementTimes]:
        """Return how often each element was completed in a period, and how long it took."""
        ...

    def incident_counts(
        self, definition_id: str, *, after: datetime | None, before: datetime | None
    ) -> Mapping[str, tuple[int, int]]:
        """Return how many incidents are open at each element, and how many were raised in a period."""
        ...

    # tasks
    def task(self, task_id: str) -> Task | None: ...
    def tasks(self, query: TaskQuery, paging: Paging) -> Page[Task]: ...
    def count_tasks(self, query: TaskQuery) -> int: ...
    def task_spans(self, instance_ids: Collection[str]) -> Sequence[TaskSpan]:
        """Return when the tasks of some instances were offered, due and done, the earliest first."""
        ...

    def count_tasks_by(
        self, query: TaskQuery, grouping: TaskGrouping, *, variable: str = "", ahead: timedelta = timedelta(0)
    ) -> Sequence[TaskGroup]:
        """Count tasks by what they share; days begin `ahead` of UTC's."""
        ...

    def draft(self, task_id: str, author: str) -> Draft | None: ...
    def comments(self, instance_id: str, task_id: str | None) -> Sequence[Comment]: ...
    def mentions(self, who: str, paging: Paging, *, only_unseen: bool = False) -> Page[Mention]:
        """Return the comments that mention somebody, newest first."""
        ...

    def attachments(self, instance_id: str, task_id: str | None) -> Sequence[Attachment]: ...
    def attachment(self, attachment_id: str) -> Attachment | None: ...

    # saved filters
    def saved_filter(self, filter_id: str) -> SavedFilter | None: ...
    def saved_filters(self, owner: str, groups: Sequence[str]) -> Sequence[SavedFilter]:
        """Return somebody's own saved filters and those of some groups, by name."""
        ...

    # what waits
    def timers(self, query: RowQuery, paging: Paging) -> Page[TimerRow]: ...
    def next_due(self) -> datetime | None:
        """Return when the earliest timer, job or buffered message falls due."""
        ...

    def jobs(self, query: RowQuery, paging: Paging) -> Page[Job]: ...
    def job(self, job_id: str) -> Job | None: ...
    def incidents(self, query: RowQuery, paging: Paging) -> Page[Incident]: ...
    def incident(self, incident_id: str) -> Incident | None: ...
    def message_waits(self, query: RowQuery, paging: Paging) -> Page[MessageWait]: ...
    def signal_waits(self, query: RowQuery, paging: Paging) -> Page[SignalWait]: ...
    def buffered_messages(self, query: RowQuery, paging: Paging) -> Page[BufferedMessage]: ...

    # history
    def events(self, query: EventQuery, paging: Paging) -> Page[HistoryEvent]: ...
    def misplaced_event(self, instance_id: str) -> int | None:
        """Return the number of the first event that lists over all instances leave out or repeat."""
        ...

    # accounts
    def account(self, account_id: str) -> Account | None: ...
    def accounts(self, paging: Paging) -> Page[Account]: ...
    def session(self, digest: str) -> Session | None: ...

    # working calendars
    def calendars(self) -> Sequence[Calendar]:
        """Return every working calendar, by key; none in an installation that has not been seeded."""
        ...


class Transaction(Reader, Protocol):
    """Questions and changes; what it did is committed when its block ends without an exception."""

    def lock_instance(self, instance_id: str, *, with_task: str | None = None) -> Instance | None:
        """Return the instance and keep others from changing it until the transaction ends.

        `with_task` is the task that will be asked for next: it is fetched in the same round trip.
        """
        ...

    def hold_instance(self, instance: Instance) -> None:
        """Take an instance for what it was, and keep others from changing it until the transaction ends.

        Nothing is read: the database is told to look while the caller goes on.

        Raises:
            InstanceMoved: somebody has changed it since; now, at any later question, or at the end.
        """
        ...

    def save(self, change: Change) -> Instance:
        """Write one change of one instance, chain its happenings, and return the instance as stored.

        Raises:
            VersionConflict: the instance is no longer at `change.instance.version`.
        """
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """Undo only what happens inside where its block raises."""
        ...

    # definitions
    def add_deployment(self, deployment: Deployment, contents: Mapping[str, bytes]) -> None: ...
    def name_definition(self, definition: Definition) -> None: ...
    def replace_start_waits(
        self,
        process_key: str,
        *,
        timers: Sequence[TimerRow],
        messages: Sequence[MessageWait],
        signals: Sequence[SignalWait],
    ) -> None:
        """Make these the timers, messages and signals that start the process; older versions' ones end."""
        ...

    # tasks
    def save_draft(self, draft: Draft) -> None: ...
    def add_comment(self, comment: Comment) -> None: ...
    def see_mention(self, who: str, comment_id: str, at: datetime) -> bool:
        """Note when somebody saw a comment that mentions them; return whether one does."""
        ...

    def add_attachment(self, attachment: Attachment, content: bytes) -> None: ...

    # saved filters
    def add_saved_filter(self, kept: SavedFilter) -> None: ...
    def save_saved_filter(self, kept: SavedFilter, *, expected_version: int) -> None: ...
    def delete_saved_filter(self, filter_id: str, *, expected_version: int) -> None: ...

    # timers and jobs
    def claim_timers(
        self, *, now: datetime, owner: str, lease_until: datetime, limit: int
    ) -> Sequence[TimerRow]: ...
    def claim_jobs(
        self, *, now: datetime, owner: str, lease_until: datetime, limit: int
    ) -> Sequence[Job]: ...
    def owns_timer(self, timer_id: str, owner: str) -> bool: ...
    def owns_job(self, job_id: str, owner: str) -> bool: ...
    def add_jobs(self, jobs: Sequence[Job]) -> None: ...
    def save_job(self, job: Job) -> None: ...
    def delete_job(self, job_id: str) -> None: ...
    def save_timer(self, timer: TimerRow) -> None: ...
    def delete_timer(self, timer_id: str) -> None: ...
    def move_timer(self, timer_id: str, *, before: datetime, due_at: datetime) -> bool:
        """Let a timer that is still due when it was fall due at another moment; say whether it was."""
        ...

    def rest(self, instance_id: str) -> None:
        """Let the timers and jobs of a suspended instance wait for nobody, however long it takes."""
        ...

    def rouse(self, instance_id: str) -> None:
        """Let them fall due again; what fell due meanwhile is due now."""
        ...

    # messages and signals
    def waits_for_message(
        self, name: str, *, correlation_key: str | None, business_key: str | None
    ) -> Sequence[MessageWait]:
        """Return who waits for a message, start events included.

        With a correlation key: exactly that key. Without: those that wait for this name, narrowed by the
        business key where it is given.
        """
        ...

    def waits_for_signal(self, name: str) -> Sequence[SignalWait]: ...
    def buffer_message(self, message: BufferedMessage) -> None: ...
    def take_buffered(
        self, name: str, *, correlation_key: str | None, business_key: str | None, now: datetime
    ) -> BufferedMessage | None:
        """Take the oldest buffered message for a wait with these keys that has not expired."""
        ...

    def was_published(self, message_id: str, name: str) -> bool: ...
    def mark_published(self, message_id: str, name: str, *, expires_at: datetime) -> None:
        """Remember the id of a message that was delivered at once; `buffer_message` does so by itself."""
        ...

    def drop_expired_messages(self, now: datetime) -> int:
        """Forget what has expired, week-old idempotency keys too; return how many messages found nobody."""
        ...

    # idempotency
    def remembered(self, key: str, operation: str) -> tuple[str, str] | None:
        """Return the request digest and the JSON answer that were stored under an idempotency key."""
        ...

    def remember(self, key: str, operation: str, *, digest: str, answer: str, at: datetime) -> None: ...

    # accounts
    def save_account(self, account: Account) -> None: ...
    def save_session(self, session: Session) -> None: ...
    def delete_session(self, digest: str) -> None: ...

    # working calendars
    def save_calendar(self, calendar: Calendar, *, expected_version: int) -> None:
        """Add a calendar (expected version 0) or replace it; it is stored with the next version.

        Raises:
            VersionConflict: somebody changed it first.
        """
        ...

    # personal data
    def erase_subject(self, subject: str) -> None:
        """Destroy the key that seals a person's history; the chain stays whole."""
        ...


class Store(Protocol):
    """A database: SQLite or PostgreSQL."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """Open a write transaction."""
        ...

    def read(self) -> AbstractContextManager[Reader]:
        """Open a read-only view."""
        ...

    def close(self) -> None:
        """Give back every connection."""
        ...
