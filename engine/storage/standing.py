"""Whom a task query asks about, in the words of the `offer` table."""

import json

from sqlalchemy import Column, ColumnElement, Text, and_, or_, type_coerce

from engine.model.query import TaskQuery
from engine.model.task import TaskState
from engine.storage.tables.task import task


def offered_to(query: TaskQuery) -> list[str] | None:
    """Return the offers of which an open task must have one; None where offers do not decide."""
    if query.state is not TaskState.OPEN:
        return None
    groups = query.candidate_groups or ()
    if query.visible_to is not None:
        person = query.visible_to
        return sorted({"=" + person, "u:" + person, *("g:" + group for group in groups)})
    if query.candidate_user is None and query.candidate_groups is None:
        return None if query.assignee is None else ["=" + query.assignee]
    users = () if query.candidate_user is None else (query.candidate_user,)
    free = {*("u:" + user for user in users), *("g:" + group for group in groups)}
    # Upper case: offered to them, but somebody took it.
    taken = {*("U:" + user for user in users), *("G:" + group for group in groups)}
    return sorted({None: free | taken, False: free, True: taken}[query.is_assigned])


def recorded_for(query: TaskQuery) -> ColumnElement[bool] | None:
    """Return the same question for ended tasks, answered from the record; None where it is not asked."""
    if query.visible_to is None and query.candidate_user is None and query.candidate_groups is None:
        return None
    c = task.c
    candidates = [_names(c.candidate_groups, group) for group in query.candidate_groups or ()]
    user = query.visible_to or query.candidate_user
    if user is not None:
        candidates.append(_names(c.candidate_users, user))
    if query.visible_to is None:
        return or_(*candidates)
    return or_(c.assignee == query.visible_to, and_(c.assignee.is_(None), or_(*candidates)))


def _names(column: Column[tuple[str, ...]], name: str) -> ColumnElement[bool]:
    return type_coerce(column, Text).contains(json.dumps(name, ensure_ascii=False), autoescape=True)
