"""How many tasks share a process, a step, a day, a person or a variable's value."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Numeric,
    Select,
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
    statement = (
        _by_variable(variable)
        if grouping is TaskGrouping.VARIABLE
        else _by_column(grouping, ahead, is_postgresql=is_postgresql)
    )
    rows = connection.execute(statement.where(*conditions).order_by(desc("count")).limit(_MOST))
    read = _read_day if grouping is TaskGrouping.DUE_DAY else _read_text
    found = [TaskGroup(read(value), count, *called) for value, count, *called in rows]
    return tuple(sorted(found, key=lambda group: (group.value is None, group.value or "")))


def _by_column(grouping: TaskGrouping, ahead: timedelta, *, is_postgresql: bool) -> Select[Any]:
    is_day = grouping is TaskGrouping.DUE_DAY
    value = (_day(ahead, is_postgresql=is_postgresql) if is_day else _c[grouping.value]).label("value")
    names = (func.min(_c.name), func.min(_c.name_en)) if grouping is TaskGrouping.ELEMENT else ()
    return select(value, _COUNT, *names).select_from(task).group_by(value)


def _by_variable(name: str) -> Select[Any]:
    known = values_of(name)
    return (
        select(known.c.value, _COUNT)
        .select_from(task.outerjoin(known, known.c.instance_id == _c.instance_id))
        .group_by(known.c.value)
    )


def _day(ahead: timedelta, *, is_postgresql: bool) -> ColumnElement[Any]:
    seconds = int(ahead.total_seconds())
    if is_postgresql:
        since = cast(func.extract("epoch", _c.due_at), Numeric)
        return cast(func.floor((since + seconds) / int(_DAY.total_seconds())), BigInteger)
    microseconds = _c.due_at.op("+", return_type=BigInteger())(literal(seconds * 1_000_000, BigInteger()))
    return microseconds.op("/", return_type=BigInteger())(
        literal(_DAY // timedelta(microseconds=1), BigInteger())
    )


def _read_text(value: object) -> str | None:
    return None if value is None else str(value)


def _read_day(value: int) -> str | None:
    # "Never" lies in the year 9999, whatever the time of day.
    return None if value >= (NEVER.date() - _EPOCH).days else (_EPOCH + value * _DAY).isoformat()
