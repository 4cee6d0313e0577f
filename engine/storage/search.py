"""What auditors find instances by: variables compared in any way, who acted, which decision rows fired."""

import json
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Float, Numeric, Select, case, cast, func, or_, select
from sqlalchemy.sql import literal_column

from engine.model.query import Comparison, InstanceQuery, VariableTest
from engine.storage.page import mentions
from engine.storage.shape import value_key
from engine.storage.tables.history import event, fired_rule
from engine.storage.tables.instance import instance, variable

_id, _variable, _event, _rule = instance.c.id, variable.c, event.c, fired_rule.c
_TAGGED: Final = '{"$feel":["'
_TAGGED_NUMBER: Final = '{"$feel":["number","'
_TAGGED_DATE: Final = '{"$feel":["date","'
_TAGGED_MOMENT: Final = '{"$feel":["date and time","'
_END: Final = '"]}'
_ORDERS: Final[Mapping[Comparison, Callable[[Any, Any], Any]]] = {
    Comparison.BELOW: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.ABOVE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}


def search_conditions(query: InstanceQuery, *, is_postgresql: bool) -> list[ColumnElement[bool]]:
    """Return the conditions on what lies in other tables than the instance's own."""
    found: list[ColumnElement[bool]] = [
        _id.in_(_holders(test, is_postgresql=is_postgresql)) for test in query.variables
    ]
    if query.acted_by is not None:
        acting = (_event.actor == query.acted_by) & _event.opens.is_not(None)
        by = (acting, _event.on_behalf_of == query.acted_by)
        # Two selects, for two indexes: the planners do not split an OR by themselves.
        found.append(or_(*(_id.in_(select(_event.instance_id).where(person)) for person in by)))
    if query.table_id is not None:
        fired = select(_rule.instance_id).where(_rule.table_id == query.table_id)
        if query.rule_id is not None:
            fired = fired.where(_rule.rule_id == query.rule_id)
        found.append(_id.in_(fired))
    return found


def _holders(test: VariableTest, *, is_postgresql: bool) -> Select[Any]:
    named = select(_variable.instance_id).where(
        _variable.scope == literal_column("0"), _variable.name == test.name
    )
    key = value_key(test.value)
    if test.comparison is Comparison.EQUAL:
        return named.where(_variable.value_key == key)
    if test.comparison is Comparison.UNEQUAL:
        return named.where(_variable.value_key != key)
    if test.comparison is Comparison.CONTAINS:
        return named.where(mentions((_variable.value,), _text_of(test.value), is_postgresql=is_postgresql))
    held, wanted = _ordered(test.value, is_postgresql=is_postgresql)
    return named.where(_ORDERS[test.comparison](held, wanted))


def _ordered(value: str, *, is_postgresql: bool) -> tuple[ColumnElement[Any], Any]:
    """Return what a variable counts as beside a value, NULL where it is of another kind, and the value.

    The index holds short values as they are, so that none of this reads the table.
    """
    data = json.loads(value)
    is_tagged = value.startswith(_TAGGED_NUMBER)
    if is_tagged or (isinstance(data, int) and not isinstance(data, bool)):
        exact = Decimal(data["$feel"][1] if is_tagged else data)
        return _number(is_postgresql=is_postgresql), exact if is_postgresql else float(exact)
    # By the letters themselves on both databases, whatever order PostgreSQL's locale has.
    return (_text().collate("C") if is_postgresql else _text()), _text_of(value)


def _number(*, is_postgresql: bool) -> ColumnElement[Any]:
    key = _variable.value_key
    kind = Numeric() if is_postgresql else Float()
    is_whole = key.regexp_match("^-?[0-9]+$") if is_postgresql else _starts_like_a_number(key)
    return case(
        (is_whole, cast(key, kind)),
        (_begins(key, _TAGGED_NUMBER), cast(_within(key, _TAGGED_NUMBER), kind)),
    )


def _starts_like_a_number(key: ColumnElement[str]) -> ColumnElement[bool]:
    # JSON that begins with a digit or a sign is a number; SQLite has no regular expressions of its own.
    return or_(key.op("GLOB")("[0-9]*"), key.op("GLOB")("-*"))


def _text() -> ColumnElement[Any]:
    key = _variable.value_key
    tagged = [(_begins(key, tag), _within(key, tag)) for tag in (_TAGGED_DATE, _TAGGED_MOMENT)]
    plain = func.substr(key, 2, func.length(key) - 2)
    return case(*tagged, (_begins(key, '"'), plain))


def _begins(key: ColumnElement[str], start: str) -> ColumnElement[bool]:
    return func.substr(key, 1, len(start)) == start


def _within(key: ColumnElement[str], start: str) -> ColumnElement[str]:
    return func.substr(key, len(start) + 1, func.length(key) - len(start) - len(_END))


def _text_of(value: str) -> str:
    """Return what people read of a stored value: text without its quotes, a date as it is written."""
    data = json.loads(value)
    if isinstance(data, dict) and value.startswith(_TAGGED):
        return str(data["$feel"][1])
    return data if isinstance(data, str) else value
