"""How many tasks share a process, a step, a day, a person or a variable's value."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Date,
    Select,
    Subquery,
    cast,
    desc,
    func,
    literal,
    select,
)

from engine.model.query import TaskGroup, TaskGrouping
from engine.storage.column import NEVER
from engine.storage.tables.task import task
from engine.storage.task_variable import values_of

_c = task.c
_EPOCH: Final = date(1970, 1, 1)
_DAY: Final = timedelta(days=1)
_MICROSECOND: Final = timedelta(microseconds=1)
# More than a reader can choose from, less than what makes an answer slow: people, above all.
_MOST: Final = 500
_COUNT: Final = func.count().label("count")


def groups(
    connection: Connection,
    conditions: Sequence[ColumnElement[bool]],
    grouping: TaskGrouping,
    *,
    variable: str,
    ahead: timedelta,
) -> tuple[TaskGroup, ...]:
    """Return the groups of the tasks that meet all conditions, by value."""
    is_postgresql = connection.dialect.name == "postgresql"
    if grouping is TaskGrouping.VARIABLE:
        statement = _by_variable(variable, conditions)
    elif grouping is TaskGrouping.DUE_DAY:
        statement = _by_day(ahead, conditions, is_postgresql=is_postgresql)
    else:
        statement = _by_column(grouping).where(*conditions)
    rows = connection.execute(statement.order_by(desc("count")).limit(_MOST))
    read = _read_day if grouping is TaskGrouping.DUE_DAY else _read_text
    found = [TaskGroup(read(value), count, *called) for value, count, *called in rows]
    return tuple(sorted(found, key=lambda group: (group.value is None, group.value or "")))


def _by_column(grouping: TaskGrouping) -> Select[Any]:
    value = _c[grouping.value].label("value")
    names = (func.min(_c.name), func.min(_c.name_en)) if grouping is TaskGrouping.ELEMENT else ()
    return select(value, _COUNT, *names).select_from(task).group_by(value)


def _by_variable(name: str, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Count by case first: an inbox has fewer of them, and their index brings them in order."""
    known, cases = values_of(name), _counted(_c.instance_id, conditions)
    joined = cases.outerjoin(known, known.c.instance_id == cases.c.instance_id)
    return select(known.c.value, _sum(cases)).select_from(joined).group_by(known.c.value)


def _by_day(
    ahead: timedelta, conditions: Sequence[ColumnElement[bool]], *, is_postgresql: bool
) -> Select[Any]:
    if is_postgresql:
        day: ColumnElement[Any] = (cast(_c.due_at + literal(ahead), Date) - literal(_EPOCH)).label("value")
        return select(day, _COUNT).where(*conditions).group_by(day)
    # By moment first: their index brings them in order, and days are reckoned and sorted from fewer.
    moments = _counted(_c.due_at, conditions)
    value = _day(moments.c.due_at, ahead).label("value")
    return select(value, _sum(moments)).group_by(value)


def _counted(column: Column[Any], conditions: Sequence[ColumnElement[bool]]) -> Subquery:
    return select(column, _COUNT).where(*conditions).group_by(column).subquery()


def _sum(counted: Subquery) -> ColumnElement[int]:
    return cast(func.sum(counted.c["count"]), BigInteger).label("count")


def _day(due_at: ColumnElement[Any], ahead: timedelta) -> ColumnElement[Any]:
    microseconds = due_at.op("+", return_type=BigInteger())(literal(ahead // _MICROSECOND, BigInteger()))
    return microseconds.op("/", return_type=BigInteger())(literal(_DAY // _MICROSECOND, BigInteger()))


def _read_text(value: object) -> str | None:
    return None if value is None else str(value)


def _read_day(value: int) -> str | None:
    # "Never" lies in the year 9999, whatever the time of day.
    return None if value >= (NEVER.date() - _EPOCH).days else (_EPOCH + value * _DAY).isoformat()
