"""Human tasks on the wire."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from api.exact_route import Versioned
from api.wire.annotation import AttachmentView, CommentView
from api.wire.page import ListFilter, sortable
from api.wire.scalar import Bound, Id, Moment, Name, Request, Variables, View
from engine.model.query import TaskGroup, TaskGrouping, TaskQuery
from engine.model.task import TaskState
from engine.ports.runtime import ValueCodec


class TaskView(View, Versioned):
    """One human task. `version` is its ETag."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-12"])
    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    token: int = Field(examples=[12])
    element_id: str = Field(examples=["check_report"])
    definition_id: str = Field(examples=["repair:1"])
    process_key: str = Field(examples=["repair"])
    state: TaskState = Field(examples=["open"])
    version: int = Field(examples=[1])
    created_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    name: str | None = Field(examples=["核对报修信息"])
    name_en: str | None = Field(examples=["Check the report"])
    form_key: str | None = Field(examples=["repair/check_report"])
    assignee: str | None = Field(examples=["desk"])
    owner: str | None = Field(examples=[None])
    candidate_groups: list[str] = Field(examples=[["desk"]])
    candidate_users: list[str] = Field(examples=[[]])
    lane: str | None = Field(examples=["客服"])
    priority: int = Field(examples=[50])
    due_at: datetime | None = Field(examples=["2026-11-23T01:00:00+00:00"])
    follow_up_at: datetime | None = Field(examples=[None])
    claimed_at: datetime | None = Field(examples=[None])
    ended_at: datetime | None = Field(examples=[None])
    ended_by: str | None = Field(examples=[None])
    business_key: str | None = Field(examples=["WX-20261122-0007"])
    due_is_provisional: bool = Field(
        description="The due date hangs on a year whose working days are not official yet.", examples=[False]
    )


class TaskDetail(TaskView):
    """A task with what its page needs: form, variables, comments, attachments."""

    form: dict[str, Any] | None = Field(
        description="The form's file: schema, UI schema, texts in both languages.",
        examples=[{"schema": {"type": "object"}, "ui": {}}],
    )
    variables: Variables
    comments: list[CommentView]
    attachments: list[AttachmentView]


class TaskFilter(ListFilter):
    """Which tasks; all conditions must hold."""

    state: Annotated[TaskState | None, Field(description="Open ones unless said otherwise.")] = TaskState.OPEN
    instance_id: Id | None = None
    process_key: Id | None = None
    element_id: Id | None = None
    business_key: Name | None = None
    assignee: Id | None = None
    is_assigned: bool | None = None
    candidate_user: Id | None = None
    candidate_group: Annotated[list[Id], Field(max_length=50, description="Any of these groups.")] = []
    visible_to: Annotated[
        Id | None, Field(description="Assigned to this person, or free and offered to them.")
    ] = None
    due_before: Bound | None = None
    due_after: Bound | None = None
    has_due: bool | None = None
    created_before: Bound | None = None
    created_after: Bound | None = None
    min_priority: Annotated[int | None, Field(ge=0, le=100)] = None
    sort: Annotated[
        str | None,
        sortable("created_at", "due_at", "priority", "ended_at", "name", "business_key"),
    ] = None
    priority: Annotated[int | None, Field(ge=0, le=100)] = None
    province: Annotated[
        Id | None, Field(description="Where the customer lives, as the forms have it.", examples=["jiangsu"])
    ] = None
    text: Annotated[
        Name | None,
        Field(
            description="Part of the case number or of the task's name, the case's id, or how the customer's"
            " name, phone or serial number begins.",
            examples=["1391234"],
        ),
    ] = None

    def query(self, codec: ValueCodec) -> TaskQuery:
        """Return the question as the engine takes it."""
        asked = self.model_dump(exclude=_ASKED_OTHERWISE)
        return TaskQuery(
            **asked,
            candidate_groups=tuple(self.candidate_group) or None,
            variables={} if self.province is None else {"province": codec.encode(self.province)},
            or_begins={} if self.text is None else dict.fromkeys(_TOLD, _beginnings(codec, self.text)),
        )


_ASKED_OTHERWISE: Final = {"limit", "cursor", "sort", "candidate_group", "province", "by", "utc_offset"}
_TOLD: Final = ("customer_name", "customer_phone", "serial_number")


def _beginnings(codec: ValueCodec, text: str) -> tuple[str, ...]:
    # An encoded text ends with a quotation mark. Serial numbers are upper case, fingers are not.
    return tuple(codec.encode(each)[:-1] for each in sorted({text, text.upper()}))


class TaskGroupFilter(TaskFilter):
    """Which tasks, and by what they are counted."""

    by: Literal["process_key", "element_id", "priority", "due_day", "assignee", "province"]
    utc_offset: Annotated[
        int, Field(ge=-840, le=840, description="Minutes by which the reader's days begin before UTC's.")
    ] = 480

    def grouping(self) -> TaskGrouping:
        """Return by what to count as the engine names it."""
        return TaskGrouping.VARIABLE if self.by == "province" else TaskGrouping(self.by)

    def ahead(self) -> timedelta:
        """Return how far the reader's days are ahead."""
        return timedelta(minutes=self.utc_offset)


class TaskGroupView(View):
    """How many tasks share a value."""

    value: str | None = Field(description="Null for those that have none.", examples=["2026-11-23"])
    count: int = Field(examples=[7])
    name: str | None = Field(description="Of a step: what its tasks are called.", examples=[None])
    name_en: str | None = Field(examples=[None])

    @staticmethod
    def of(group: TaskGroup, codec: ValueCodec, by: str) -> "TaskGroupView":
        """Return a group as clients see it."""
        is_text = by == "province" and group.value is not None and group.value.startswith('"')
        value = str(codec.decode(group.value or "")) if is_text else group.value
        return TaskGroupView(value=value, count=group.count, name=group.name, name_en=group.name_en)


class TaskCount(View):
    """How many tasks."""

    count: int = Field(examples=[17])


class CompleteTask(Request):
    """What the form holds."""

    variables: Variables = {}


class AssignTask(Request):
    """Whom to give a task to."""

    assignee: Annotated[
        Id | None, Field(description="An account; null takes it from everybody.", examples=["wang"])
    ]


class DelegateTask(Request):
    """Who does it in your stead."""

    to: Annotated[Id, Field(description="An account; you go on to answer for the task.", examples=["wang"])]


class UpdateTask(Request):
    """When, how urgent, for whom; what is not named stays."""

    due_at: Moment | None = None
    follow_up_at: Moment | None = None
    priority: Annotated[int, Field(ge=0, le=100, examples=[80])] = 50
    candidate_groups: Annotated[list[Id], Field(max_length=50, examples=[["desk"]])] = []
    candidate_users: Annotated[list[Id], Field(max_length=50, examples=[[]])] = []

    def planned(self) -> dict[str, Any]:
        """Return only what the client named."""
        named = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: tuple(value) if isinstance(value, list) else value for name, value in named.items()}
