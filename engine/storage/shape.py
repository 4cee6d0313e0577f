"""How each record lies in its table, with the columns that only the database needs."""

import hashlib
from typing import Any

from engine.model.account import Account, Session
from engine.model.annotation import Attachment, Comment, Draft
from engine.model.definition import Definition
from engine.model.incident import Incident
from engine.model.instance import Instance
from engine.model.job import Job
from engine.model.task import Task, TaskState
from engine.model.wait import BufferedMessage, MessageWait, SignalWait, TimerRow
from engine.storage.record import RecordTable
from engine.storage.tables import account, definition, instance, task, wait

DEFINITIONS: RecordTable[Definition] = RecordTable(definition.definition, Definition)
INSTANCES: RecordTable[Instance] = RecordTable(instance.instance, Instance)
INCIDENTS: RecordTable[Incident] = RecordTable(instance.incident, Incident)
TASKS: RecordTable[Task] = RecordTable(task.task, Task)
DRAFTS: RecordTable[Draft] = RecordTable(task.draft, Draft)
COMMENTS: RecordTable[Comment] = RecordTable(task.comment, Comment)
ATTACHMENTS: RecordTable[Attachment] = RecordTable(task.attachment, Attachment)
TIMERS: RecordTable[TimerRow] = RecordTable(wait.timer, TimerRow)
JOBS: RecordTable[Job] = RecordTable(wait.job, Job)
MESSAGE_WAITS: RecordTable[MessageWait] = RecordTable(wait.message_wait, MessageWait)
SIGNAL_WAITS: RecordTable[SignalWait] = RecordTable(wait.signal_wait, SignalWait)
BUFFERED: RecordTable[BufferedMessage] = RecordTable(wait.buffered_message, BufferedMessage)
ACCOUNTS: RecordTable[Account] = RecordTable(account.account, Account)
SESSIONS: RecordTable[Session] = RecordTable(account.session, Session)

_LONGEST_KEY = 120


def value_key(value: str) -> str:
    """Return what stands for an encoded value in the index: itself, or its digest where it is long.

    JSON text never begins with "#", so the two cannot be mistaken for each other.
    """
    return value if len(value) <= _LONGEST_KEY else "#" + hashlib.sha256(value.encode()).hexdigest()


def process_of(definition_id: str) -> str:
    """Return the process key in a definition's id, `<key>:<version>`."""
    return definition_id.rpartition(":")[0]


def timer_values(timer: TimerRow, starts: str | None = None) -> dict[str, Any]:
    """Return a timer's row, free to be taken when due."""
    return {**TIMERS.values(timer), "starts": starts, "owner": None, "wake_at": timer.due_at}


def job_values(job: Job) -> dict[str, Any]:
    """Return a job's row: taken until its lease ends, free at `run_at`, or waiting for a person."""
    free_at = job.run_at if job.lease_until is None else job.lease_until
    return {**JOBS.values(job), "wake_at": free_at if job.retries > 0 else None}


def message_wait_values(waiting: MessageWait, starts: str | None = None) -> dict[str, Any]:
    """Return a message wait's row."""
    return {**MESSAGE_WAITS.values(waiting), "starts": starts}


def signal_wait_values(waiting: SignalWait, starts: str | None = None) -> dict[str, Any]:
    """Return a signal wait's row."""
    return {**SIGNAL_WAITS.values(waiting), "starts": starts}


def offers(held: Task) -> list[tuple[str, str]]:
    """Return whom an open task stands before, as rows of `offer`."""
    if held.state is not TaskState.OPEN or not (
        held.assignee is not None or held.candidate_users or held.candidate_groups
    ):
        return []
    user, group = ("u:", "g:") if held.assignee is None else ("U:", "G:")
    who = {*(user + name for name in held.candidate_users), *(group + name for name in held.candidate_groups)}
    if held.assignee is not None:
        who.add("=" + held.assignee)
    return [(held.id, name) for name in sorted(who)]
