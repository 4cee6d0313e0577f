"""Collects what a task's page needs."""

from aftersales.model.contact import variables_without_contacts
from api.wire.annotation import AttachmentView, CommentView
from api.wire.task import TaskDetail, TaskView
from api.wire.variables import variables_to_wire
from engine import queries
from engine.bootstrap import Engine
from engine.model.task import Task, TaskState


def detail_of(engine: Engine, task: Task, *, with_contacts: bool) -> TaskDetail:
    """Return a task with its form, variables, comments and attachments; `with_contacts` as they stand."""
    seen = queries.seen_variables(engine, task.instance_id, _token(task))
    return TaskDetail(
        **TaskView.model_validate(task).model_dump(),
        form=queries.task_form(engine, task),
        variables=variables_to_wire(seen if with_contacts else variables_without_contacts(seen)),
        comments=[
            CommentView.model_validate(each)
            for each in queries.comments(engine, task.instance_id, task_id=task.id)
        ],
        attachments=[
            AttachmentView.model_validate(each)
            for each in queries.attachments(engine, task.instance_id, task_id=task.id)
        ],
    )


def _token(task: Task) -> int | None:
    # An ended task's token is gone; what remains to see is the case's.
    return task.token if task.state is TaskState.OPEN else None
