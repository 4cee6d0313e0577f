"""Human tasks: the inbox and its filters."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import timedelta

from sqlalchemy import Column, ColumnElement, and_, func, literal_column, or_, select

from engine.model.query import Page, Paging, TaskGroup, TaskGrouping, TaskQuery
from engine.model.task import Task, TaskSpan, TaskState
from engine.storage.column import NEVER
from engine.storage.page import Listing, Sort, equal, mentions
from engine.storage.shape import TASKS
from engine.storage.standing import offered_to, recorded_for
from engine.storage.tables import instance
from engine.storage.tables.task import offer, task
from engine.storage.task_group import groups
from engine.storage.task_variable import begins, has_variable
from engine.storage.view import View

_c = task.c

_LISTING = Listing(
    "tasks",
    TASKS,
    {
        "created_at": Sort(_c.created_at),
        "due_at": Sort(_c.due_at, NEVER),
        "priority": Sort(_c.priority),
        "ended_at": Sort(_c.ended_at, NEVER),
        "name": Sort(_c.name, ""),
        "business_key": Sort(_c.business_key, ""),
        "id": Sort(_c.id),
    },
    usual="created_at",
)
_IS_OPEN = _c.state == literal_column("'open'")
# Up to here it is cheaper to fetch the tasks and sort them than to walk the sorted tasks in search of them.
_FEW = 2_000


class TaskReader(View):
    """Questions about human tasks."""

    def task(self, task_id: str) -> Task | None:
        """Return a task."""
        line = self._tools.lines.find_task
        row = self._tools.wire.one(self._connection, line, (task_id,))
        return None if row is None else TASKS.read(line.read(row))

    def tasks(self, query: TaskQuery, paging: Paging) -> Page[Task]:
        """List tasks."""
        is_ended = query.state not in (None, TaskState.OPEN)
        return _LISTING.page(
            self._connection, self._conditions(query), paging, usual="-ended_at" if is_ended else None
        )

    def count_tasks(self, query: TaskQuery) -> int:
        """Count tasks."""
        who = offered_to(query)
        if who is not None and query == _only_offers(query):
            # Offers exist for open tasks only: the index alone answers.
            tasks_offered = func.count(offer.c.task_id.distinct() if len(who) > 1 else offer.c.task_id)
            statement = select(tasks_offered).where(offer.c.who.in_(who))
        else:
            conditions = self._conditions(query, is_walked=False)
            statement = select(func.count()).select_from(task).where(*conditions)
        return self._connection.scalar(statement) or 0

    def task_spans(self, instance_ids: Collection[str]) -> Sequence[TaskSpan]:
        """Return when the tasks of some instances were offered, due and done, the earliest first."""
        columns = [_c[field.name] for field in fields(TaskSpan)]
        statement = select(*columns).where(_c.instance_id.in_(instance_ids)).order_by(_c.created_at, _c.id)
        return [TaskSpan(*row) for row in self._connection.execute(statement)]

    def count_tasks_by(
        self, query: TaskQuery, grouping: TaskGrouping, *, variable: str = "", ahead: timedelta = timedelta(0)
    ) -> Sequence[TaskGroup]:
        """Count tasks by what they share; days begin `ahead` of UTC's."""
        conditions = self._conditions(query, is_walked=False)
        return groups(self._connection, conditions, grouping, variable=variable, ahead=ahead)

    def _conditions(self, query: TaskQuery, *, is_walked: bool = True) -> list[ColumnElement[bool]]:
        """Return what tasks must meet; `is_walked` says that a page of them may be enough."""
        found = _plain_conditions(query) + _within(query)
        if query.text:
            found.append(self._is_meant(query.text, query))
        who = offered_to(query)
        if who is not None:
            found.append(self._offered(who, is_walked=is_walked))
        elif (recorded := recorded_for(query)) is not None:
            found.append(recorded)
        return found

    def _is_meant(self, text: str, query: TaskQuery) -> ColumnElement[bool]:
        told = mentions(_told_by(text), text, is_postgresql=self._is_postgresql)
        meant = or_(told, _c.instance_id == text)
        if query.or_begins:
            meant = or_(meant, begins(query.or_begins, is_postgresql=self._is_postgresql))
        if query.state is not TaskState.OPEN:
            return meant
        # The index holds all that is asked: the rows themselves are read for those found, and for no others.
        few = self._connection.scalars(select(_c.id).where(_IS_OPEN, meant).limit(_FEW + 1)).all()
        return _c.id.in_(few) if len(few) <= _FEW else meant

    def _offered(self, who: list[str], *, is_walked: bool) -> ColumnElement[bool]:
        few = select(offer.c.task_id).where(offer.c.who.in_(who))
        one = few.where(offer.c.task_id == _c.id).exists()
        if self._is_postgresql:
            # It chooses by its statistics; SQLite keeps none of what changes by the minute.
            return one
        if not is_walked:
            return _c.id.in_(few)
        counted = self._connection.scalar(select(func.count()).select_from(few.limit(_FEW + 1).subquery()))
        return _c.id.in_(few) if (counted or 0) <= _FEW else one


def _told_by(text: str) -> tuple[Column[str], ...]:
    # Each column costs a fifth of the time that an inbox of 100,000 tasks may take.
    if any(letter.isdigit() for letter in text):
        return (_c.business_key,)
    return (_c.business_key, _c.name, _c.name_en) if text.isascii() else (_c.business_key, _c.name)


def _only_offers(query: TaskQuery) -> TaskQuery:
    return TaskQuery(
        candidate_user=query.candidate_user,
        candidate_groups=query.candidate_groups,
        visible_to=query.visible_to,
    )


def _plain_conditions(query: TaskQuery) -> list[ColumnElement[bool]]:
    found = equal(
        {
            _c.instance_id: query.instance_id,
            _c.process_key: query.process_key,
            _c.element_id: query.element_id,
            _c.assignee: query.assignee,
            _c.priority: query.priority,
        }
    )
    found.extend(has_variable(name, value) for name, value in query.variables.items())
    if query.state is not None:
        # Literals, not parameters: the planner must see them to choose the partial indexes.
        found.append(_c.state == literal_column(f"'{query.state.value}'"))
        if query.state is not TaskState.OPEN:
            found.append(_c.state != literal_column("'open'"))
    if query.is_assigned is not None:
        found.append(_c.assignee.is_not(None) if query.is_assigned else _c.assignee.is_(None))
    if query.has_due is not None:
        found.append(_c.due_at < NEVER if query.has_due else _c.due_at == NEVER)
    if query.business_key is not None:
        # By way of the instances, whose index on the key the tasks need not repeat.
        cases = select(instance.instance.c.id).where(instance.instance.c.business_key == query.business_key)
        found.append(and_(_c.business_key == query.business_key, _c.instance_id.in_(cases)))
    return found


def _within(query: TaskQuery) -> list[ColumnElement[bool]]:
    bounds = (
        (query.due_before, _c.due_at.__lt__),
        (query.due_after, lambda moment: and_(_c.due_at >= moment, _c.due_at < NEVER)),
        (query.created_before, _c.created_at.__lt__),
        (query.created_after, _c.created_at.__ge__),
        (query.min_priority, _c.priority.__ge__),
    )
    return [compare(bound) for bound, compare in bounds if bound is not None]
