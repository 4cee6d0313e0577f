"""Holds what was decided against the law: the recorded inputs and answers of every bounded table."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from aftersales.law.bounds import LegalBound, bounds
from aftersales.law.floor import law
from engine import decisions
from engine.clock import CHINA
from engine.model.history import EventKind, HistoryEvent

Record = Mapping[str, Any]


def below_the_law(events: Iterable[HistoryEvent]) -> Iterator[str]:
    """Tell each recorded decision that is worse for the customer than the law."""
    for event in events:
        if event.kind is EventKind.DECISION_EVALUATED and event.sealed is not None:
            for record, seen in decided(event.sealed):
                # A table that knows no days must keep the law of any day, so that of the decision's own.
                yield from _breaches(record, {"on": event.at.astimezone(CHINA).date(), **seen})


def decided(record: Record) -> Iterator[tuple[Record, Mapping[str, object]]]:
    """Yield a recorded decision and those that it required, each with what could be seen there."""
    required: list[Record] = list(record.get("required", ()))
    values = {each["decision"]["name"]: _value(each["value"]) for each in required}
    given = {name: _value(value) for name, value in record.get("inputs", {}).items()}
    below = [pair for each in required for pair in decided(each)]
    seen: dict[str, object] = {}
    for _, inner in below:
        seen.update(inner)
    seen.update(values)
    seen.update(given)
    yield from below
    yield record, seen


def _breaches(record: Record, seen: Mapping[str, object]) -> Iterator[str]:
    for bound in bounds():
        if bound.bound.decision != record["decision"]["id"]:
            continue
        due, given = _due(bound, seen), _given(bound, _value(record["value"]))
        if due is None:
            continue
        if given is None or (given < due if bound.bound.better == "more" else given > due):
            yield f"{bound.bound.decision} gives {bound.name.en} {given}, the law {due}: {dict(seen)}"


def _due(bound: LegalBound, seen: Mapping[str, object]) -> Decimal | None:
    asked = {leaf: _of(bound.bound.inputs.get(leaf, leaf), seen) for leaf in _leaves(bound.bound.limit)}
    rows = law().evaluate(bound.bound.limit, asked).value
    held = rows if isinstance(rows, list) else [rows]
    figures = [row["figure"] if isinstance(row, Mapping) else row for row in held if row is not None]
    numbers = [Decimal(figure) for figure in figures if isinstance(figure, int | Decimal)]
    if not numbers:
        return None
    return max(numbers) if bound.bound.better == "more" else min(numbers)


def _given(bound: LegalBound, value: object) -> Decimal | None:
    # A table with one output answers with the bare value, whatever the output is called.
    told = value if isinstance(value, Mapping) else {bound.bound.figure: value}
    seen = {"result": value, **told}
    figure = _of(bound.bound.figure, seen)
    return Decimal(figure) if isinstance(figure, int | Decimal) else None


def _of(expression: str, seen: Mapping[str, object]) -> object:
    return _compiled(expression).evaluate(dict(seen)).value


@lru_cache(maxsize=256)
def _compiled(expression: str) -> decisions.Expression:
    return decisions.compile_expression(expression)


@lru_cache(maxsize=64)
def _leaves(limit: str) -> tuple[str, ...]:
    info = next(each for each in law().decisions if each.id == limit)
    return tuple(info.inputs)


def _value(data: object) -> object:
    return decisions.from_json(data)
