"""What can be asked of the engine: each function reads one consistent state and changes nothing."""

from engine.queries.account import account, accounts, session
from engine.queries.calendar import calendar, calendars, missing_years
from engine.queries.change import events_since
from engine.queries.comparison import comparison, decision_outlines
from engine.queries.definition import (
    content,
    decision_provider,
    definition,
    definitions,
    deployments,
    evaluate_decision,
    evaluate_expression,
    form,
    forms,
    latest,
)
from engine.queries.form import start_form, task_form
from engine.queries.history import events, verify_history, whole_history
from engine.queries.instance import (
    element_counts,
    instance,
    instances,
    scopes,
    seen_variables,
    tokens,
    variables,
)
from engine.queries.statistics import element_loads
from engine.queries.task import attachment, attachments, comments, count_tasks, draft, task, task_spans, tasks
from engine.queries.waiting import (
    buffered_messages,
    incident,
    incidents,
    job,
    jobs,
    message_waits,
    next_due,
    signal_waits,
    timers,
)

__all__ = [
    "account",
    "accounts",
    "attachment",
    "attachments",
    "buffered_messages",
    "calendar",
    "calendars",
    "comments",
    "comparison",
    "content",
    "count_tasks",
    "decision_outlines",
    "decision_provider",
    "definition",
    "definitions",
    "deployments",
    "draft",
    "element_counts",
    "element_loads",
    "evaluate_decision",
    "evaluate_expression",
    "events",
    "events_since",
    "form",
    "forms",
    "incident",
    "incidents",
    "instance",
    "instances",
    "job",
    "jobs",
    "latest",
    "message_waits",
    "missing_years",
    "next_due",
    "scopes",
    "seen_variables",
    "session",
    "signal_waits",
    "start_form",
    "task",
    "task_form",
    "task_spans",
    "tasks",
    "timers",
    "tokens",
    "variables",
    "verify_history",
    "whole_history",
]
