"""Questions to the store: filters, sort and cursor of each list, and the page that answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Generic, TypeVar

from engine.model.instance import InstanceState
from engine.model.task import TaskState

T = TypeVar("T")

SEARCHED_VARIABLES: Final = ("customer_name", "customer_phone", "province", "serial_number")
"""Variables by which people look for tasks: an index of their own finds these in every scope."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list and the cursor of the next ones (None at the end)."""

    items: tuple[T, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list: `sort` is a field name, descending with a leading `-`; limit 1 to 500."""

    limit: int = 50
    cursor: str | None = None
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Filters for human tasks; all must hold, None means "any".

    `candidate` lists the groups of a person: tasks offered to one of them or to `candidate_user`;
    `visible_to` = assigned to that person, or unassigned and offered to the person or one of `candidate`.
    `text` is part of the business key or, without a digit, of the name; or the instance's id. `or_begins`
    maps variables to how an encoded value may begin instead, `variables` to one that must be there; they may
    stand in whatever scope.
    """

    state: TaskState | None = TaskState.OPEN
    instance_id: str | None = None
    process_key: str | None = None
    element_id: str | None = None
    business_key: str | None = None
    assignee: str | None = None
    is_assigned: bool | None = None
    candidate_user: str | None = None
    candidate_groups: tuple[str, ...] | None = None
    visible_to: str | None = None
    due_before: datetime | None = None
    due_after: datetime | None = None
    has_due: bool | None = None
    created_before: datetime | None = None
    created_after: datetime | None = None
    min_priority: int | None = None
    priority: int | None = None
    text: str | None = None
    or_begins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)


class TaskGrouping(StrEnum):
    """What tasks can be counted by; `VARIABLE` by the values of one variable."""

    PROCESS = "process_key"
    ELEMENT = "element_id"
    PRIORITY = "priority"
    DUE_DAY = "due_day"
    ASSIGNEE = "assignee"
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """How many tasks share a value; None for those that have none. Elements bring their tasks' names."""

    value: str | None
    count: int
    name: str | None = None
    name_en: str | None = None


class Comparison(StrEnum):
    """How a variable is compared."""

    EQUAL = "="
    UNEQUAL = "!="
    CONTAINS = "~"
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class VariableTest:
    """What a variable of the outermost scope must be; `value` is encoded as variables are stored.

    Order is that of numbers where the value is one, else that of text: dates and times as they are written.
    """

    name: str
    value: str
    comparison: Comparison = Comparison.EQUAL


@dataclass(frozen=True, slots=True)
class InstanceQuery:
    """Filters for instances; all must hold.

    `acted_by` did something in the case, or somebody did it on their behalf; `table_id` is a decision table
    of which a row fired, `rule_id` that row.
    """

    state: InstanceState | None = None
    process_key: str | None = None
    definition_id: str | None = None
    business_key: str | None = None
    element_id: str | None = None
    started_by: str | None = None
    started_before: datetime | None = None
    started_after: datetime | None = None
    ended_before: datetime | None = None
    ended_after: datetime | None = None
    ended_in: str | None = None
    has_incident: bool | None = None
    text: str | None = None
    variables: tuple[VariableTest, ...] = ()
    acted_by: str | None = None
    table_id: str | None = None
    rule_id: str | None = None


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Filters for the record of one instance or of all."""

    instance_id: str | None = None
    kinds: tuple[str, ...] = ()
    element_id: str | None = None
    actor: str | None = None
    definition_id: str | None = None
    after: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class RowQuery:
    """Filters shared by timers, jobs, incidents and waits."""

    instance_id: str | None = None
    definition_id: str | None = None
    element_id: str | None = None
    kind: str | None = None
    name: str | None = None
    is_open: bool | None = None
    due_before: datetime | None = None
