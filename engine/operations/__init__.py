"""What can be done with the engine: each function is one transaction, recorded with its actor."""

from engine.operations.annotation import add_attachment, add_comment, see_mention
from engine.operations.calendar import edit_calendar, import_year
from engine.operations.check import check_files
from engine.operations.clock import advance_clock, run_due
from engine.operations.deploy import deploy
from engine.operations.idempotency import once
from engine.operations.incident import resolve_incident, retry_incident
from engine.operations.instance import (
    cancel_instance,
    modify_instance,
    resume_instance,
    set_variables,
    suspend_instance,
)
from engine.operations.job import run_due_jobs
from engine.operations.message import MessageOutcome, broadcast_signal, publish_message
from engine.operations.saved_filter import change_filter, delete_filter, keep_filter
from engine.operations.start import start_instance
from engine.operations.task import (
    assign_task,
    claim_task,
    complete_task,
    delegate_task,
    save_draft,
    unclaim_task,
    update_task,
)
from engine.operations.timer import fire_due_timers

__all__ = [
    "MessageOutcome",
    "add_attachment",
    "add_comment",
    "advance_clock",
    "assign_task",
    "broadcast_signal",
    "cancel_instance",
    "change_filter",
    "check_files",
    "claim_task",
    "complete_task",
    "delegate_task",
    "delete_filter",
    "deploy",
    "edit_calendar",
    "fire_due_timers",
    "import_year",
    "keep_filter",
    "modify_instance",
    "once",
    "publish_message",
    "resolve_incident",
    "resume_instance",
    "retry_incident",
    "run_due",
    "run_due_jobs",
    "save_draft",
    "see_mention",
    "set_variables",
    "start_instance",
    "suspend_instance",
    "unclaim_task",
    "update_task",
]
