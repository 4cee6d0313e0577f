"""Tasks by the variables of their cases, in whatever scope these stand."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Subquery, and_, func, literal_column, or_, select

from engine.model.query import SEARCHED_VARIABLES
from engine.storage.shape import value_key
from engine.storage.tables.instance import variable
from engine.storage.tables.task import task

_v = variable.c
# After every text that begins alike, in the order of bytes.
_LAST = "\U0010ffff"


def has_variable(name: str, value: str) -> ColumnElement[bool]:
    """Return that a variable of the task's case has an encoded value."""
    wanted = select(_v.instance_id).where(_is(name), _v.value_key == value_key(value))
    return task.c.instance_id.in_(wanted)


def begins(wanted: Mapping[str, tuple[str, ...]], *, is_postgresql: bool) -> ColumnElement[bool]:
    """Return that one of some variables of the task's case begins with one of its encoded texts."""
    from_, before = ("~>=~", "~<~") if is_postgresql else (">=", "<")
    any_of = [
        and_(_is(name), _v.value_key.op(from_)(text), _v.value_key.op(before)(text + _LAST))
        for name, texts in wanted.items()
        for text in texts
    ]
    return task.c.instance_id.in_(select(_v.instance_id).where(or_(*any_of)))


def values_of(name: str) -> Subquery:
    """Return each case's encoded value of a variable; of several in different scopes, one."""
    value = func.min(_v.value_key).label("value")
    return select(_v.instance_id, value).where(_is(name)).group_by(_v.instance_id).subquery()


def _is(name: str) -> ColumnElement[bool]:
    # A literal, not a parameter: the planner must see it to choose the index of what people search by.
    return _v.name == (literal_column(f"'{name}'") if name in SEARCHED_VARIABLES else name)
