"""What waits for customers: its form, its files, and their answer; and the files that they send."""

from collections.abc import Iterable, Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import Path
from starlette.responses import Response

from aftersales import reading
from api.access.caller import TheEngine
from api.access.customer import AtThePortal, actor_of, own_task
from api.exact_route import router
from api.routes.portal_view import own_files
from api.routes.precondition import CustomerOnceOnly
from api.routes.refused import CHANGED, FOUND
from api.routes.upload import Attached, accepted_file
from api.wire.portal import AnswerTask, OfferedTaskDetail, OfferedTaskView, OwnFileView
from api.wire.scalar import PathId, TaskId
from api.wire.variables import variables_from_wire, variables_to_wire
from engine import operations, queries
from engine.bootstrap import Engine
from engine.errors import NotFound
from engine.model.actor import Actor
from engine.model.task import TaskState

routes = router("/portal/tasks", "portal")
files = router("/portal/cases", "portal")
_FileId = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[\w-]+$")]


@routes.get("/{task_id}", summary="Read what waits for you", responses=FOUND)
def read_own_task(engine: TheEngine, caller: AtThePortal, task_id: TaskId) -> OfferedTaskDetail:
    """Read a question to you with its form; of the case only the values that the form itself asks for."""
    task, case = own_task(engine, caller, task_id)
    if task.state is not TaskState.OPEN:
        raise NotFound("task", task_id)
    form = queries.task_form(engine, task) or {"schema": {"type": "object"}}
    seen = variables_to_wire(queries.seen_variables(engine, task.instance_id, task.token))
    asked = set(_fields_of(form.get("schema", {})))
    return OfferedTaskDetail(
        **OfferedTaskView.model_validate(task).model_dump(),
        case_number=case.id,
        form=form,
        variables={name: value for name, value in seen.items() if name in asked},
    )


@routes.post("/{task_id}/complete", summary="Answer what waits for you", status_code=204, responses=CHANGED)
def answer_own_task(
    engine: TheEngine, caller: AtThePortal, task_id: TaskId, asked: AnswerTask, once: CustomerOnceOnly
) -> None:
    """Answer with the form's data and let the case go on; wrong fields come back as `errors`."""
    _, case = own_task(engine, caller, task_id)
    given = variables_from_wire(asked.variables)
    once(asked, lambda: operations.complete_task(engine, task_id, variables=given, actor=actor_of(case)))


@routes.post("/{task_id}/files", summary="Send a file for a question", status_code=201, responses=CHANGED)
def send_file_for_task(
    engine: TheEngine, caller: AtThePortal, task_id: TaskId, file: Attached
) -> OwnFileView:
    """Send a photo or a signature; the form then holds its id."""
    task, case = own_task(engine, caller, task_id)
    return _sent(engine, task.id, file, actor_of(case))


@files.post("/{case_number}/files", summary="Send a file for a case", status_code=201, responses=CHANGED)
def send_file_for_case(
    engine: TheEngine, caller: AtThePortal, case_number: PathId, file: Attached
) -> OwnFileView:
    """Send a photo of the fault, the nameplate or the invoice."""
    with reading(engine.store) as register:
        case = caller.case(register, case_number)
    return _sent(engine, case.instance_id, file, actor_of(case))


@files.get(
    "/{case_number}/files/{file_id}",
    summary="Read a file that you sent",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
        404: {},
    },
)
def read_own_file(engine: TheEngine, caller: AtThePortal, case_number: PathId, file_id: _FileId) -> Response:
    """Read a file of a case that you sent yourself, always as a download."""
    with reading(engine.store) as register:
        case = caller.case(register, case_number)
    if file_id not in {file.id for file in own_files(engine, case)}:
        raise NotFound("file", file_id, zh="文件")
    found, content = queries.attachment(engine, file_id)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"}
    return Response(content, media_type=found.media_type, headers=headers)


def _sent(engine: Engine, target_id: str, file: Attached, actor: Actor) -> OwnFileView:
    name, media_type, content = accepted_file(file)
    added = operations.add_attachment(
        engine, target_id, name=name, media_type=media_type, content=content, actor=actor
    )
    return OwnFileView.model_validate(added)


def _fields_of(schema: Mapping[str, object]) -> Iterable[str]:
    """Yield the names of a form's fields, those under conditions too."""
    properties = schema.get("properties")
    if isinstance(properties, Mapping):
        yield from properties
    conditions = schema.get("allOf")
    for condition in conditions if isinstance(conditions, list) else ():
        yield from _fields_of(condition.get("then", {}))
        yield from _fields_of(condition.get("else", {}))
