"""Human tasks and what people add to them."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from engine.errors import NotFound
from engine.model.annotation import Attachment, Comment, Draft, Mention
from engine.model.query import Page, Paging, TaskGroup, TaskGrouping, TaskQuery
from engine.model.saved_filter import SavedFilter
from engine.model.task import Task, TaskSpan
from engine.ports.engine import Engine

# A database takes only so many parameters in one statement.
_AT_ONCE = 500


def task(engine: Engine, task_id: str) -> Task:
    """Return a task.

    Raises:
        NotFound: there is no such task.
    """
    with engine.store.read() as reader:
        found = reader.task(task_id)
    if found is None:
        raise NotFound("task", task_id)
    return found


def tasks(engine: Engine, query: TaskQuery, paging: Paging) -> Page[Task]:
    """Return tasks."""
    with engine.store.read() as reader:
        return reader.tasks(query, paging)


def count_tasks(engine: Engine, query: TaskQuery) -> int:
    """Count tasks."""
    with engine.store.read() as reader:
        return reader.count_tasks(query)


def task_spans(engine: Engine, instance_ids: Collection[str]) -> Sequence[TaskSpan]:
    """Return when the tasks of some instances were offered, due and done, the earliest first."""
    wanted, found = list(instance_ids), list[TaskSpan]()
    with engine.store.read() as reader:
        for begin in range(0, len(wanted), _AT_ONCE):
            found += reader.task_spans(wanted[begin : begin + _AT_ONCE])
    return found


def count_tasks_by(
    engine: Engine, query: TaskQuery, grouping: TaskGrouping, *, variable: str = "", ahead: timedelta
) -> Sequence[TaskGroup]:
    """Count tasks by what they share; days begin `ahead` of UTC's, a variable's values are encoded."""
    with engine.store.read() as reader:
        return reader.count_tasks_by(query, grouping, variable=variable, ahead=ahead)


def saved_filter(engine: Engine, filter_id: str) -> SavedFilter:
    """Return a saved filter.

    Raises:
        NotFound: there is no such filter.
    """
    with engine.store.read() as reader:
        found = reader.saved_filter(filter_id)
    if found is None:
        raise NotFound("saved filter", filter_id)
    return found


def saved_filters(engine: Engine, owner: str, groups: Sequence[str]) -> Sequence[SavedFilter]:
    """Return somebody's own saved filters and those of some groups, by name."""
    with engine.store.read() as reader:
        return reader.saved_filters(owner, groups)


def mentions(engine: Engine, who: str, paging: Paging, *, only_unseen: bool = False) -> Page[Mention]:
    """Return the remarks that mention somebody, newest first."""
    with engine.store.read() as reader:
        return reader.mentions(who, paging, only_unseen=only_unseen)


def draft(engine: Engine, task_id: str, author: str) -> Draft | None:
    """Return somebody's draft of a task's form."""
    with engine.store.read() as reader:
        return reader.draft(task_id, author)


def comments(engine: Engine, instance_id: str, task_id: str | None = None) -> Sequence[Comment]:
    """Return the remarks on an instance or one of its tasks."""
    with engine.store.read() as reader:
        return reader.comments(instance_id, task_id)


def attachments(engine: Engine, instance_id: str, task_id: str | None = None) -> Sequence[Attachment]:
    """Return the files on an instance or one of its tasks."""
    with engine.store.read() as reader:
        return reader.attachments(instance_id, task_id)


def attachment(engine: Engine, attachment_id: str) -> tuple[Attachment, bytes]:
    """Return a file with its content.

    Raises:
        NotFound: there is no such attachment.
    """
    with engine.store.read() as reader:
        found = reader.attachment(attachment_id)
        if found is None:
            raise NotFound("attachment", attachment_id)
        return found, reader.content(found.digest)
