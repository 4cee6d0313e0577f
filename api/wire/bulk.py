"""One deed on several tasks: what is asked, and what became of each."""

from typing import Annotated, Any, Literal

from pydantic import Field

from api.wire.scalar import Id, Request, View
from api.wire.task import TaskView

_Ids = Annotated[
    list[Id],
    Field(
        min_length=1,
        max_length=200,
        description="Each is done by itself: one that is refused does not stop the others.",
        examples=[["0198b6e1f0c2a91b4-12", "0198b6e1f0c2a91b5-7"]],
        json_schema_extra={"uniqueItems": True},
    ),
]


class ClaimTasks(Request):
    """Take tasks on yourself."""

    action: Annotated[Literal["claim"], Field(examples=["claim"])]
    task_ids: _Ids


class ReleaseTasks(Request):
    """Give tasks back to their groups."""

    action: Annotated[Literal["release"], Field(examples=["release"])]
    task_ids: _Ids


class AssignTasks(Request):
    """Give tasks to somebody."""

    action: Annotated[Literal["assign"], Field(examples=["assign"])]
    task_ids: _Ids
    assignee: Annotated[Id, Field(examples=["wang"])]


class DelegateTasks(Request):
    """Let somebody else do tasks for which you go on to answer."""

    action: Annotated[Literal["delegate"], Field(examples=["delegate"])]
    task_ids: _Ids
    to: Annotated[Id, Field(examples=["wang"])]


class PrioritizeTasks(Request):
    """Say how urgent tasks are."""

    action: Annotated[Literal["set_priority"], Field(examples=["set_priority"])]
    task_ids: _Ids
    priority: Annotated[int, Field(ge=0, le=100, examples=[80])]


BulkDeed = Annotated[
    ClaimTasks | ReleaseTasks | AssignTasks | DelegateTasks | PrioritizeTasks, Field(discriminator="action")
]


class RefusalView(View):
    """Why one task was left as it is, as a problem would say it."""

    error: str = Field(description="The refusal's stable name.", examples=["TaskAlreadyClaimed"])
    status: int = Field(description="What the task alone would have answered.", examples=[409])
    title: str = Field(examples=["Somebody else has this task."])
    detail: str = Field(examples=["Task 0198b6e1f0c2a91b4-12 is with wang."])
    facts: dict[str, Any] = Field(examples=[{"assignee": "wang"}])


class TaskResult(View):
    """What became of one task: either the task as it is now, or why it was left."""

    task_id: str = Field(examples=["0198b6e1f0c2a91b4-12"])
    task: TaskView | None
    refusal: RefusalView | None


class BulkView(View):
    """What became of the tasks, in the order in which they were named."""

    done: int = Field(examples=[1])
    refused: int = Field(examples=[1])
    results: list[TaskResult]
