"""What people add to tasks and cases: drafts, comments, attachments."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Path
from starlette.responses import Response

from api.access.caller import CaseAnnotator, CaseReader, TaskWorker, TheEngine
from api.access.visibility import require_readable, visible_task, workable_task
from api.exact_route import router
from api.routes.draft_view import draft_view
from api.routes.precondition import OnceOnly
from api.routes.refused import CHANGED, FOUND
from api.routes.upload import Attached, accepted_file
from api.wire.annotation import AddComment, AttachmentView, CommentView, DraftView, SaveDraft
from api.wire.scalar import InstanceId, TaskId
from api.wire.variables import variables_from_wire
from engine import operations, queries
from engine.errors import NotFound

routes = router("", "tasks")
case_routes = router("/process-instances", "process-instances")


@routes.get("/tasks/{task_id}/draft", summary="Read your draft", responses=FOUND)
def read_draft(engine: TheEngine, caller: TaskWorker, task_id: TaskId) -> DraftView:
    """Read what you saved of a task's form."""
    visible_task(engine, caller, task_id)
    found = queries.draft(engine, task_id, caller.id)
    if found is None:
        raise NotFound("draft", task_id, zh="草稿")
    return draft_view(engine, found)


@routes.put("/tasks/{task_id}/draft", summary="Save a draft", responses=CHANGED)
def write_draft(engine: TheEngine, caller: TaskWorker, task_id: TaskId, asked: SaveDraft) -> DraftView:
    """Keep a half-filled form for yourself; the case does not see it."""
    workable_task(engine, caller, task_id)
    saved = operations.save_draft(engine, task_id, variables_from_wire(asked.data), actor=caller.actor)
    return draft_view(engine, saved)


@routes.get("/tasks/{task_id}/comments", summary="List a task's comments", responses=FOUND)
def list_task_comments(engine: TheEngine, caller: TaskWorker, task_id: TaskId) -> list[CommentView]:
    """List the remarks on a task, oldest first."""
    task = visible_task(engine, caller, task_id)
    found = queries.comments(engine, task.instance_id, task_id=task_id)
    return [CommentView.model_validate(each) for each in found]


@routes.post("/tasks/{task_id}/comments", summary="Comment on a task", responses=CHANGED, status_code=201)
def comment_on_task(engine: TheEngine, caller: TaskWorker, task_id: TaskId, asked: AddComment) -> CommentView:
    """Write a remark on a task."""
    workable_task(engine, caller, task_id)
    mentions = tuple(asked.mentions)
    return CommentView.model_validate(
        operations.add_comment(engine, task_id, asked.text, actor=caller.actor, mentions=mentions)
    )


@routes.get("/tasks/{task_id}/attachments", summary="List a task's attachments", responses=FOUND)
def list_task_attachments(engine: TheEngine, caller: TaskWorker, task_id: TaskId) -> list[AttachmentView]:
    """List the files on a task, oldest first."""
    task = visible_task(engine, caller, task_id)
    found = queries.attachments(engine, task.instance_id, task_id=task_id)
    return [AttachmentView.model_validate(each) for each in found]


@routes.post(
    "/tasks/{task_id}/attachments", summary="Attach a file to a task", responses=CHANGED, status_code=201
)
def attach_to_task(
    engine: TheEngine, caller: TaskWorker, task_id: TaskId, file: Attached, once: OnceOnly
) -> AttachmentView:
    """Put a file on a task; sent again under its key, it is there once."""
    workable_task(engine, caller, task_id)
    name, media_type, content = accepted_file(file)
    added = once.file(
        name,
        content,
        lambda: operations.add_attachment(
            engine, task_id, name=name, media_type=media_type, content=content, actor=caller.actor
        ),
    )
    return AttachmentView.model_validate(added)


@case_routes.get("/{instance_id}/comments", summary="List a case's comments", responses=FOUND)
def list_instance_comments(
    engine: TheEngine, caller: CaseReader, instance_id: InstanceId
) -> list[CommentView]:
    """List the remarks on a case and its tasks, oldest first."""
    queries.instance(engine, instance_id)
    return [CommentView.model_validate(each) for each in queries.comments(engine, instance_id)]


@case_routes.post("/{instance_id}/comments", summary="Comment on a case", responses=CHANGED, status_code=201)
def comment_on_instance(
    engine: TheEngine, caller: CaseAnnotator, instance_id: InstanceId, asked: AddComment
) -> CommentView:
    """Write a remark on a case."""
    mentions = tuple(asked.mentions)
    return CommentView.model_validate(
        operations.add_comment(engine, instance_id, asked.text, actor=caller.actor, mentions=mentions)
    )


@case_routes.get("/{instance_id}/attachments", summary="List a case's attachments", responses=FOUND)
def list_instance_attachments(
    engine: TheEngine, caller: CaseReader, instance_id: InstanceId
) -> list[AttachmentView]:
    """List the files on a case and its tasks, oldest first."""
    queries.instance(engine, instance_id)
    return [AttachmentView.model_validate(each) for each in queries.attachments(engine, instance_id)]


@case_routes.post(
    "/{instance_id}/attachments", summary="Attach a file to a case", responses=CHANGED, status_code=201
)
def attach_to_instance(
    engine: TheEngine, caller: CaseAnnotator, instance_id: InstanceId, file: Attached, once: OnceOnly
) -> AttachmentView:
    """Put a file on a case; sent again under its key, it is there once."""
    name, media_type, content = accepted_file(file)
    added = once.file(
        name,
        content,
        lambda: operations.add_attachment(
            engine, instance_id, name=name, media_type=media_type, content=content, actor=caller.actor
        ),
    )
    return AttachmentView.model_validate(added)


@routes.get(
    "/attachments/{attachment_id}/content",
    summary="Read an attachment",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
        404: {},
    },
)
def read_attachment(
    engine: TheEngine,
    caller: TaskWorker,
    attachment_id: Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[\w-]+$")],
) -> Response:
    """Read a file's content, always as a download: what customers send is not shown as a page of ours."""
    found, content = queries.attachment(engine, attachment_id)
    require_readable(engine, caller, found)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"}
    return Response(content, media_type=found.media_type, headers=headers)
